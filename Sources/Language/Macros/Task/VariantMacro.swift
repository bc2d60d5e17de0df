import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@Variant`: what a task needs to know of a function that is a further body of it, and the thunk that workers call.
struct VariantMacro: PeerMacro {
    static func expansion(
        of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol, in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        var findings = Findings()
        guard let function = declaration.as(FunctionDeclSyntax.self) else {
            findings.add("variant.function", "a variant is a function; put `@Variant` before `func`", at: node)
            findings.report(in: context)
            return []
        }
        let task = TaskDeclaration(function, traits: [], in: context.lexicalContext)
        if task.isAsync {
            findings.add(
                "variant.async", "a variant is synchronous, like the task whose body it is; remove `async`", at: function.name)
        } else {
            TaskCheck(function, task, declaredMarks: []).run(in: context.lexicalContext, &findings)
        }
        guard findings.isEmpty else {
            findings.report(in: context)
            return []
        }
        return ["\(raw: TaskThunk(task: task).text)", "\(raw: variant(task))"]
    }

    /// The name of the property that stands for a function.
    static func property(of function: String) -> String { "__variant_\(function)" }

    private static func variant(_ task: TaskDeclaration) -> String {
        """
        \(task.attributes)\(task.modifiers)var \(property(of: task.plainName)): TaskVariant<\(task.signature)> {
            TaskVariant("\(task.plainName)", \(task.thunkReference), strided: \(strides(task)))
        }
        """
    }

    /// For each accessor, whether it walks any strides; the members of access structs are as in the task.
    private static func strides(_ task: TaskDeclaration) -> String {
        let parts = task.parameters.compactMap { parameter -> String? in
            switch parameter.role {
            case .accessor(let type, _): "[\(type.isStrided)]"
            case .accessStruct(let type, _): "Array(repeating: nil, count: \(type).columnCount)"
            case .value: nil
            }
        }
        return parts.isEmpty ? "[]" : parts.joined(separator: " + ")
    }
}
