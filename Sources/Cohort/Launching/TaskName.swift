import CohortData
import CohortLocking

/// A task by its name, as something to leave values with.
///
///     try TaskName("relax").annotate(flops, 12)
///
/// Values are kept as long as the process. The name is the function's, as in messages; tasks of different types that have one name
/// share their values.
/// - SeeAlso: Legion's `attach_semantic_information` of a task.
public struct TaskName: Annotated, Hashable, Sendable {
    /// The function's name.
    public let name: String
    private static let all = Locked<[String: Annotations]>([:])

    /// The task of that name, whether there is one or not.
    public init(_ name: String) { self.name = name }

    /// Values about the task.
    public var annotations: AnnotationStore {
        let known = Self.all.withLock {
            let annotations = $0[name] ?? Annotations()
            $0[name] = annotations
            return annotations
        }
        return AnnotationStore(known, "task '\(name)'")
    }
}
