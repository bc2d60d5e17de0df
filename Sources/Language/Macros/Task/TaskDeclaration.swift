import SwiftSyntax

/// A task as declared: what generated code needs to know of the function.
struct TaskDeclaration {
    let name: String
    /// `@available` attributes and modifiers, as every generated function repeats them.
    let attributes: String
    let modifiers: String
    /// The type whose static function this is; nil for a global one.
    let enclosingType: String?
    let parameters: [TaskParameter]
    /// The written result type; nil for none.
    let result: String?
    let isAsync: Bool
    let isThrowing: Bool
    /// Declared to launch nothing.
    let isLeaf: Bool
    /// Declared to touch no data itself.
    let isInner: Bool
    /// What it is declared to be, and what follows from its body.
    let marks: Set<TaskMark>
    /// Its further bodies.
    let variants: [TaskVariantTrait]

    init(
        _ function: FunctionDeclSyntax, traits: Set<String>, variants: [TaskVariantTrait] = [], in surroundings: [Syntax]
    ) {
        let signature = function.signature
        name = function.name.text
        attributes = function.attributes.availability
        enclosingType = surroundings.enclosingType
        modifiers = function.modifiers.accessPrefix + (function.modifiers.isStatic ? "static " : "")
        parameters = signature.parameterClause.parameters.enumerated().map { TaskParameter($1, number: $0) }
        let written = signature.returnClause?.type.trimmedDescription
        result = written.flatMap { ["Void", "()", "Swift.Void"].contains($0) ? nil : $0 }
        isAsync = signature.effectSpecifiers?.asyncSpecifier != nil
        isThrowing = signature.effectSpecifiers?.throwsClause != nil
        isLeaf = traits.contains("leaf")
        isInner = traits.contains("inner")
        self.variants = variants
        // What a variant does is not seen here.
        marks =
            variants.isEmpty
            ? TaskMark.all(of: parameters, traits, isAsync: isAsync, function.body) : TaskMark.declared(by: traits)
    }

    /// The name without backticks.
    var plainName: String { name.replacing("`", with: "") }

    var thunkName: String { "__task_\(plainName)" }

    /// The thunk as a C function. A static function becomes one only through a closure that names the type, and so captures
    /// nothing.
    var thunkReference: String { enclosingType.map { "{ \($0).\(thunkName)($0) }" } ?? thunkName }

    var resultType: String { result ?? "Void" }

    /// The type of the function, whose accessors are all of the form that needs a contiguous last dimension: what a variant has in
    /// common with the task.
    var signature: String {
        let types = parameters.map { parameter in
            switch parameter.role {
            case .accessor(let type, let isMutable): "\(isMutable ? "inout" : "borrowing") \(type.plainText)"
            case .accessStruct(let type, let isMutable): "\(isMutable ? "inout" : "borrowing") \(type)"
            case .value(let type): type.trimmedDescription
            }
        }
        return "(\(types.joined(separator: ", "))) -> \(resultType)"
    }

    /// True when some parameter names fields, so that the arguments tell launching from calling.
    var takesFields: Bool { parameters.contains { !$0.isValue } }

    /// Labels and names in use in the function's head.
    var names: [String] { parameters.flatMap { [$0.label, $0.name] } + [name] }
}

extension [Syntax] {
    /// The name of the innermost type of a lexical context, through all types around it.
    fileprivate var enclosingType: String? {
        var names: [String] = []
        for surrounding in self {
            if let declaration = surrounding.as(ExtensionDeclSyntax.self) {
                names.append(declaration.extendedType.trimmedDescription)
            } else if surrounding.asProtocol((any DeclGroupSyntax).self) != nil,
                let declaration = surrounding.asProtocol((any NamedDeclSyntax).self)
            {
                names.append(declaration.name.text)
            } else {
                break
            }
        }
        return names.isEmpty ? nil : names.reversed().joined(separator: ".")
    }
}
