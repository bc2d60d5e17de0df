import SwiftSyntax

/// Finds calls in a leaf's body that only a task that launches others can make. It goes by names, and so finds what is
/// written plainly; the rest fails when the task runs.
final class LaunchFinder: SyntaxVisitor {
    private var calls: [ExprSyntax] = []

    static func check(_ body: CodeBlockSyntax, _ findings: inout Findings) {
        let finder = LaunchFinder(viewMode: .sourceAccurate)
        finder.walk(body)
        for call in finder.calls {
            findings.add(
                "task.leaf",
                "launching from a leaf task: declare the task `async`; a synchronous task has nothing to launch with",
                at: call)
        }
    }

    override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
        var callee = node.calledExpression
        if let generic = callee.as(GenericSpecializationExprSyntax.self) { callee = generic.expression }
        if let name = callee.as(DeclReferenceExprSyntax.self)?.baseName.text {
            if ["Region", "forEach", "withCohort"].contains(name) { calls.append(node.calledExpression) }
        } else if let member = callee.as(MemberAccessExprSyntax.self) {
            let base = member.base?.trimmedDescription
            let name = member.declName.baseName.text
            let launches = name == "partitioned" || base == "Cohort" && ["run", "Region", "forEach", "withCohort"].contains(name)
            if launches { calls.append(node.calledExpression) }
        }
        return .visitChildren
    }
}
