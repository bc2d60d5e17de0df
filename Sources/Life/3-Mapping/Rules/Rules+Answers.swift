import CohortDiagnostics
import CohortMachineModel

// What rules say of one task, and their errors when a machine cannot do it.

extension Rules {
    /// What the first rule says of an aspect of a launch that says anything.
    func first<Value>(_ aspect: KeyPath<TaskRule, Stated<Value>?>, for launch: LaunchToMap) -> Stated<Value>? {
        for rule in tasks {
            if let stated = rule[keyPath: aspect], rule.holds(for: launch, .task) { return stated }
        }
        return nil
    }

    /// Answers for the data of a task on a processor, changed as the rules say.
    func applied(
        to answers: [RequirementMapping], of task: TaskToMap, on processor: MachineModel.Processor?, _ machine: MachineModel
    ) throws(CohortError) -> [RequirementMapping] {
        let regions = tasks.filter { !$0.regions.isEmpty && $0.holds(for: task.launch, .task) }.flatMap(\.regions)
        return try answers.following(regions, task.requirements, (task.name, .task), processor, machine)
    }

    /// Answers for the data of an operation, changed as the rules say.
    func applied(
        to answers: [RequirementMapping], of operation: OperationToMap, _ machine: MachineModel
    ) throws(CohortError) -> [RequirementMapping] {
        let kind = operation.kind.rawValue
        let regions = tasks.filter { !$0.regions.isEmpty && $0.holds(for: operation.launch, .operation, or: kind) }.flatMap(
            \.regions)
        return try answers.following(regions, operation.requirements, (operation.name, .operation), nil, machine)
    }
}

extension [RequirementMapping] {
    fileprivate func following(
        _ regions: [RegionRule], _ requirements: [RequirementToMap], _ whom: (name: String, subject: TaskRule.Subject),
        _ processor: MachineModel.Processor?, _ machine: MachineModel
    ) throws(CohortError) -> [RequirementMapping] {
        if regions.isEmpty || count != requirements.count { return self }
        var answers = self
        for (number, requirement) in requirements.enumerated() {
            let rules = regions.filter { $0.holds(for: requirement) }
            try answers[number].follow(rules, requirement, whom, processor, machine)
        }
        return answers
    }
}

extension RequirementMapping {
    fileprivate mutating func follow(
        _ rules: [RegionRule], _ requirement: RequirementToMap, _ whom: (name: String, subject: TaskRule.Subject),
        _ processor: MachineModel.Processor?, _ machine: MachineModel
    ) throws(CohortError) {
        // Data that others use at the same time lie where all reach them, in one way for all.
        if requirement.isShared { return }
        if let stated = rules.first(\.memory) {
            if let memory = stated.value.memory(for: requirement, of: whom.subject, on: processor, machine) {
                self.memory = memory.id
                follow(stated.place, "memory")
            } else if !stated.value.options.contains(.current) {
                throw stated.unreachable(requirement, whom, processor, machine)
            }
        }
        if let stated = rules.first(\.layout) {
            layout = stated.value
            follow(stated.place, "layout")
        }
        if let stated = rules.first(\.extent) { extent = stated.value; follow(stated.place, "extent") }
        if let stated = rules.first(\.reuse) { reuses = stated.value; follow(stated.place, "reuse") }
        if let stated = rules.first(\.leaves) {
            leaves = stated.value
            reasons["leaves"] = stated.place.description
        }
    }

    /// A rule has its way; instances that the mapper behind had named no longer do.
    private mutating func follow(_ place: RulePlace, _ aspect: String) {
        instances = []
        reasons[aspect] = place.description
    }
}

extension [RegionRule] {
    fileprivate func first<Value>(_ aspect: KeyPath<RegionRule, Stated<Value>?>) -> Stated<Value>? {
        for rule in self { if let stated = rule[keyPath: aspect] { return stated } }
        return nil
    }
}

extension Stated where Value == String {
    /// The body of that name.
    func variant(of task: TaskToMap) throws(CohortError) -> VariantToMap.ID {
        if let variant = task.variants.first(where: { $0.name == value }) { return variant.id }
        throw CohortError(
            .mappingRules, "a rule chooses body '\(value)' of task '\(task.name)', which has no such body",
            rule: "its bodies are \(task.variants.map(\.name).joined(separator: ", "))",
            fix: "name one of these, or make it a variant of the task", trail: [place.description])
    }
}

extension Stated where Value == ProcessorChoice {
    /// The processors; empty for any worker.
    func processors(of machine: MachineModel, for task: String) throws(CohortError) -> [MachineModel.Processor] {
        if let processors = value.processors(of: machine) { return processors }
        throw CohortError(
            .mappingRules, "a rule sends task '\(task)' to '\(value)', but this machine has no such processor that runs tasks",
            rule: "the machine has \(machine.processors.map(\.name).joined(separator: ", "))",
            fix: "write what else will do: `processor \(value) else cpu`; or describe a machine that has them",
            trail: [place.description])
    }

    func crowded(_ task: String) -> CohortError {
        CohortError(
            .mappingRules, "a rule sends task '\(task)' to '\(value)', where no processor is left",
            rule: "tasks that must run at the same time have a processor each",
            fix: "name more processors in the rule, or launch fewer tasks at the same time", trail: [place.description])
    }
}

extension Stated where Value == MemoryChoice {
    fileprivate func unreachable(
        _ requirement: RequirementToMap, _ whom: (name: String, subject: TaskRule.Subject), _ processor: MachineModel.Processor?,
        _ machine: MachineModel
    ) -> CohortError {
        let what = "a rule puts region '\(requirement.region)' of \(whom.subject.rawValue) '\(whom.name)' into '\(value)'"
        guard whom.subject == .task else { return missing(what, machine) }
        let reader = processor ?? machine.processors[machine.processors.startIndex]
        let reached = machine.memories.withAffinity(to: reader).map(\.name).joined(separator: ", ")
        return CohortError(
            .mappingRules, "\(what), which \(reader) does not reach", rule: "\(reader) reaches \(reached)",
            fix: "write what else will do: `memory \(value) else nearest`",
            trail: [place.description])
    }
    /// The error of a rule that names no memory of this machine.
    func missing(_ what: String, _ machine: MachineModel) -> CohortError {
        CohortError(
            .mappingRules, "\(what), which this machine does not have",
            rule: "the machine has \(machine.memories.map(\.name).joined(separator: ", "))",
            fix: "write what else will do: `memory \(value) else nearest`", trail: [place.description])
    }
}
