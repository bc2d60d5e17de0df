import CohortDiagnostics

/// Whether a mapper's answer is one that can be followed.
struct MappingCheck {
    var mapper: String
    var request: PlacementRequest
    var point: Int
    var trail: [String]

    func check(_ mapping: TaskMapping, _ memories: [MemoryToMap]) throws(CohortError) {
        guard mapping.requirements.count == request.needs.count else {
            throw error(
                .mappingRequirements,
                "answered for \(mapping.requirements.count) requirements, but the task has \(request.needs.count)",
                rule: "`mapTask` answers for each requirement, in their order",
                fix: "make one `RequirementMapping` for each of `task.requirements`")
        }
        for (number, answer) in mapping.requirements.enumerated() {
            guard memories.indices.contains(answer.memory) else {
                throw error(
                    .mappingMemory, "put requirement \(number) into memory \(answer.memory)",
                    rule: "the machine has the memories " + memories.map { "\($0.number) (\($0.name))" }.joined(separator: ", "),
                    fix: "answer with the `number` of one of `task.memories`")
            }
            guard answer.padding >= 0 else {
                throw error(
                    .mappingLayout, "asked for rows with a padding of \(answer.padding) elements for requirement \(number)",
                    rule: "rows of an instance may be longer than the region's, not shorter", fix: "answer with a padding of 0 or more")
            }
        }
    }

    private func error(_ code: CohortError.Code, _ what: String, rule: String, fix: String) -> CohortError {
        let whom = request.pointCount > 1 ? "point \(point) of task '\(request.name)'" : "task '\(request.name)'"
        return CohortError(
            code, "mapper '\(mapper)' \(what), for \(whom)", rule: rule, fix: fix, trail: trail, at: request.place)
    }
}
