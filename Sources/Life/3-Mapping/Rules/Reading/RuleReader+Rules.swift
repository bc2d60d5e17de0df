import CohortMachineModel

// Rules and their heads.

extension RuleReader {
    private static let subjects = ["task", "operation"]

    mutating func taskRule() throws -> TaskRule {
        let word = take()
        guard word.kind == .word, let subject = TaskRule.Subject(rawValue: word.text) else {
            throw unknown(word, among: Self.subjects, what: "rule")
        }
        let names = try self.names(after: word)
        var rule = TaskRule(subject, names, when: try conditions(), at: place(of: word))
        try block(of: word) { try $0.statement(of: &rule) }
        return rule
    }

    private mutating func statement(of rule: inout TaskRule) throws {
        let word = take()
        let place = place(of: word)
        let words = rule.subject == .task ? ["processor", "variant", "slice", "priority", "region"] : ["region"]
        guard word.kind == .word, words.contains(word.text) else {
            throw unknown(word, among: words, what: "statement about \(rule.subject.rawValue)s")
        }
        switch word.text {
        case "processor": rule.processor = try Stated(processors(), at: place).only(rule.processor, word, &self)
        case "variant": rule.variant = try Stated(variant(word), at: place).only(rule.variant, word, &self)
        case "slice": rule.slicing = try Stated(slicing(), at: place).only(rule.slicing, word, &self)
        case "priority":
            rule.priority = try Stated(number(-1000 ... 1000, "priority"), at: place).only(rule.priority, word, &self)
        default: rule.regions.append(try regionRule(word))
        }
    }

    private mutating func regionRule(_ word: RuleToken) throws -> RegionRule {
        let names = try self.names(after: word)
        let field = take("field") ? try self.names(after: word).first : nil
        var use: RegionRule.Use?
        if next.kind == .word, next.text != "when" {
            let word = take()
            guard let known = RegionRule.Use(rawValue: word.text) else {
                throw unknown(word, among: RegionRule.Use.allCases.map(\.rawValue), what: "use of a region")
            }
            use = known
        }
        var rule = RegionRule(names, field: field, use, when: try conditions(), at: place(of: word))
        try block(of: word) { try $0.statement(of: &rule) }
        return rule
    }

    private mutating func statement(of rule: inout RegionRule) throws {
        let word = take()
        let place = place(of: word)
        let words = ["memory", "layout", "extent", "reuse", "leave"]
        guard word.kind == .word, words.contains(word.text) else {
            throw unknown(word, among: words, what: "statement about regions")
        }
        switch word.text {
        case "memory": rule.memory = try Stated(memories(), at: place).only(rule.memory, word, &self)
        case "extent": rule.extent = try Stated(extent(), at: place).only(rule.extent, word, &self)
        case "leave": rule.leaves = try Stated(leaving(), at: place).only(rule.leaves, word, &self)
        case "layout": rule.layout = try Stated(layout(), at: place).only(rule.layout, word, &self)
        default: rule.reuse = try Stated(yesOrNo(), at: place).only(rule.reuse, word, &self)
        }
    }

    private mutating func names(after word: RuleToken) throws -> [NamePattern] {
        var names: [NamePattern] = []
        repeat {
            let token = take()
            guard token.kind == .name else {
                throw mistake(
                    token, "\(token.shown) where the name of a \(word.text) belongs",
                    rule: "names stand between quotes; * and ? in them stand for any letters and for one",
                    fix: "write it like `\(word.text) \"\(token.kind == .word ? token.text : "name")\"`")
            }
            names.append(NamePattern(token.text))
        } while take(",")
        return names
    }

    private mutating func variant(_ word: RuleToken) throws -> String { try names(after: word)[0].description }

    private mutating func conditions() throws -> [RuleCondition] {
        guard take("when") else { return [] }
        var conditions = [try condition()]
        while take("and") { conditions.append(try condition()) }
        return conditions
    }

    private mutating func condition() throws -> RuleCondition {
        let word = take()
        guard let quantity = RuleCondition.Quantity(rawValue: word.text) else {
            throw unknown(word, among: RuleCondition.Quantity.allCases.map(\.rawValue), what: "quantity")
        }
        let mark = take()
        guard let relation = RuleCondition.Relation(rawValue: mark.text) else {
            throw unknown(mark, among: RuleCondition.Relation.allCases.map(\.rawValue), what: "comparison")
        }
        let amount = quantity == .points ? try number(0 ... .max, "number of points") : try size().bytes
        return RuleCondition(quantity: quantity, relation: relation, amount: amount)
    }
}

extension Stated {
    /// The same, unless the rule says something of this already.
    fileprivate func only(_ other: Self?, _ word: RuleToken, _ reader: inout RuleReader) throws -> Self {
        guard let other else { return self }
        throw reader.mistake(
            word, "this '\(word.text)' is the second of its rule; the first is at \(other.place)",
            rule: "a rule says each thing once: the first would count",
            fix: "take one of them out, or make a rule of its own for it")
    }
}
