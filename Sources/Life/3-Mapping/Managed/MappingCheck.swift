import CohortDiagnostics
import CohortGeometry
import CohortMachineModel

/// Whether a mapper's answers for a point can be followed.
struct MappingCheck {
    var mapper: String
    var request: PlacementRequest
    /// Nil for what concerns the whole launch.
    var point: Int?
    var trail: [String]

    func check(_ mapping: TaskMapping, on number: Int?, _ machine: MachineModel) throws(CohortError) {
        if mapping.isPutBack {
            guard !request.isTask else { return }
            throw error(
                .mappingPutBack, "put back an operation of the runtime's", rule: "only tasks wait until something has changed",
                fix: "answer `mapOperation` with a mapping")
        }
        guard mapping.requirements.count == request.needs.count else {
            throw error(
                .mappingRequirements,
                "answered for \(mapping.requirements.count) requirements, but the task has \(request.needs.count)",
                rule: "a mapper answers for each requirement, in their order",
                fix: "make one `RequirementMapping` for each of `task.requirements`")
        }
        let processor = try number.map { (number) throws(CohortError) in try self.processor(number, machine) }
        for (number, answer) in mapping.requirements.enumerated() { try check(answer, number, processor, machine) }
    }

    /// The processor of that number, if it can run the task.
    func processor(_ number: Int, _ machine: MachineModel) throws(CohortError) -> MachineModel.Processor {
        guard let processor = machine.processor(.init(rawValue: number)) else {
            throw error(
                .mappingProcessor, "chose processor \(number)", rule: "the machine has \(machine.processors.count) processors",
                fix: "answer with the `id` of one of `context.machine.processors`")
        }
        guard processor.runsBodies else {
            throw error(
                .mappingProcessor, "chose \(processor), which cannot run it",
                rule: "a task runs on processors of a kind that it has a variant for: CPU workers, OpenMP groups, I/O threads",
                fix: "answer with a processor whose `runsBodies` is true")
        }
        return processor
    }

    private func check(
        _ answer: RequirementMapping, _ number: Int, _ processor: MachineModel.Processor?, _ machine: MachineModel
    ) throws(CohortError) {
        let need = request.needs[number]
        let what = "the data that it \(need.privilege.verb) of region '\(need.tree.name)'"
        guard let memory = machine.memory(answer.memory) else {
            throw error(
                .mappingMemory, "put \(what) into memory \(answer.memory)",
                rule: "the machine has \(machine.memories.count) memories: "
                    + machine.memories.map(\.name).joined(separator: ", "),
                fix: "answer with one of `context.machine.memories`")
        }
        guard memory.kind != .file else {
            throw error(
                .mappingMemory, "put \(what) into \(memory)", rule: "file memory is for attached files",
                fix: "answer with another memory")
        }
        if let processor, machine.affinity(of: processor, to: memory) == nil {
            let visible = machine.memories.withAffinity(to: processor).map(\.name).joined(separator: ", ")
            throw error(
                .mappingMemory, "put \(what) into \(memory), which \(processor) does not reach",
                rule: "a task's data lie in memories that its processor reaches: here \(visible)",
                fix: "answer with one of `context.machine.memories.withAffinity(to: processor)`")
        }
        if need.isShared, memory.id != machine.sharedMemory.id {
            throw error(
                .mappingShared, "put \(what) into \(memory), while others may use them at the same time",
                rule: "data that tasks share simultaneously lie in one instance, in \(machine.sharedMemory)",
                fix: "answer with `context.machine.sharedMemory` where `requirement.isShared` is true")
        }
        guard answer.padding >= 0 else {
            throw error(
                .mappingLayout, "asked for rows with \(answer.padding) elements between them for \(what)",
                rule: "rows of an instance may be longer than the region's, not shorter",
                fix: "answer with a padding of 0 or more")
        }
    }

    func error(_ code: CohortError.Code, _ what: String, rule: String, fix: String) -> CohortError {
        var whom = "task '\(request.name)'"
        if let point, request.pointCount > 1 { whom = "point \(point) of \(whom)" }
        return CohortError(
            code, "mapper '\(mapper)' \(what), for \(whom)", rule: rule, fix: fix, trail: trail, at: request.place)
    }
}
