/// What one kind of record looks like, as the log itself describes it.
public struct Shape: Hashable, Sendable {
    /// The kind's number in this log.
    public let number: Int
    /// The kind's name, by which readers know it.
    public let name: String
    /// The names of the words that each record has.
    public let words: [String]
    /// What the words behind these are called; nil when there are none.
    public let rest: String?

    /// Reads one line, `number name word word rest…`; nil when it is something else.
    init?(line: Substring) {
        var parts = line.split(separator: " ").map(String.init)
        guard parts.count >= 2, let number = Int(parts[0]) else { return nil }
        let last = parts.count > 2 && parts[parts.count - 1].hasSuffix("…") ? parts.removeLast() : nil
        self.number = number
        name = parts[1]
        words = Array(parts[2...])
        rest = last.map { String($0.dropLast()) }
    }
}
