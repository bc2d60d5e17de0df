import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxMacros

/// What is wrong with a declaration; every finding is reported, and with any of them nothing is generated.
struct Findings {
    private(set) var diagnostics: [Diagnostic] = []

    var isEmpty: Bool { diagnostics.isEmpty }

    /// Notes an error at a node: one clause with the rule, then the fix.
    mutating func add(_ id: String, _ message: String, at node: some SyntaxProtocol) {
        diagnostics.append(Diagnostic(node: node, message: Finding(id: id, message: message)))
    }

    func report(in context: some MacroExpansionContext) {
        for diagnostic in diagnostics { context.diagnose(diagnostic) }
    }
}

private struct Finding: DiagnosticMessage {
    let id: String
    let message: String
    var diagnosticID: MessageID { MessageID(domain: "Cohort", id: id) }
    var severity: DiagnosticSeverity { .error }
}
