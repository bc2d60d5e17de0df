import CohortDiagnostics
import CohortMachineModel

/// Answers no question: each fails what it was asked about with `mapping.refused`, which names the question.
///
/// For tests, and for mappers that leave nothing to defaults: a `ForwardingMapper` to it says all that is needed itself, and is told
/// what it forgot.
public struct NullMapper: Mapper {
    /// "null".
    public let name = "null"
    /// The null mapper.
    public init() {}

    /// No answer.
    public func selectTasksToMap(_ ready: [TaskToMap], _ context: MappingContext) throws -> [TaskSelection] {
        throw refusal("selectTasksToMap", ready.first?.name ?? "")
    }

    /// No answer.
    public func selectStealTargets(
        _ thief: MachineModel.Processor, _ victims: [MachineModel.Processor], _ context: MappingContext
    ) throws -> [MachineModel.Processor.ID] {
        throw refusal("selectStealTargets", thief.name)
    }

    /// No answer.
    public func permitStealing(_ request: StealRequest, _ context: MappingContext) throws -> [Int] {
        throw refusal("permitStealing", request.victim.name)
    }

    /// No answer.
    public func selectTaskOptions(_ launch: LaunchToMap, _ context: MappingContext) throws -> TaskOptions {
        throw refusal("selectTaskOptions", launch.name)
    }

    /// No answer.
    public func sliceTask(_ launch: LaunchToMap, _ options: TaskOptions, _ context: MappingContext) throws -> [TaskSlice] {
        throw refusal("sliceTask", launch.name)
    }

    /// No answer.
    public func mapTask(_ task: TaskToMap, _ context: MappingContext) throws -> TaskMapping {
        throw refusal("mapTask", task.name)
    }

    /// No answer.
    public func mapOperation(_ operation: OperationToMap, _ context: MappingContext) throws -> OperationMapping {
        throw refusal("mapOperation", operation.name)
    }

    /// No answer.
    public func mapMustEpoch(_ tasks: [TaskToMap], _ context: MappingContext) throws -> [TaskMapping] {
        throw refusal("mapMustEpoch", tasks.first?.name ?? "")
    }

    /// No answer.
    public func selectSources(_ copy: SourcesToSelect, _ context: MappingContext) throws -> [InstanceToMap.ID] {
        throw refusal("selectSources", copy.name)
    }

    /// No answer.
    public func postmapTask(_ task: TaskToMap, _ context: MappingContext) throws -> [[RequirementMapping]] {
        throw refusal("postmapTask", task.name)
    }

    /// No answer.
    public func selectTunable(_ tunable: TunableToSelect, _ context: MappingContext) throws -> Int? {
        throw refusal("selectTunable", tunable.name.name)
    }

    private func refusal(_ question: String, _ name: String) -> CohortError {
        CohortError(
            .mappingRefused, "mapper 'null' has no answer to `\(question)` for '\(name)'",
            rule: "the null mapper answers nothing, so that what stands before it must say everything",
            fix: "answer `\(question)` in the mapper that forwards to it, or forward to `DefaultMapper()`")
    }
}
