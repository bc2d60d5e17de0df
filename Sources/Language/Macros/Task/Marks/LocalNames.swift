import SwiftSyntax

/// The names that a task's parameters and body bring in, and which of them are sets or dictionaries.
final class LocalNames: SyntaxVisitor {
    private(set) var all: Set<String>
    private var hashed: Set<String> = []

    init(_ parameters: [TaskParameter], _ body: CodeBlockSyntax) {
        all = Set(parameters.map(\.name))
        for parameter in parameters where parameter.valueType?.isHashed == true { hashed.insert(parameter.name) }
        super.init(viewMode: .sourceAccurate)
        walk(body)
    }

    /// True for a set or a dictionary: a name of one, one that is made there, or what has its order.
    func isHashed(_ expression: ExprSyntax?) -> Bool {
        guard let expression else { return false }
        if let name = expression.as(DeclReferenceExprSyntax.self)?.baseName.text { return hashed.contains(name) }
        if let member = expression.as(MemberAccessExprSyntax.self) {
            return ["keys", "values"].contains(member.declName.baseName.text) && isHashed(member.base)
        }
        return expression.makesHashed
    }

    override func visit(_ node: PatternBindingSyntax) -> SyntaxVisitorContinueKind {
        let isHashed = node.typeAnnotation?.type.isHashed ?? self.isHashed(node.initializer?.value)
        if isHashed, let name = node.pattern.as(IdentifierPatternSyntax.self)?.identifier.text { hashed.insert(name) }
        return .visitChildren
    }

    override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
        all.insert(node.identifier.text)
        return .visitChildren
    }

    override func visit(_ node: ClosureShorthandParameterSyntax) -> SyntaxVisitorContinueKind {
        all.insert(node.name.text)
        return .visitChildren
    }

    override func visit(_ node: ClosureParameterSyntax) -> SyntaxVisitorContinueKind {
        all.insert((node.secondName ?? node.firstName).text)
        return .visitChildren
    }

    override func visit(_ node: FunctionParameterSyntax) -> SyntaxVisitorContinueKind {
        all.insert((node.secondName ?? node.firstName).text)
        return .visitChildren
    }

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
        all.insert(node.name.text)
        return .visitChildren
    }

    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
        if node.baseName.text.hasPrefix("$") || ["error", "newValue"].contains(node.baseName.text) {
            all.insert(node.baseName.text)
        }
        return .skipChildren
    }
}

extension TypeSyntax {
    fileprivate var isHashed: Bool { self.is(DictionaryTypeSyntax.self) || ["Set", "Dictionary"].contains(baseName ?? "") }
}

extension ExprSyntax {
    /// True for a dictionary literal and for `Set(…)`, `Dictionary(…)` and the like.
    fileprivate var makesHashed: Bool {
        if self.is(DictionaryExprSyntax.self) { return true }
        guard var callee = self.as(FunctionCallExprSyntax.self)?.calledExpression else { return false }
        if let generic = callee.as(GenericSpecializationExprSyntax.self) { callee = generic.expression }
        let name = callee.as(DeclReferenceExprSyntax.self)?.baseName.text
        return callee.is(DictionaryExprSyntax.self) || name == "Set" || name == "Dictionary"
    }
}
