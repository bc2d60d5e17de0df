import SwiftSyntax

extension DeclModifierListSyntax {
    /// The written access level as generated members need it, with a space after it; empty for none.
    var accessPrefix: String {
        for modifier in self where modifier.detail == nil {
            switch modifier.name.tokenKind {
            case .keyword(.open), .keyword(.public): return "public "
            case .keyword(.package): return "package "
            case .keyword(.internal): return "internal "
            case .keyword(.fileprivate): return "fileprivate "
            case .keyword(.private): return "private "
            default: continue
            }
        }
        return ""
    }

    /// The same for a member that a protocol asks for: what is narrower than the module may stay unwritten.
    var witnessPrefix: String { ["public ", "package "].contains(accessPrefix) ? accessPrefix : "" }

    func contains(_ keyword: Keyword) -> Bool { contains { $0.name.tokenKind == .keyword(keyword) } }

    /// True for a member of the type rather than of its instances.
    var isStatic: Bool { contains(.static) || contains(.class) }
}

extension AttributeListSyntax {
    /// The `@available` attributes, one a line.
    var availability: String {
        compactMap { $0.as(AttributeSyntax.self) }
            .filter { $0.attributeName.trimmedDescription == "available" }
            .map { $0.trimmedDescription + "\n" }.joined()
    }
}

/// A property of a struct that takes memory: neither computed nor static.
struct StoredProperty {
    let binding: PatternBindingSyntax
    let declaration: VariableDeclSyntax
    /// Nil for a pattern, such as a tuple.
    let name: TokenSyntax?
    /// Nil when it is inferred.
    let type: TypeSyntax?

    var isConstant: Bool { declaration.bindingSpecifier.tokenKind == .keyword(.let) }
    var isObserved: Bool { binding.accessorBlock != nil }
    var isLazy: Bool { declaration.modifiers.contains(.lazy) }

    /// The stored properties of a type in the order of declaration.
    static func all(in members: MemberBlockItemListSyntax) -> [StoredProperty] {
        members.compactMap { $0.decl.as(VariableDeclSyntax.self) }
            .filter { !$0.modifiers.isStatic }
            .flatMap(all(in:))
    }

    private static func all(in declaration: VariableDeclSyntax) -> [StoredProperty] {
        var properties: [StoredProperty] = []
        var type: TypeSyntax?
        // `var x, y: Float` gives both the type that stands last.
        for binding in declaration.bindings.reversed() {
            if let annotation = binding.typeAnnotation {
                type = annotation.type
            } else if binding.initializer != nil {
                type = nil
            }
            if binding.isComputed { continue }
            let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier
            properties.append(StoredProperty(binding: binding, declaration: declaration, name: name, type: type))
        }
        return properties.reversed()
    }
}

extension PatternBindingSyntax {
    /// True with a getter or the like; observers alone leave a property stored.
    fileprivate var isComputed: Bool {
        switch accessorBlock?.accessors {
        case nil: return false
        case .getter: return true
        case .accessors(let list):
            return !list.allSatisfy { ["willSet", "didSet"].contains($0.accessorSpecifier.text) }
        }
    }
}
