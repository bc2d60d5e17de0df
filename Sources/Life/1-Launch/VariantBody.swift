import CohortMachineModel

/// A further body of a task: for another kind of processor, or for other layouts.
package struct VariantBody {
    package let name: StaticString
    package let kind: MachineModel.Processor.Kind
    package let body: TaskBody
    /// For each accessor, whether it walks any strides; nil where it is as in the task's own body.
    package let isStrided: [Bool?]

    package init(_ name: StaticString, for kind: MachineModel.Processor.Kind, _ body: TaskBody, isStrided: [Bool?]) {
        self.name = name
        self.kind = kind
        self.body = body
        self.isStrided = isStrided
    }
}
