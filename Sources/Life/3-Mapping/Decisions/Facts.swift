/// Names with values, in an order: one group of a decision's question or answer.
public struct Facts: Sendable, Hashable {
    /// A name and its value.
    public struct Fact: Sendable, Hashable {
        /// One word.
        public let name: String
        /// Any text.
        public let value: String
    }

    /// All of them, in their order.
    public private(set) var all: [Fact] = []

    init() {}

    init(_ facts: [(String, String)]) { all = facts.map { Fact(name: $0, value: $1) } }

    /// The value of that name; nothing when there is none.
    ///
    /// - Complexity: O(facts).
    public subscript(name: String) -> String? { all.first { $0.name == name }?.value }

    mutating func add(_ name: String, _ value: some Any) {
        all.append(Fact(name: name, value: "\(value)"))
    }

    mutating func add(contentsOf facts: Facts) { all += facts.all }

    /// Adds who decided what.
    mutating func add(reasons: [String: String]) {
        for (aspect, reason) in reasons.sorted(by: { $0.key < $1.key }) { add("\(aspect).by", reason) }
    }

    /// Who decided what.
    var reasons: [String: String] {
        let reasons = all.filter { $0.name.hasSuffix(".by") }.map { (String($0.name.dropLast(3)), $0.value) }
        return Dictionary(reasons) { first, _ in first }
    }
}

extension Facts: CustomStringConvertible {
    /// `name=value name="value with blanks"`.
    public var description: String { all.map { "\($0.name)=\(Self.text($0.value))" }.joined(separator: " ") }

    /// The value, in quotes if it could not be read otherwise.
    private static func text(_ value: String) -> String {
        let isPlain = !value.isEmpty && value != "->" && !value.contains { $0.isWhitespace || "\"\\|".contains($0) }
        if isPlain { return value }
        let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        return "\"\(escaped)\""
    }
}
