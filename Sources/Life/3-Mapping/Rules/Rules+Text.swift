extension Rules {
    /// The rules as they are written in a file; reading that gives the same rules.
    public var text: String { tasks.map(\.text).joined(separator: "\n") }
}

extension TaskRule {
    fileprivate var text: String {
        var lines: [String] = []
        if let processor { lines.append("processor \(processor.value)") }
        if let variant { lines.append("variant \"\(variant.value)\"") }
        if let slicing { lines.append("slice \(slicing.value)") }
        if let priority { lines.append("priority \(priority.value)") }
        for region in regions { lines.append(region.text) }
        return "\(head) {\n" + lines.map { "    \($0)\n" }.joined() + "}\n"
    }
}

extension RegionRule {
    fileprivate var text: String {
        var parts: [String] = []
        if let memory { parts.append("memory \(memory.value)") }
        if let layout { parts.append("layout \(layout.value.ruleText)") }
        if let extent { parts.append("extent \(extent.value)") }
        if let reuse { parts.append("reuse \(reuse.value ? "yes" : "no")") }
        if let leaves { parts.append("leave \(leaves.value.ruleText)") }
        return "\(head) { \(parts.joined(separator: "; ")) }"
    }
}

extension TaskRule {
    /// The rule without what it says: `task "stencil" when points > 4`.
    public var head: String { "\(subject.rawValue) \(quoted(names))\(clause(conditions))" }
}

extension RegionRule {
    /// The rule without what it says: `region "halo" field "x" reads`.
    public var head: String {
        let field = field.map { " field \"\($0)\"" } ?? ""
        return "region \(quoted(names))\(field)\(use.map { " \($0.rawValue)" } ?? "")\(clause(conditions))"
    }
}

private func quoted(_ names: [NamePattern]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }

private func clause(_ conditions: [RuleCondition]) -> String {
    conditions.isEmpty ? "" : " when " + conditions.map(\.description).joined(separator: " and ")
}
