import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@Access`: the members by which a struct of accessors is one parameter of a task.
struct AccessMacro: MemberMacro, ExtensionMacro {
    static func expansion(
        of node: AttributeSyntax, providingMembersOf declaration: some DeclGroupSyntax,
        conformingTo protocols: [TypeSyntax], in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        var findings = Findings()
        guard let access = AccessDeclaration(node, declaration, &findings), findings.isEmpty else {
            findings.report(in: context)
            return []
        }
        return access.members
    }

    static func expansion(
        of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
        providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
        in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
        var findings = Findings()
        // The members' expansion has reported what was found.
        guard AccessDeclaration(node, declaration, &findings) != nil, findings.isEmpty else { return [] }
        return [try ExtensionDeclSyntax("extension \(type.trimmed): AccessStruct {}")]
    }
}

/// An access struct as declared.
private struct AccessDeclaration {
    let name: String
    let space: String
    let modifier: String
    let accessors: [AccessMember]

    init?(_ attribute: AttributeSyntax, _ declaration: some DeclGroupSyntax, _ findings: inout Findings) {
        guard let structure = declaration.as(StructDeclSyntax.self) else {
            findings.add(
                "access.struct", "`@Access` goes before a struct of accessors; declare a struct", at: declaration.introducer)
            return nil
        }
        guard let space = Self.space(of: attribute) else {
            findings.add("access.space", "`@Access` names the field space; write `@Access(Zone.self)`", at: attribute)
            return nil
        }
        name = structure.name.text
        self.space = space
        modifier = structure.modifiers.witnessPrefix
        Self.checkHead(structure, &findings)
        let properties = StoredProperty.all(in: structure.memberBlock.members)
        accessors = properties.compactMap { AccessMember($0, &findings) }
        if properties.isEmpty {
            findings.add("access.empty", "an access struct has at least one accessor; declare one", at: structure.name)
        }
        guard findings.isEmpty, let first = accessors.first else { return nil }
        for accessor in accessors where accessor.type.dimension != first.type.dimension {
            findings.add(
                "access.dimension",
                "all accessors of an access struct are of one region, so have one dimension; "
                    + "give '\(accessor.name.text)' the dimension \(first.type.dimension), like '\(first.name.text)'",
                at: accessor.name)
        }
    }

    private static func space(of attribute: AttributeSyntax) -> String? {
        guard case .argumentList(let arguments) = attribute.arguments,
            let member = arguments.first?.expression.as(MemberAccessExprSyntax.self), member.declName.baseName.text == "self"
        else { return nil }
        return member.base?.trimmedDescription
    }

    private static func checkHead(_ structure: StructDeclSyntax, _ findings: inout Findings) {
        let inherited = structure.inheritanceClause?.inheritedTypes.map { $0.type.trimmedDescription } ?? []
        if !inherited.contains("~Copyable") {
            findings.add(
                "access.copyable",
                "an access struct is noncopyable, so that no accessor outlives its task; "
                    + "declare `struct \(structure.name.text): ~Copyable`", at: structure.name)
        }
        if let clause = structure.genericParameterClause {
            findings.add("access.generic", "an access struct cannot be generic; declare one for each field space", at: clause)
        }
    }

    var members: [DeclSyntax] {
        let groups = AccessGroup.groups(of: accessors)
        let dimension = accessors[0].type.dimension
        return [
            "\(raw: modifier)typealias Key = Rows<\(raw: space), \(raw: dimension)>",
            "\(raw: modifier)typealias Whole = Region<\(raw: space), \(raw: dimension)>",
            "\(raw: keys(groups))",
            "\(raw: initializer(groups))",
            "\(raw: modifier)static var columnCount: Int { \(raw: accessors.count) }",
            "/// The points of the piece.\n\(raw: modifier)var domain: Spans<\(raw: dimension)> { \(accessors[0].name).domain }",
            "\(raw: requirement(groups))",
        ]
    }

    /// The names of the fields in launches, computed once; the types of fields and accessors are compared here.
    private func keys(_ groups: [AccessGroup]) -> String {
        let lists = groups.enumerated().map { number, group in
            let keys = group.members.map { "\(name).key(\\\(space).\($0.name.text), of: \($0.type.element).self)" }
            return "    static let group\(number) = [\(keys.joined(separator: ", "))]"
        }
        return "private enum Keys {\n\(lists.joined(separator: "\n"))\n}"
    }

    private func initializer(_ groups: [AccessGroup]) -> String {
        var lines: [String] = []
        for accessor in groups.flatMap(\.members) {
            lines.append("    \(accessor.name.text) = \(accessor.type.text)(frame, first + \(lines.count))")
        }
        return "\(modifier)init(_ frame: TaskFrame, _ first: Int) {\n\(lines.joined(separator: "\n"))\n}"
    }

    private func requirement(_ groups: [AccessGroup]) -> String {
        let lines = groups.enumerated().map { number, group in
            "    builder.fields(argument, \(group.access), keys: Keys.group\(number))"
        }
        return """
            \(modifier)static func require(_ builder: LaunchBuilder, _ argument: some RegionArgument<Key>) {
            \(lines.joined(separator: "\n"))
            }
            """
    }
}
