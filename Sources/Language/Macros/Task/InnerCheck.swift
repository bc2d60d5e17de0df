import SwiftSyntax

/// Finds uses of data in the body of an inner task, which may only pass on the regions behind its parameters.
final class InnerCheck: SyntaxVisitor {
    private var roles: [String: TaskParameter.Role] = [:]
    private var uses: [DeclReferenceExprSyntax] = []

    static func check(_ task: TaskDeclaration, _ body: CodeBlockSyntax, _ findings: inout Findings) {
        let check = InnerCheck(viewMode: .sourceAccurate)
        for parameter in task.parameters where !parameter.isValue { check.roles[parameter.name] = parameter.role }
        check.walk(body)
        for use in check.uses {
            let name = use.baseName.text
            findings.add(
                "task.inner",
                "an inner task touches no data itself, so all it can do with '\(name)' is to pass on `\(name).region`; "
                    + "move what it computes into a task that it launches, or remove the trait `.inner`", at: use)
        }
    }

    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
        guard let role = roles[node.baseName.text], !isMemberName(node) else { return .skipChildren }
        var member = node.parent?.as(MemberAccessExprSyntax.self)
        // A struct of accessors has one more name in between.
        if case .accessStruct = role { member = member?.parent?.as(MemberAccessExprSyntax.self) }
        if member?.declName.baseName.text != "region" { uses.append(node) }
        return .skipChildren
    }

    /// True for the name behind a dot.
    private func isMemberName(_ node: DeclReferenceExprSyntax) -> Bool {
        node.parent?.as(MemberAccessExprSyntax.self).map { $0.declName.id == node.id } ?? false
    }
}
