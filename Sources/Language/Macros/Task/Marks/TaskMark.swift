import SwiftSyntax

/// What may be known of a task beyond what it does to its fields.
enum TaskMark: String, CaseIterable {
    /// Running it twice is as good as once.
    case idempotent
    /// Wherever and whenever it runs, it does the same.
    case replicable

    /// What a task does that has the mark.
    var rule: String {
        switch self {
        case .idempotent: "an idempotent task may run twice, and leaves what it leaves after one run"
        case .replicable: "a replicable task does the same in every process that runs it"
        }
    }

    /// The marks among the traits of a declaration.
    static func declared(by traits: Set<String>) -> Set<TaskMark> { Set(allCases.filter { traits.contains($0.rawValue) }) }

    /// The marks of a task: those that it is declared to have, and those that follow from its head and its body.
    static func all(
        of parameters: [TaskParameter], _ traits: Set<String>, isAsync: Bool, _ body: CodeBlockSyntax?
    ) -> Set<TaskMark> {
        let declared = declared(by: traits)
        // What other tasks do, that one launches, is not seen here.
        guard !isAsync, let body else { return declared }
        let finder = EffectFinder(parameters, body)
        guard finder.isAllKnown else { return declared }
        return declared.union(
            allCases.filter { mark in
                !finder.effects.contains { $0.kind.spoiled.contains(mark) }
                    && (mark == .replicable || parameters.allSatisfy(\.leavesTheSameTwice))
            })
    }

    /// Holds a task to the marks that it is declared to have, as far as can be seen here.
    static func check(_ task: TaskDeclaration, _ declared: Set<TaskMark>, _ body: CodeBlockSyntax, _ findings: inout Findings) {
        if declared.contains(.idempotent) { checkPrivileges(task, &findings) }
        let effects = declared.isEmpty ? [] : EffectFinder(task.parameters, body).effects
        for effect in effects {
            for mark in allCases where declared.contains(mark) && effect.kind.spoiled.contains(mark) {
                findings.add(
                    "task.\(mark)", "\(mark.rule), but \(effect.description); \(effect.kind.fix), or remove the trait `.\(mark)`",
                    at: effect.node)
            }
        }
    }

    private static func checkPrivileges(_ task: TaskDeclaration, _ findings: inout Findings) {
        for parameter in task.parameters {
            guard case .accessor(let type, let isMutable) = parameter.role else { continue }
            let fix = "write to `inout Discard<…>` or `inout Write<…>` instead, or remove the trait `.idempotent`"
            if type.kind == .field, isMutable {
                findings.add(
                    "task.idempotent", "\(TaskMark.idempotent.rule), but '\(parameter.name)' is read and written; \(fix)",
                    at: parameter.syntax.type)
            } else if type.kind == .reduce {
                findings.add(
                    "task.idempotent",
                    "\(TaskMark.idempotent.rule), but a second run would fold into '\(parameter.name)' again; \(fix)",
                    at: parameter.syntax.type)
            }
        }
    }
}

extension TaskParameter {
    /// True when a second run would find what the first found. A struct of accessors may hold any privilege.
    fileprivate var leavesTheSameTwice: Bool {
        switch role {
        case .value: true
        case .accessor(let type, let isMutable): type.kind != .reduce && !(type.kind == .field && isMutable)
        case .accessStruct(_, let isMutable): !isMutable
        }
    }
}
