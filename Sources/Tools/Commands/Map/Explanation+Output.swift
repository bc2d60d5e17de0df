import Cohort

extension Explanation {
    /// For people: a paragraph for each task, a line for each choice.
    var text: String {
        var paragraphs = parts.map(\.text)
        if !idle.isEmpty {
            paragraphs.append(
                (["rules that decided nothing"] + idle.map { "    \($0.place): \($0.rule): \($0.why)" }).joined(separator: "\n"))
        }
        return paragraphs.joined(separator: "\n\n")
    }

    /// For programs: one object.
    var json: String {
        let rules = idle.map { object(["place": $0.place, "rule": $0.rule, "why": $0.why]) }
        return "{\"tasks\":[\(parts.map(\.json).joined(separator: ","))],\"idleRules\":[\(rules.joined(separator: ","))]}"
    }
}

extension Explanation.Part {
    fileprivate var text: String {
        let launches = launchCount == 1 ? "1 launch" : "\(launchCount) launches"
        let points = pointCount == 1 ? "1 point" : "\(pointCount) points"
        var lines = ["\(isOperation ? "operation" : "task") '\(name)': \(launches), \(points)"]
        lines += errors.map { "    error: \($0)" }
        lines += choices.lines("    ")
        for requirement in requirements {
            lines.append("    \(requirement.privilege) \(requirement.region).\(requirement.fields)")
            lines += requirement.choices.lines("        ")
        }
        return lines.joined(separator: "\n")
    }

    fileprivate var json: String {
        let uses = requirements.map { use in
            "{\"region\":\(quoted(use.region)),\"fields\":\(quoted(use.fields)),\"privilege\":\(quoted(use.privilege)),"
                + "\"choices\":\(use.choices.json)}"
        }
        return "{\"name\":\(quoted(name)),\"isOperation\":\(isOperation),\"launches\":\(launchCount),\"points\":\(pointCount),"
            + "\"errors\":[\(errors.map(quoted).joined(separator: ","))],"
            + "\"choices\":\(choices.json),\"requirements\":[\(uses.joined(separator: ","))]}"
    }
}

extension Explanation.Choices {
    fileprivate func lines(_ indent: String) -> [String] {
        all.map { choice, count in
            let text = "\(indent)\(choice.aspect.padded(to: 11))\(choice.value.padded(to: 16)) \("\(count)".aligned(to: 6)) ×"
            return choice.reason.isEmpty ? text : "\(text)   \(choice.reason)"
        }
    }

    fileprivate var json: String {
        let choices = all.map { choice, count in
            "{\"aspect\":\(quoted(choice.aspect)),\"value\":\(quoted(choice.value)),\"by\":\(quoted(choice.reason)),\"count\":\(count)}"
        }
        return "[\(choices.joined(separator: ","))]"
    }
}

private func object(_ members: KeyValuePairs<String, String>) -> String {
    "{" + members.map { "\(quoted($0)):\(quoted($1))" }.joined(separator: ",") + "}"
}

/// A text as JSON has it.
private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": result += "\\\(scalar)"
        case "\u{0}" ..< "\u{20}": result += "\\u00\(scalar.value < 16 ? "0" : "")\(String(scalar.value, radix: 16))"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
