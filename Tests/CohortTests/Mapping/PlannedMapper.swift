import Cohort

/// A mapper whose answers a test writes down: memories by the name of the task, or whatever it likes.
struct PlannedMapper: Mapper {
    let name = "planned"
    var memories: [String: MachineModel.Memory.ID] = [:]
    var wantsInstances = false
    var options: @Sendable (LaunchToMap) -> TaskOptions? = { _ in nil }
    var slices: @Sendable (LaunchToMap) -> [TaskSlice]? = { _ in nil }
    var answer: @Sendable (TaskToMap) -> TaskMapping? = { _ in nil }
    var epoch: @Sendable ([TaskToMap], MappingContext) -> [TaskMapping]? = { _, _ in nil }

    func selectTaskOptions(_ launch: LaunchToMap, _ context: MappingContext) -> TaskOptions { options(launch) ?? TaskOptions() }

    func sliceTask(_ launch: LaunchToMap, _ options: TaskOptions, _ context: MappingContext) -> [TaskSlice] {
        slices(launch) ?? [TaskSlice(launch.domain, on: options.processor)]
    }

    func mapTask(_ task: TaskToMap, _ context: MappingContext) -> TaskMapping {
        answer(task)
            ?? TaskMapping(task.requirements.map { _ in RequirementMapping(in: memories[task.name] ?? 0, extent: .piece) })
    }

    func mapMustEpoch(_ tasks: [TaskToMap], _ context: MappingContext) -> [TaskMapping] {
        epoch(tasks, context) ?? DefaultMapper().mapMustEpoch(tasks, context)
    }
}

/// Runs a program with a mapper on a machine of that description, in parallel and in the other orders.
func mapped(
    _ mapper: any Mapper, _ machine: String = "nodes 2, cpus 2", workers: Int = 3,
    orders: [RuntimeOptions.Order] = [.parallel, .inline, .sequential], _ body: @escaping () async throws -> Void
) async throws {
    for order in orders {
        let options = RuntimeOptions(workers: workers, order: order, machine: try MachineModel(machine), mapper: mapper)
        try await withCohort(options) { _ in try await body() }
    }
}
