// When instances leave, in the words of rules and decisions.

extension RequirementMapping.Leaving {
    static let ruleTexts: [(text: String, value: Self)] = [
        ("first", .first), ("in-turn", .inTurn), ("last", .last), ("never", .never),
    ]

    var ruleText: String {
        switch self {
        case .first: "first"
        case .inTurn: "in-turn"
        case .last: "last"
        case .never: "never"
        }
    }

    init?(ruleText: String) {
        guard let known = Self.ruleTexts.first(where: { $0.text == ruleText }) else { return nil }
        self = known.value
    }
}
