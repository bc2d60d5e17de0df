import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@FieldSpace`: an extension that lists the stored properties.
struct FieldSpaceMacro: ExtensionMacro {
    static func expansion(
        of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        var findings = Findings()
        guard let structure = declaration.as(StructDeclSyntax.self) else {
            findings.add(
                "field-space.struct", "a field space is a struct, whose stored properties are the fields; declare a struct",
                at: declaration.introducer)
            findings.report(in: context)
            return []
        }
        let properties = StoredProperty.all(in: structure.memberBlock.members)
        for property in properties { check(property, &findings) }
        guard findings.isEmpty else {
            findings.report(in: context)
            return []
        }
        let fields = properties.compactMap(\.name).map { "field(\"\($0.plain)\", \\.\($0.text))" }.joined(separator: ", ")
        return [
            try ExtensionDeclSyntax(
                """
                extension \(type.trimmed): FieldSpace {
                    \(raw: structure.modifiers.witnessPrefix)static var fields: [FieldDescriptor] { [\(raw: fields)] }
                }
                """)
        ]
    }

    private static func check(_ property: StoredProperty, _ findings: inout Findings) {
        guard let name = property.name else {
            return findings.add(
                "field-space.pattern", "a field has one name; declare each field by itself", at: property.binding.pattern)
        }
        if property.type == nil {
            findings.add(
                "field-space.type", "a field needs a written type; declare it as `var \(name.text): Type`", at: property.binding)
        }
        if property.isLazy {
            findings.add(
                "field-space.lazy", "a field cannot be lazy, because it is a column of memory; remove `lazy`",
                at: property.declaration)
        }
        if property.isObserved {
            findings.add(
                "field-space.observer",
                "a field cannot have observers, because tasks write columns and not properties; remove them from '\(name.text)'",
                at: property.binding)
        }
    }
}

extension DeclGroupSyntax {
    /// The keyword that begins the declaration.
    var introducer: Syntax {
        if let declaration = self.as(ClassDeclSyntax.self) { return Syntax(declaration.classKeyword) }
        if let declaration = self.as(EnumDeclSyntax.self) { return Syntax(declaration.enumKeyword) }
        if let declaration = self.as(ActorDeclSyntax.self) { return Syntax(declaration.actorKeyword) }
        if let declaration = self.as(StructDeclSyntax.self) { return Syntax(declaration.structKeyword) }
        return Syntax(self)
    }
}

extension TokenSyntax {
    /// The name without backticks.
    var plain: String { text.replacing("`", with: "") }
}
