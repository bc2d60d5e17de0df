/// A name, or several of a pattern: `*` stands for any letters, also none, and `?` for one.
public struct NamePattern: Sendable, Hashable, CustomStringConvertible {
    /// The pattern as it was written.
    public let description: String
    private let letters: [Character]

    /// The pattern of that text.
    public init(_ text: String) {
        description = text
        letters = Array(text)
    }

    /// Whether it is that name, or one of those.
    ///
    /// - Complexity: O(letters of the name × letters of the pattern) at worst.
    public func matches(_ name: String) -> Bool {
        if !letters.contains(where: { $0 == "*" || $0 == "?" }) { return description == name }
        let name = Array(name)
        var at = 0, next = 0
        // The last star, and how much it stands for so far.
        var star: Int?, taken = 0
        while next < name.count {
            if at < letters.count, letters[at] == "*" {
                star = at
                taken = next
                at += 1
            } else if at < letters.count, letters[at] == "?" || letters[at] == name[next] {
                at += 1
                next += 1
            } else if let star {
                taken += 1
                at = star + 1
                next = taken
            } else {
                return false
            }
        }
        return letters[at...].allSatisfy { $0 == "*" }
    }
}
