import CohortMachineModel

/// A comparison that must hold for a rule to count: `points > 1000`, `size >= 64MiB`.
public struct RuleCondition: Sendable, Hashable {
    /// What is compared.
    public enum Quantity: String, Sendable, CaseIterable {
        /// The number of points: of the launch, or of the data of one task.
        case points
        /// The bytes of data: of the whole launch, or of one task in this region.
        case size
    }

    /// How it is compared.
    public enum Relation: String, Sendable, CaseIterable {
        /// Less.
        case less = "<"
        /// Not more.
        case atMost = "<="
        /// More.
        case more = ">"
        /// Not less.
        case atLeast = ">="
        /// As much.
        case equal = "="
    }

    /// What is compared.
    public let quantity: Quantity
    /// How.
    public let relation: Relation
    /// With what: a number of points or bytes.
    public let amount: Int

    /// A number of points: of the launch, or of the data of one task.
    public static func points(_ relation: Relation, _ amount: Int) -> Self {
        Self(quantity: .points, relation: relation, amount: amount)
    }

    /// An amount of data: of the whole launch, or of one task in this region.
    public static func size(_ relation: Relation, _ amount: ByteCount) -> Self {
        Self(quantity: .size, relation: relation, amount: amount.bytes)
    }

    /// Sizes are counted only when they are asked for.
    func holds(points: Int, size: () -> ByteCount) -> Bool {
        let found = quantity == .points ? points : size().bytes
        return switch relation {
        case .less: found < amount
        case .atMost: found <= amount
        case .more: found > amount
        case .atLeast: found >= amount
        case .equal: found == amount
        }
    }
}

extension RuleCondition: CustomStringConvertible {
    /// As rules are written: `size >= 64MiB`.
    public var description: String {
        "\(quantity.rawValue) \(relation.rawValue) \(quantity == .points ? "\(amount)" : ByteCount.bytes(amount).description)"
    }
}
