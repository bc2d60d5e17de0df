/// Lines for Legion Spy.
struct SpyText {
    private(set) var text = ""

    /// Adds a line with what stands before each.
    mutating func line(_ line: String) {
        text += "[0 - 0] {3}{legion_spy}: "
        text += line
        text += "\n"
    }

    /// A name, which may not be empty and stands on one line.
    static func name(_ name: String, or substitute: String) -> String {
        name.isEmpty ? substitute : String(name.map { $0.isNewline ? " " : $0 })
    }

    /// Where something was asked for; may be empty.
    static func place(_ place: Place?) -> String { place.map { name($0.description, or: "") } ?? "" }
}

extension Int {
    /// The number as Legion Spy reads those of index spaces, partitions, events and instances.
    var hex: String { String(self, radix: 16) }
}
