extension LaunchPlan: CustomStringConvertible {
    /// What is to be launched, as a tree: the task with what is known of it, and a line for each requirement.
    package var description: String {
        var lines = ["task '\(name)'\(domain.map { " over \($0)" } ?? "")\(kinds), at \(place)"]
        lines += requirements.map { "├─ \($0.privilege.verb) \($0.describe(self))" }
        if lines.count > 1 { lines[lines.count - 1].replaceSubrange(...lines[lines.count - 1].startIndex, with: "└") }
        return lines.joined(separator: "\n")
    }

    private var kinds: String {
        var kinds = [asynchronousBody == nil ? "leaf" : passesDataOn ? "inner" : "launches"]
        if isIdempotent { kinds.append("idempotent") }
        if isReplicable { kinds.append("replicable") }
        return ", " + kinds.joined(separator: ", ")
    }
}

extension Requirement {
    /// All that the requirement names.
    fileprivate func describe(_ plan: LaunchPlan) -> String {
        let names = fields.map { "'\(tree.layout[Int(plan.fields[$0])].name)'" }.joined(separator: ", ")
        let piece: Int? = if case .piece(let number) = selection { number } else { nil }
        return "\(names) of '\(node.path(in: tree, piece: piece))'\(coherence == .exclusive ? "" : ", \(coherence)")"
    }
}
