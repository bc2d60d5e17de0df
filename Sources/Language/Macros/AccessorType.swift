import SwiftSyntax

/// A type through which a task touches one field, as written: `Field<Float, 2>`.
struct AccessorType {
    enum Kind: String {
        case field = "Field"
        case discard = "Discard"
        case write = "Write"
        case reduce = "Reduce"
        case noAccess = "NoAccess"

        /// True when the accessor does nothing unless it may be mutated.
        var needsMutation: Bool { self == .discard || self == .write || self == .reduce }
    }

    let kind: Kind
    /// True for the forms that walk any affine layout: `StridedField` and so on.
    let isStrided: Bool
    /// The whole type.
    let text: String
    private let arguments: [String]

    /// Nil for any other type. Only the name is looked at, alone or behind `Cohort.`.
    init?(_ type: TypeSyntax) {
        let name: TokenSyntax
        let clause: GenericArgumentClauseSyntax?
        if let identifier = type.as(IdentifierTypeSyntax.self) {
            (name, clause) = (identifier.name, identifier.genericArgumentClause)
        } else if let member = type.as(MemberTypeSyntax.self), member.baseType.trimmedDescription == "Cohort" {
            (name, clause) = (member.name, member.genericArgumentClause)
        } else {
            return nil
        }
        isStrided = name.text.hasPrefix(Self.prefix)
        guard let kind = Kind(rawValue: isStrided ? String(name.text.dropFirst(Self.prefix.count)) : name.text),
            !isStrided || kind != .noAccess
        else { return nil }
        self.kind = kind
        text = type.trimmedDescription
        arguments = clause?.arguments.map { $0.argument.trimmedDescription } ?? []
    }

    private static let prefix = "Strided"

    /// The type's name, without arguments.
    var name: String { (isStrided ? Self.prefix : "") + kind.rawValue }

    /// The type with the accessor that needs a contiguous last dimension.
    var plainText: String { "\(kind.rawValue)<\(arguments.joined(separator: ", "))>" }

    /// False when the element or the dimension is missing.
    var isComplete: Bool { arguments.count == 2 }

    var dimension: String { arguments[1] }

    /// The type of the column's elements.
    var element: String { kind == .reduce ? "\(arguments[0]).Element" : arguments[0] }

    /// What accepts a field of a region, of any form.
    var column: String { "Column<\(element), \(dimension)>" }

    /// The `Access` that a launch asks for.
    func access(isMutable: Bool) -> String { privilege(isMutable: isMutable) + (isStrided ? ".strided" : "") }

    private func privilege(isMutable: Bool) -> String {
        switch kind {
        case .field: isMutable ? ".readWrite" : ".read"
        case .discard: ".discard"
        case .write: ".write"
        case .reduce: ".reduce(\(arguments[0]).self)"
        case .noAccess: ".none"
        }
    }

    /// Reports missing generic arguments.
    func checkArguments(_ findings: inout Findings, at node: some SyntaxProtocol) {
        if isComplete { return }
        let first = kind == .reduce ? "Sum<Float>" : "Float"
        findings.add(
            "accessor.arguments",
            "\(name) names \(kind == .reduce ? "an operator" : "an element type") and a dimension; "
                + "write `\(name)<\(first), 1>`", at: node)
    }
}
