import SwiftSyntax

/// One parameter of a task.
struct TaskParameter {
    /// What the parameter is to the runtime.
    enum Role {
        case accessor(AccessorType, isMutable: Bool)
        case accessStruct(type: String, isMutable: Bool)
        case value(type: TypeSyntax)
    }

    let syntax: FunctionParameterSyntax
    let role: Role
    /// The label as written in declarations: `_` for none.
    let label: String
    /// What the body of generated code calls it.
    let name: String

    init(_ syntax: FunctionParameterSyntax, number: Int) {
        self.syntax = syntax
        role = Self.role(of: syntax.type)
        label = syntax.firstName.text
        let inner = (syntax.secondName ?? syntax.firstName).text
        name = inner == "_" ? "argument\(number)" : inner
    }

    private static func role(of type: TypeSyntax) -> Role {
        let specifiers = type.specifiers
        let base = type.withoutSpecifiers
        let isMutable = specifiers.contains("inout")
        if let accessor = AccessorType(base) { return .accessor(accessor, isMutable: isMutable) }
        if isMutable || specifiers.contains("borrowing") {
            return .accessStruct(type: base.trimmedDescription, isMutable: isMutable)
        }
        return .value(type: base)
    }

    var isValue: Bool { if case .value = role { true } else { false } }

    /// The type of a value parameter.
    var valueType: TypeSyntax? { if case .value(let type) = role { type } else { nil } }

    /// True for a value that a future of it can stand for, in any task.
    var isNumeric: Bool { valueType.map { PlainTypes.numbers.contains($0.trimmedDescription) } ?? false }

    /// `label: type` as a parameter called `name`.
    func declared(_ name: String, as type: String) -> String {
        label == name ? "\(name): \(type)" : "\(label) \(name): \(type)"
    }

    /// `label: expression` as an argument.
    func passed(_ expression: String) -> String { label == "_" ? expression : "\(label): \(expression)" }
}

/// Types that macros know by name.
enum PlainTypes {
    static let numbers: Set<String> = [
        "Int", "Int8", "Int16", "Int32", "Int64", "UInt", "UInt8", "UInt16", "UInt32", "UInt64", "Float", "Double", "Bool",
    ]
    /// Handles through which work is launched.
    static let launching: Set<String> = [
        "Region", "Partition", "RegionField", "PartitionField", "ProjectedRegion", "ProjectedField", "Context",
    ]
    /// Results of launches.
    static let futures: Set<String> = ["Future", "FutureMap"]
    /// Values that hold references, and so cannot be passed as bytes.
    static let counted: Set<String> = ["String", "Array", "Dictionary", "Set", "Domain"]
}

extension TypeSyntax {
    /// `borrowing`, `inout`, `consuming` and the like.
    var specifiers: [String] { self.as(AttributedTypeSyntax.self)?.specifiers.map(\.trimmedDescription) ?? [] }

    var withoutSpecifiers: TypeSyntax { self.as(AttributedTypeSyntax.self)?.baseType ?? self }

    /// The name without generic arguments and module; nil for tuples, functions and other forms.
    var baseName: String? {
        self.as(IdentifierTypeSyntax.self)?.name.text ?? self.as(MemberTypeSyntax.self)?.name.text
    }
}

/// Chooses names for generated code that collide with none in use.
struct Names {
    private var taken: Set<String>

    init(_ taken: some Sequence<String>) { self.taken = Set(taken) }

    /// `wanted`, with underscores behind it while it is in use.
    mutating func free(_ wanted: String) -> String {
        var name = wanted
        while !taken.insert(name).inserted { name += "_" }
        return name
    }
}
