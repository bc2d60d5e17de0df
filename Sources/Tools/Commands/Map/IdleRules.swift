import Cohort

/// The rules that decided nothing in a run, and why.
struct IdleRules {
    private(set) var all: [Explanation.Idle] = []
    private let used: Set<String>
    /// The names of tasks, of operations, and for both of the regions that they use.
    private let names: [TaskRule.Subject: Set<String>]
    private let regions: [String: Set<String>]

    init(_ rules: Rules, _ decisions: [Decision]) {
        var used: Set<String> = []
        var names: [TaskRule.Subject: Set<String>] = [:]
        var regions: [String: Set<String>] = [:]
        for decision in decisions {
            names[decision.callback == "mapOperation" ? .operation : .task, default: []].insert(decision.task)
            regions[decision.task, default: []].formUnion(decision.question.dropFirst().compactMap { $0["region"] })
            for fact in decision.answer.flatMap(\.all) where fact.name.hasSuffix(".by") { used.insert(fact.value) }
        }
        (self.used, self.names, self.regions) = (used, names, regions)
        for rule in rules.tasks { look(at: rule) }
    }

    private mutating func look(at rule: TaskRule) {
        let known = names[rule.subject] ?? []
        let matching = known.filter { name in rule.names.contains { $0.matches(name) } }
        guard !matching.isEmpty else {
            note(rule.place, rule.head, rule.names, known, "\(rule.subject.rawValue) is called so")
            return
        }
        let places = [rule.processor?.place, rule.variant?.place, rule.slicing?.place, rule.priority?.place].compactMap { $0 }
        if !places.isEmpty, !isUsed(places) { noteShadowed(rule.place, rule.head) }
        let seen = matching.reduce(into: Set<String>()) { $0.formUnion(regions[$1] ?? []) }
        for region in rule.regions where !isUsed(region.places) {
            let isNamed = seen.contains { name in region.names.contains { $0.matches(name) } }
            if isNamed {
                noteShadowed(region.place, region.head)
            } else {
                note(region.place, region.head, region.names, seen, "region of these tasks is called so")
            }
        }
    }

    private func isUsed(_ places: [RulePlace]) -> Bool { places.contains { used.contains($0.description) } }

    private mutating func note(_ place: RulePlace, _ head: String, _ names: [NamePattern], _ known: Set<String>, _ what: String) {
        let near = CohortError.question(CohortError.nearest(to: names[0].description, among: known.sorted()))
        all.append(.init(place: place.description, rule: head, why: "no \(what)\(near)"))
    }

    private mutating func noteShadowed(_ place: RulePlace, _ head: String) {
        all.append(
            .init(
                place: place.description, rule: head,
                why: "rules before it say all that it says, or its conditions did not hold"))
    }
}

extension RegionRule {
    fileprivate var places: [RulePlace] {
        [memory?.place, extent?.place, layout?.place, reuse?.place, leaves?.place].compactMap { $0 }
    }
}
