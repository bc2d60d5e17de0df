import CohortMachineModel

// Answers as facts: parts of the machine have their names there, instances what tells them from others in the same run or another.

extension TaskOptions {
    func facts(_ machine: MachineModel) -> Facts {
        var facts = Facts()
        facts.add("processor", machine.name(of: processor))
        facts.add("priority", priority)
        if isStealable { facts.add("stealable", "yes") }
        if runsInline { facts.add("inline", "yes") }
        facts.add(reasons: reasons)
        return facts
    }
}

extension ContextConfiguration {
    var facts: Facts { Facts(window.map { [("window", "\($0)")] } ?? []) }
}

extension TaskSelection {
    func facts(_ machine: MachineModel) -> Facts {
        switch self {
        case .map: Facts([("selected", "map")])
        case .leave: Facts([("selected", "leave")])
        case .send(let processor): Facts([("selected", "send"), ("processor", machine.name(of: processor))])
        }
    }
}

extension TaskSlice {
    func facts(_ machine: MachineModel) -> Facts {
        var facts = Facts([("domain", domain.decisionText)])
        facts.add("processor", machine.name(of: processor))
        facts.add(reasons: reasons)
        return facts
    }
}

extension TaskMapping {
    func facts(of task: TaskToMap, _ machine: MachineModel) -> [Facts] {
        if isPutBack { return [Facts([("put-back", "yes")])] }
        var facts = Facts()
        let processor = self.processor ?? task.processor?.id
        facts.add("processor", machine.name(of: processor))
        if let variant = task.variants.first(where: { $0.id == variant }) { facts.add("variant", variant.name) }
        if let priority { facts.add("priority", priority) }
        facts.add(reasons: reasons)
        return [facts] + requirements.facts(of: task.requirements, machine)
    }
}

extension OperationMapping {
    func facts(of operation: OperationToMap, _ machine: MachineModel) -> [Facts] {
        [Facts()] + requirements.facts(of: operation.requirements, machine)
    }
}

extension TaskToMap {
    /// Further instances of results, each with the number of its requirement.
    func facts(ofResults answers: [[RequirementMapping]], _ machine: MachineModel) -> [Facts] {
        let results = answers.enumerated().flatMap { number, answers in
            answers.map { answer in
                var facts = Facts([("requirement", "\(number)")])
                facts.add(
                    contentsOf: answer.facts(requirements.indices.contains(number) ? requirements[number].instances : [], machine)
                )
                return facts
            }
        }
        return [Facts()] + results
    }
}

extension [RequirementMapping] {
    fileprivate func facts(of requirements: [RequirementToMap], _ machine: MachineModel) -> [Facts] {
        enumerated().map { number, answer in
            answer.facts(requirements.indices.contains(number) ? requirements[number].instances : [], machine)
        }
    }
}

extension RequirementMapping {
    fileprivate func facts(_ known: [InstanceToMap], _ machine: MachineModel) -> Facts {
        var facts = Facts()
        facts.add("memory", machine.memory(memory)?.name ?? "\(memory)")
        facts.add("extent", extent)
        if !layout.isEmpty { facts.add("layout", layout.ruleText) }
        if !reuses { facts.add("reuse", "no") }
        if let leaves { facts.add("leaves", leaves.ruleText) }
        for id in instances {
            if let instance = known.first(where: { $0.id == id }) { facts.add("instance", instance.decisionText) }
        }
        facts.add(reasons: reasons)
        return facts
    }
}

extension InstanceToMap {
    /// What it is, since its number is another in another run.
    var decisionText: String { "\(memory) of \(fields.joined(separator: ",")) over \(low)...\(high)" }
}

extension MachineModel {
    /// The name in decisions: `any` where none was chosen, and the number of one that is not there.
    fileprivate func name(of processor: Processor.ID?) -> String {
        guard let processor else { return "any" }
        return self.processor(processor)?.name ?? "\(processor)"
    }
}
