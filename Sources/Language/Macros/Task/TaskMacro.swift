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
        let task = TaskDeclaration(function, in: context.lexicalContext)
        TaskCheck(function, task).run(in: context.lexicalContext, &findings)
        guard findings.isEmpty else {
            findings.report(in: context)
            return []
        }
        let thunk = task.isAsync ? [] : [TaskThunk(task: task).text]
        return (thunk + TaskLaunch.all(task).map(\.text)).map { "\(raw: $0)" }
    }
}
