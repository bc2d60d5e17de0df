import Cohort
import CohortLocking

/// A mapper whose answers to the questions around copies, and after tasks, a test writes down.
struct FollowingMapper: Mapper {
    let name = "following"
    var interests: MapperInterests = []
    var wantsInstances = false
    /// Memories by the name of the task.
    var memories: [String: MachineModel.Memory.ID] = [:]
    var options: @Sendable (LaunchToMap) -> TaskOptions? = { _ in nil }
    var slices: @Sendable (LaunchToMap) -> [TaskSlice]? = { _ in nil }
    var task: @Sendable (TaskToMap) -> TaskMapping? = { _ in nil }
    var operation: @Sendable (OperationToMap) -> OperationMapping? = { _ in nil }
    var sources: @Sendable (SourcesToSelect) -> [InstanceToMap.ID] = { _ in [] }
    var results: @Sendable (TaskToMap) -> [[RequirementMapping]] = { _ in [] }
    var told: @Sendable (ProfilingReport) -> Void = { _ in }
    var number: @Sendable (TunableToSelect) -> Int? = { _ in nil }
    var collected: @Sendable (CollectedInstance) -> Void = { _ in }

    func selectTaskOptions(_ launch: LaunchToMap, _ context: MappingContext) -> TaskOptions { options(launch) ?? TaskOptions() }

    func sliceTask(_ launch: LaunchToMap, _ options: TaskOptions, _ context: MappingContext) -> [TaskSlice] {
        slices(launch) ?? [TaskSlice(launch.domain, on: options.processor)]
    }

    func mapTask(_ task: TaskToMap, _ context: MappingContext) -> TaskMapping {
        self.task(task) ?? TaskMapping(task.requirements.map { _ in RequirementMapping(in: memories[task.name] ?? 0) })
    }

    func mapOperation(_ operation: OperationToMap, _ context: MappingContext) -> OperationMapping {
        self.operation(operation) ?? DefaultMapper().mapOperation(operation, context)
    }

    func selectSources(_ copy: SourcesToSelect, _ context: MappingContext) -> [InstanceToMap.ID] { sources(copy) }
    func postmapTask(_ task: TaskToMap, _ context: MappingContext) -> [[RequirementMapping]] { results(task) }
    func report(_ report: ProfilingReport, _ context: MappingContext) { told(report) }

    func selectTunable(_ tunable: TunableToSelect, _ context: MappingContext) -> Int? {
        number(tunable) ?? DefaultMapper().selectTunable(tunable, context)
    }

    func handleCollection(_ instance: CollectedInstance, _ context: MappingContext) { collected(instance) }
}

/// What a mapper was asked or told, in the order in which it was.
final class Notes<Note: Sendable>: Sendable {
    private let notes = Locked<[Note]>([])

    func add(_ note: Note) { notes.withLock { $0.append(note) } }
    var all: [Note] { notes.withLock { $0 } }
}
