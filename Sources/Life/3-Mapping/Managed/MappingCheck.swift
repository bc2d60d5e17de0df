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

    /// A mapping that puts the task back wants nothing else.
    func check(_ mapping: TaskMapping, on number: Int?, _ machine: MachineModel) throws(CohortError) -> MappingDecision {
        if mapping.isPutBack { return MappingDecision(mapping: mapping, processor: nil, body: nil, layouts: []) }
        let answers = mapping.requirements
        guard answers.count == request.needs.count else {
            throw error(
                .mappingRequirements,
                "answered for \(answers.count) requirements, but the \(whose) has \(request.needs.count)",
                rule: "a mapper answers for each requirement, in their order",
                fix: "make one `RequirementMapping` for each of `\(whose).requirements`")
        }
        let processor = try number.map { (number) throws(CohortError) in try self.processor(number, machine) }
        let variant = try variant(mapping.variant, processor)
        var layouts: [WantedLayout] = []
        for (number, answer) in answers.enumerated() {
            do throws(CohortError) {
                try check(answer, number, processor, machine)
                layouts.append(try layout(answer, number, variant))
            } catch {
                throw error.decided(by: answer.reasons)
            }
        }
        return MappingDecision(
            mapping: mapping, processor: processor?.id.rawValue, body: request.body(of: variant), layouts: layouts)
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

    /// Whether the sources that a mapper ranks are some of those that it was offered.
    func check(sources: [InstanceToMap.ID], for question: SourcesToSelect) throws(CohortError) {
        let offered = question.sources.map(\.instance.id)
        for (place, id) in sources.enumerated() where !offered.contains(id) || sources[..<place].contains(id) {
            throw error(
                .mappingSource,
                "ranked instance \(id) as a source of field '\(question.field)' of region '\(question.region)'"
                    + (offered.contains(id) ? " twice" : ", which has none of the data that are missing"),
                rule: "sources are ranked out of those that were offered, each at most once: here "
                    + offered.map(\.description).joined(separator: ", "),
                fix: "answer with the `instance.id` of some of `copy.sources`")
        }
    }

    /// Whether data of a task that has run can go where a mapper wants them, too.
    func check(results: [[RequirementMapping]], _ machine: MachineModel) throws(CohortError) -> [[WantedLayout]] {
        guard results.count == request.needs.count else {
            throw error(
                .mappingRequirements,
                "answered for \(results.count) requirements when it was over, but the task has \(request.needs.count)",
                rule: "`postmapTask` answers for each requirement, in their order, or not at all",
                fix: "make one list for each of `task.requirements`, an empty one where nothing is to be copied")
        }
        var layouts: [[WantedLayout]] = []
        for (number, answers) in results.enumerated() {
            layouts.append([])
            for answer in answers {
                try check(answer, number, nil, machine)
                layouts[number].append(try layout(answer, number, 0))
            }
        }
        return layouts
    }

    private func check(
        _ answer: RequirementMapping, _ number: Int, _ processor: MachineModel.Processor?, _ machine: MachineModel
    ) throws(CohortError) {
        let need = request.needs[number]
        let what = data(number)
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
    }

    /// What messages call the data of a requirement.
    func data(_ number: Int) -> String {
        "the data that it \(request.needs[number].privilege.verb) of region '\(request.needs[number].tree.name)'"
    }

    private var whose: String { request.operation == nil ? "task" : "operation" }

    func error(_ code: CohortError.Code, _ what: String, rule: String, fix: String) -> CohortError {
        var what = what + ", for "
        if let point, request.pointCount > 1 { what += "point \(point) of " }
        return CohortError(
            code, "mapper '\(mapper)' \(what)\(whose) '\(request.name)'", rule: rule, fix: fix, trail: trail, at: request.place)
    }
}
