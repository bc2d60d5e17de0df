import Cohort

/// What was decided for the tasks of a program, how often, and by whom.
struct Explanation {
    /// A value of an aspect, such as `gpu 0` of `processor`, and who decided it.
    struct Choice: Hashable {
        let aspect: String
        let value: String
        let reason: String
    }

    /// Choices with how often they were made, those of one aspect together, in the order in which they came.
    struct Choices {
        private(set) var all: [(choice: Choice, count: Int)] = []

        mutating func add(_ aspect: String, _ value: String?, by reason: String?) {
            guard let value else { return }
            let choice = Choice(aspect: aspect, value: value, reason: reason ?? "")
            if let index = all.firstIndex(where: { $0.choice == choice }) {
                all[index].count += 1
                return
            }
            let last = all.lastIndex { $0.choice.aspect == aspect } ?? all.count - 1
            all.insert((choice, 1), at: last + 1)
        }
    }

    /// What was decided for a use of a region.
    struct Requirement {
        let region: String, fields: String, privilege: String
        var choices = Choices()
    }

    /// What was decided for the tasks, or the operations, of a name.
    struct Part {
        let name: String
        let isOperation: Bool
        var launchCount = 0
        var pointCount = 0
        var choices = Choices()
        var requirements: [Requirement] = []
        var errors: [String] = []
        fileprivate var launches: Set<String> = []
    }

    /// A rule that decided nothing.
    struct Idle {
        let place: String
        let rule: String
        let why: String
    }

    private(set) var parts: [Part] = []
    private(set) var idle: [Idle] = []

    /// The questions whose answers say where tasks and data are.
    private static let questions: Set = ["selectTaskOptions", "sliceTask", "mapTask", "mapOperation", "mapMustEpoch"]

    init(_ decisions: [Decision], _ rules: Rules?) {
        let decisions = Self.last(decisions.filter { Self.questions.contains($0.callback) })
        let launches = Self.reasons(decisions)
        for decision in decisions { add(decision, launches) }
        parts = parts.filter { !$0.isOperation } + parts.filter(\.isOperation)
        if let rules { idle = IdleRules(rules, decisions).all }
    }

    /// Each question once, with its last answer, which is the one that was followed.
    private static func last(_ decisions: [Decision]) -> [Decision] {
        var places: [[String]: Int] = [:]
        var kept: [Decision] = []
        for decision in decisions {
            let key = [decision.callback, decision.launch, decision.point ?? ""]
            if let place = places[key] { kept[place] = decision; continue }
            places[key] = kept.count
            kept.append(decision)
        }
        return kept
    }

    /// Who sent each launch where it went: its slices count more than its options.
    private static func reasons(_ decisions: [Decision]) -> [String: String] {
        var reasons: [String: String] = [:]
        for decision in decisions where decision.callback == "selectTaskOptions" || decision.callback == "sliceTask" {
            let reason = decision.answer.first?["processor.by"]
            if let reason { reasons[decision.launch] = reason }
        }
        return reasons
    }

    private mutating func add(_ decision: Decision, _ launches: [String: String]) {
        let isOperation = decision.callback == "mapOperation"
        let index = index(of: decision.task, isOperation)
        if parts[index].launches.insert(decision.launch).inserted { parts[index].launchCount += 1 }
        if let error = decision.error {
            if !parts[index].errors.contains(error) { parts[index].errors.append(error) }
            return
        }
        let answer = decision.answer.first
        let mapper = answer?["mapper"]
        switch decision.callback {
        case "selectTaskOptions":
            if answer?["priority"] != "0" {
                parts[index].choices.add("priority", answer?["priority"], by: answer?["priority.by"] ?? mapper)
            }
        case "sliceTask":
            let count = "\(decision.answer.count)"
            if count != "1" { parts[index].choices.add("slices", count, by: answer?["domain.by"] ?? mapper) }
        default:
            parts[index].pointCount += 1
            let reason = answer?["processor.by"] ?? launches[decision.launch] ?? mapper
            if !isOperation { parts[index].choices.add("processor", answer?["processor"], by: reason) }
            parts[index].choices.add("variant", answer?["variant"], by: answer?["variant.by"] ?? mapper)
            for (question, answer) in zip(decision.question.dropFirst(), decision.answer.dropFirst()) {
                parts[index].add(question, answer, mapper)
            }
        }
    }

    private mutating func index(of name: String, _ isOperation: Bool) -> Int {
        if let known = parts.firstIndex(where: { $0.name == name && $0.isOperation == isOperation }) { return known }
        parts.append(Part(name: name, isOperation: isOperation))
        return parts.count - 1
    }
}

extension Explanation.Part {
    fileprivate mutating func add(_ question: Facts, _ answer: Facts, _ mapper: String?) {
        let region = question["region"] ?? "", fields = question["fields"] ?? "", privilege = question["privilege"] ?? ""
        let known = requirements.firstIndex { $0.region == region && $0.fields == fields && $0.privilege == privilege }
        if known == nil { requirements.append(.init(region: region, fields: fields, privilege: privilege)) }
        let index = known ?? requirements.count - 1
        for fact in answer.all where !fact.name.hasSuffix(".by") {
            requirements[index].choices.add(fact.name, fact.value, by: answer["\(fact.name).by"] ?? mapper)
        }
    }
}
