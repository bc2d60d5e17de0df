import SwiftSyntax

/// `.variant(function, for: kind)` in the attribute of a task.
struct TaskVariantTrait {
    /// What names the variant that `@Variant` made of the function.
    let reference: String
    /// The kind of processors, as written.
    let kind: String

    /// Those of an attribute, in their order. Anything else that is written there the compiler refuses.
    static func all(of attribute: AttributeSyntax) -> [TaskVariantTrait] {
        guard case .argumentList(let list) = attribute.arguments else { return [] }
        return list.compactMap { $0.expression.as(FunctionCallExprSyntax.self).flatMap(TaskVariantTrait.init) }
    }

    private init?(_ call: FunctionCallExprSyntax) {
        guard call.calledExpression.as(MemberAccessExprSyntax.self)?.declName.baseName.text == "variant",
            call.arguments.count == 2, let body = call.arguments.first?.expression, let last = call.arguments.last?.expression
        else { return nil }
        kind = last.trimmedDescription
        if let name = body.as(DeclReferenceExprSyntax.self)?.baseName.plain {
            reference = VariantMacro.property(of: name)
        } else if let member = body.as(MemberAccessExprSyntax.self), let base = member.base {
            reference = "\(base.trimmedDescription).\(VariantMacro.property(of: member.declName.baseName.plain))"
        } else {
            return nil
        }
    }
}
