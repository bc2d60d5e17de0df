/// Where a rule stands.
public struct RulePlace: Sendable, Hashable, CustomStringConvertible {
    /// The file, of rules or of the program; nothing for a text in the program.
    public let file: String?
    /// The line, counted from 1.
    public let line: Int

    init(_ file: String?, _ line: Int) { (self.file, self.line) = (file, line) }

    /// `heat.rules:2`.
    public var description: String { file.map { "\($0):\(line)" } ?? "line \(line) of the rules" }
}

/// Something that a rule says, and where.
public struct Stated<Value: Sendable>: Sendable {
    /// What it says.
    public let value: Value
    /// Where.
    public let place: RulePlace

    init(_ value: Value, at place: RulePlace) { (self.value, self.place) = (value, place) }
}
