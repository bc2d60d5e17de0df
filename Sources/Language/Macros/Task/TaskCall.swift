import SwiftSyntax

/// Calls a task from its frame: opens the accessors, reads the values, calls, and stores the result.
struct TaskCall {
    let task: TaskDeclaration
    let names: TaskNames
    /// Whether a value comes out of the frame; otherwise the surrounding function has it under the same name.
    let isPassedByFrame: (TaskParameter) -> Bool

    /// The statements. Errors are thrown on.
    var statements: [String] {
        var lines = openings
        let effects = (task.isThrowing ? "try " : "") + (task.isAsync ? "await " : "")
        let call = "\(effects)\(task.name)(\(arguments.joined(separator: ", ")))"
        if task.result == nil {
            lines.append(call)
        } else {
            lines.append("let \(names.result) = \(call)")
            lines.append("\(names.frame).finish(with: \(names.result))")
        }
        return lines
    }

    /// A column's number is the number of columns before it; an access struct counts its own.
    private var openings: [String] {
        var lines: [String] = []
        var count = 0
        var counted = ""
        for (parameter, name) in zip(task.parameters, names.parameters) {
            switch parameter.role {
            case .value: continue
            case .accessor(let type, let isMutable):
                lines.append("\(isMutable ? "var" : "let") \(name) = \(type.text)(\(names.frame), \(count)\(counted))")
                count += 1
            case .accessStruct(let type, let isMutable):
                lines.append("\(isMutable ? "var" : "let") \(name) = \(type)(\(names.frame), \(count)\(counted))")
                counted += " + \(type).columnCount"
            }
        }
        return lines
    }

    private var arguments: [String] {
        var number = 0
        return zip(task.parameters, names.parameters).map { parameter, name in
            switch parameter.role {
            case .accessor(_, let isMutable), .accessStruct(_, let isMutable):
                return parameter.passed(isMutable ? "&\(name)" : name)
            case .value(let type):
                guard isPassedByFrame(parameter) else { return parameter.passed(name) }
                defer { number += 1 }
                return parameter.passed("\(names.frame).value(\(number), as: \(type.metatype))")
            }
        }
    }
}

extension TypeSyntax {
    /// The expression that names the type.
    fileprivate var metatype: String {
        let isSimple = baseName != nil || self.is(ArrayTypeSyntax.self) || self.is(DictionaryTypeSyntax.self)
        return isSimple ? "\(trimmedDescription).self" : "(\(trimmedDescription)).self"
    }
}

extension [String] {
    /// One a line, indented by so many steps of four spaces.
    func indented(_ steps: Int) -> String {
        map { String(repeating: "    ", count: steps) + $0 }.joined(separator: "\n")
    }
}
