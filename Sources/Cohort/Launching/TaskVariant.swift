import CohortLife
import CohortMachineModel

/// A further body of a task, made by `@Variant`; generated code alone uses it.
///
/// - Parameter Signature: the type of the function, with each accessor as the one that needs a contiguous last dimension: so that the
///   compiler finds out when a variant is named for a task of other parameters.
public struct TaskVariant<Signature> {
    let body: VariantBody

    /// The body at `body`.
    ///
    /// - Parameters:
    ///   - name: what mappers and errors call it.
    ///   - strided: for each accessor, whether it walks any strides; nothing for those in access structs, which are as in the task.
    public init(_ name: StaticString, _ body: TaskBody, strided: [Bool?]) {
        self.body = VariantBody(name, for: .cpu, body, isStrided: strided)
    }

    /// The same for processors of a kind.
    public init(_ variant: TaskVariant, on kind: MachineModel.Processor.Kind) {
        body = VariantBody(variant.body.name, for: kind, variant.body.body, isStrided: variant.body.isStrided)
    }
}
