/// One instance of each region in the first memory, which all tasks share.
public struct DefaultMapper: Mapper {
    /// "default".
    public let name = "default"
    /// The default mapper.
    public init() {}

    /// The first memory, whole regions.
    public func mapTask(_ task: TaskToMap) -> TaskMapping {
        TaskMapping(task.requirements.map { _ in RequirementMapping(memory: 0) })
    }
}
