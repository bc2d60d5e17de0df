import CohortDiagnostics
import CohortGeometry
import CohortMachineModel

// Answers from facts. What the facts name must be there in this machine.

extension TaskOptions {
    init(_ facts: Facts, _ machine: MachineModel) throws(CohortError) {
        self.init(
            processor: try machine.processor(named: facts["processor"]), priority: facts["priority"].flatMap { Int($0) } ?? 0,
            isStealable: facts["stealable"] != nil, runsInline: facts["inline"] != nil)
        reasons = facts.reasons
    }
}

extension TaskSlice {
    init(_ facts: Facts, _ machine: MachineModel) throws(CohortError) {
        guard let domain = facts["domain"].flatMap(Domain.init(decisionText:)) else { throw .unreadableDecision("\(facts)") }
        self.init(domain, on: try machine.processor(named: facts["processor"]))
        reasons = facts.reasons
    }
}

extension TaskMapping {
    init(_ groups: [Facts], for task: TaskToMap, _ machine: MachineModel) throws(CohortError) {
        let answers = try RequirementMapping.all(in: groups, for: task.requirements, machine)
        self.init(answers, on: try machine.processor(named: groups.first?["processor"]))
        priority = groups.first?["priority"].flatMap { Int($0) }
        variant = groups.first?["variant"].flatMap { name in task.variants.first { $0.name == name }?.id }
        reasons = groups.first?.reasons ?? [:]
    }
}

extension TaskToMap {
    /// Further instances of results.
    func results(in groups: [Facts], _ machine: MachineModel) throws(CohortError) -> [[RequirementMapping]] {
        if groups.count <= 1 { return [] }
        var results = requirements.map { _ in [RequirementMapping]() }
        for facts in groups.dropFirst() {
            guard let number = facts["requirement"].flatMap({ Int($0) }), results.indices.contains(number) else {
                throw .unreadableDecision("\(facts)")
            }
            results[number].append(try RequirementMapping(facts, requirements[number].instances, machine))
        }
        return results
    }
}

extension RequirementMapping {
    /// The answers of all groups but the first, which speaks of the task.
    static func all(
        in groups: [Facts], for requirements: [RequirementToMap], _ machine: MachineModel
    ) throws(CohortError) -> [RequirementMapping] {
        var answers: [RequirementMapping] = []
        for (number, facts) in groups.dropFirst().enumerated() {
            let known = requirements.indices.contains(number) ? requirements[number].instances : []
            answers.append(try RequirementMapping(facts, known, machine))
        }
        return answers
    }

    fileprivate init(_ facts: Facts, _ known: [InstanceToMap], _ machine: MachineModel) throws(CohortError) {
        guard let name = facts["memory"], let memory = machine.memories.first(where: { $0.name == name }) else {
            throw .strangePart("memory", facts["memory"] ?? "")
        }
        guard let layout = [LayoutTrait](ruleText: facts["layout"] ?? "usual") else { throw .unreadableDecision("\(facts)") }
        let named = facts.all.filter { $0.name == "instance" }
        // One that is not there this time is made by the rest of the answer.
        let instances = named.compactMap { fact in known.first { $0.decisionText == fact.value }?.id }
        self.init(
            in: memory.id, extent: facts["extent"].flatMap(Extent.init(rawValue:)) ?? .region,
            layout: layout,
            reuses: facts["reuse"] != "no", leaves: facts["leaves"].flatMap(Leaving.init(ruleText:)), instances: instances)
        reasons = facts.reasons
    }
}

extension MachineModel {
    fileprivate func processor(named name: String?) throws(CohortError) -> Processor.ID? {
        guard let name, name != "any" else { return nil }
        guard let processor = processors.first(where: { $0.name == name }) else { throw .strangePart("processor", name) }
        return processor.id
    }
}

extension CohortError {
    fileprivate static func strangePart(_ kind: String, _ name: String) -> CohortError {
        CohortError(
            .mappingDecisions, "the recorded decisions name \(kind) '\(name)', which this machine does not have",
            rule: "decisions are repeated on a machine like that on which they were recorded",
            fix: "describe such a machine by --cohort-machine; `cohort machine` shows this one")
    }

    static func unreadableDecision(_ text: String) -> CohortError {
        CohortError(
            .mappingDecisions, "'\(text)' is no decision", rule: "a file of decisions is as the recording mapper wrote it",
            fix: "record the decisions anew")
    }
}
