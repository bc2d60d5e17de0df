import SwiftSyntax

/// Finds calls in a leaf's body that only a task that launches others can make. It goes by names, and so finds what is
/// written plainly; the rest fails when the task runs.
final class LaunchFinder: SyntaxVisitor {
    private var calls: [ExprSyntax] = []
    /// The parameters behind which regions stand.
    private let held: Set<String>

    private init(_ held: Set<String>) {
        self.held = held
        super.init(viewMode: .sourceAccurate)
    }

    static func check(_ body: CodeBlockSyntax, of task: TaskDeclaration, _ findings: inout Findings) {
        let finder = LaunchFinder(Set(task.parameters.filter { !$0.isValue }.map(\.name)))
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
            if Self.launching.contains(name) { calls.append(node.calledExpression) }
        } else if let member = callee.as(MemberAccessExprSyntax.self) {
            let base = member.base?.trimmedDescription
            let name = member.declName.baseName.text
            let launches = name == "partitioned" || base == "Cohort" && Self.launching.contains(name)
            if launches { calls.append(node.calledExpression) }
        }
        return .visitChildren
    }

    /// `x.region` of an accessor, or `all.x.region` of one in an access struct: all that one can do with it is to launch.
    override func visit(_ node: MemberAccessExprSyntax) -> SyntaxVisitorContinueKind {
        guard node.declName.baseName.text == "region", var base = node.base else { return .visitChildren }
        if let member = base.as(MemberAccessExprSyntax.self), let outer = member.base { base = outer }
        if let name = base.as(DeclReferenceExprSyntax.self)?.baseName.text, held.contains(name) { calls.append(ExprSyntax(node)) }
        return .visitChildren
    }

    /// Functions that launch, or make what only a task that launches can use.
    private static let launching: Set<String> = [
        "Region", "forEach", "withCohort", "mustEpoch", "concurrently", "predicated", "launching", "executionFence",
    ]
}
