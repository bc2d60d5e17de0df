import Cohort

/// A mapper whose answers a test writes down: by the name of the task.
struct PlannedMapper: Mapper {
    let name = "planned"
    var memories: [String: Int] = [:]
    var answer: @Sendable (TaskToMap) -> TaskMapping? = { _ in nil }

    func mapTask(_ task: TaskToMap) -> TaskMapping {
        answer(task) ?? TaskMapping(task.requirements.map { _ in RequirementMapping(memory: memories[task.name] ?? 0, extent: .piece) })
    }
}

/// Runs a program with a mapper, over memories of these capacities in bytes and a disk, in parallel and in the other orders.
func mapped(
    _ mapper: any Mapper, _ capacities: [Int] = [.max, .max], disk: Int? = nil,
    orders: [RuntimeOptions.Order] = [.parallel, .inline, .sequential], _ body: @escaping () async throws -> Void
) async throws {
    for order in orders {
        var options = RuntimeOptions(workers: 3, order: order)
        options.mapper = mapper
        options.memories = capacities.enumerated().map { MemoryOptions("memory \($0)", capacity: $1) }
        if let disk { options.memories.append(MemoryOptions("disk", capacity: disk, isDisk: true)) }
        try await withCohort(options) { _ in try await body() }
    }
}
