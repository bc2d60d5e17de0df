import SwiftSyntax

/// One accessor of an access struct.
struct AccessMember {
    let name: TokenSyntax
    let type: AccessorType
    let isMutable: Bool

    var access: String { type.access(isMutable: isMutable) }

    /// Nil, with a finding, for a property that is no accessor.
    init?(_ property: StoredProperty, _ findings: inout Findings) {
        guard let name = property.name else {
            findings.add(
                "access.pattern", "an accessor has one name; declare each accessor by itself", at: property.binding.pattern)
            return nil
        }
        guard let written = property.type, let type = AccessorType(written) else {
            findings.add(
                "access.member",
                "an access struct holds only accessors, each named like its field; "
                    + "declare '\(name.text)' as `Field`, `Discard`, `Write`, `Reduce` or `NoAccess`",
                at: property.type.map(Syntax.init) ?? Syntax(property.binding))
            return nil
        }
        self.name = name
        self.type = type
        isMutable = !property.isConstant
        type.checkArguments(&findings, at: written)
        if type.kind.needsMutation, !isMutable {
            findings.add(
                "access.constant",
                "`let` means reading, which \(type.name) does not do; "
                    + "declare '\(name.text)' with `var`",
                at: property.declaration.bindingSpecifier)
        }
    }
}

/// The accessors of an access struct that share a privilege, and so one requirement of a launch.
struct AccessGroup {
    let access: String
    private(set) var members: [AccessMember]

    /// The groups by their first members. Accessors are numbered group by group.
    static func groups(of members: [AccessMember]) -> [AccessGroup] {
        var groups: [AccessGroup] = []
        for member in members {
            if let index = groups.firstIndex(where: { $0.access == member.access }) {
                groups[index].members.append(member)
            } else {
                groups.append(AccessGroup(access: member.access, members: [member]))
            }
        }
        return groups
    }
}
