import SwiftSyntax

/// Looks through a task's body for effects, by their names, as `LaunchFinder` does; and tells whether everything in it is known to be
/// nothing but computation. A computed property counts as that.
final class EffectFinder: SyntaxVisitor {
    private(set) var effects: [Effect] = []
    /// False when the body uses a function or a variable of which only a name is seen.
    private(set) var isAllKnown = true
    private let local: LocalNames

    init(_ parameters: [TaskParameter], _ body: CodeBlockSyntax) {
        local = LocalNames(parameters, body)
        super.init(viewMode: .sourceAccurate)
        walk(body)
    }

    private func note(_ kind: Effect.Kind, _ name: String, _ node: some SyntaxProtocol) {
        effects.append(Effect(kind: kind, name: name, node: Syntax(node)))
    }

    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
        let name = node.baseName.text
        if let member = node.parent?.as(MemberAccessExprSyntax.self), member.declName.id == node.id {
            visitMember(name, member)
        } else if node.parent?.is(KeyPathPropertyComponentSyntax.self) == true {
            return .skipChildren
        } else if !local.all.contains(name) {
            if let kind = Effect.Kind.ofFunction(name) { note(kind, name, node) }
            if !HarmlessNames.functions.contains(name) { isAllKnown = false }
        }
        return .skipChildren
    }

    private func visitMember(_ name: String, _ member: MemberAccessExprSyntax) {
        // A module in front changes nothing: `Swift.print`.
        let isFunction = ["Swift", "Glibc", "Foundation", "Cohort"].contains(member.base?.trimmedDescription)
        let kind = isFunction ? Effect.Kind.ofFunction(name) : Effect.Kind.ofMember(name)
        // Of `ContinuousClock.now` the first half says it already.
        let isSaid = effects.last.map { $0.kind == kind && $0.node.position >= member.position } ?? false
        if let kind, !isSaid { note(kind, name, member.declName) }
        if isFunction, !HarmlessNames.functions.contains(name) { isAllKnown = false }
        if isFunction { return }
        if member.isCalled, !HarmlessNames.methods.contains(name) { isAllKnown = false }
        if ordered.contains(name), local.isHashed(member.base) { note(.order, member.trimmedDescription, member) }
    }

    override func visit(_ node: ForStmtSyntax) -> SyntaxVisitorContinueKind {
        if local.isHashed(node.sequence) { note(.order, node.sequence.trimmedDescription, node.sequence) }
        return .visitChildren
    }

    /// Launches of a scope that arrive somewhere.
    override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
        let arrives = node.arguments.contains { $0.label?.text == "arrivingAt" }
        if arrives { note(.company, "arrivingAt", node.calledExpression) }
        return .visitChildren
    }

    override func visit(_ node: BinaryOperatorExprSyntax) -> SyntaxVisitorContinueKind { visitOperator(node.operator) }
    override func visit(_ node: PrefixOperatorExprSyntax) -> SyntaxVisitorContinueKind { visitOperator(node.operator) }
    override func visit(_ node: PostfixOperatorExprSyntax) -> SyntaxVisitorContinueKind { visitOperator(node.operator) }

    private func visitOperator(_ token: TokenSyntax) -> SyntaxVisitorContinueKind {
        if !HarmlessNames.operators.contains(token.text) { isAllKnown = false }
        return .visitChildren
    }

    override func visit(_ node: MacroExpansionExprSyntax) -> SyntaxVisitorContinueKind {
        isAllKnown = false
        return .visitChildren
    }
}

extension MemberAccessExprSyntax {
    /// True for `x.f` of `x.f(…)` and `x.f { … }`.
    fileprivate var isCalled: Bool { parent?.as(FunctionCallExprSyntax.self)?.calledExpression.id == ExprSyntax(self).id }
}

/// Members of a set or a dictionary that depend on the order of its elements.
private let ordered: Set<String> = [
    "map", "compactMap", "flatMap", "forEach", "reduce", "first", "prefix", "dropFirst", "enumerated", "joined", "popFirst",
]
