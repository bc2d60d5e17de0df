/// The name of a number that a program leaves to the mapper.
public struct TunableName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name.
    public let name: String
    /// A name of the program's own, or a standard one.
    public init(_ name: String) { self.name = name }
    /// A name of the program's own, or a standard one.
    public init(stringLiteral name: String) { self.init(name) }
    /// The name.
    public var description: String { name }
}

/// A number that a program asks for.
public struct TunableToSelect: Sendable {
    /// Which one.
    public let name: TunableName
    /// What it is when nobody knows better; nil when somebody must know.
    public let fallback: Int?
    /// The names of the tasks that lead to the one that asks, the program first.
    public let trail: [String]
}
