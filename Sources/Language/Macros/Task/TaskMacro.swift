import SwiftSyntax
import SwiftSyntaxMacros

/// `@Task`: the overloads of a function that launch it, and for a leaf the thunk that workers call.
struct TaskMacro: PeerMacro {
    static func expansion(
        of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol, in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        var findings = Findings()
        guard let function = declaration.as(FunctionDeclSyntax.self) else {
            findings.add("task.function", "a task is a function; put `@Task` before `func`", at: node)
            findings.report(in: context)
            return []
        }
        let task = TaskDeclaration(
            function, traits: node.traits, variants: TaskVariantTrait.all(of: node), in: context.lexicalContext)
        TaskCheck(function, task, declaredMarks: TaskMark.declared(by: node.traits)).run(in: context.lexicalContext, &findings)
        guard findings.isEmpty else {
            findings.report(in: context)
            return []
        }
        let thunk = task.isAsync ? [] : [TaskThunk(task: task).text]
        return (thunk + TaskLaunch.all(task).map(\.text)).map { "\(raw: $0)" }
    }
}

extension AttributeSyntax {
    /// The names of the traits given: of `@Task(.inner)` just `inner`.
    fileprivate var traits: Set<String> {
        guard case .argumentList(let list) = arguments else { return [] }
        return Set(list.compactMap { $0.expression.as(MemberAccessExprSyntax.self)?.declName.baseName.text })
    }
}
