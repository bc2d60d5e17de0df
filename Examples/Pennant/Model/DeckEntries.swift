/// The lines of a deck by key, with typed reading.
struct DeckEntries {
    private struct Entry {
        var line: Int
        var values: [String]
    }

    let path: String
    private var entries: [String: Entry] = [:]

    /// Splits the text into lines and words.
    init(text: [UInt8], path: String) throws(PennantError) {
        self.path = path
        var number = 0
        for line in text.split(separator: 10, omittingEmptySubsequences: false) {
            number += 1
            let words = line.split(whereSeparator: { $0 <= 32 }).map { String(decoding: $0, as: UTF8.self) }
            guard let key = words.first, !key.hasPrefix("#") else { continue }
            if let first = entries[key] {
                throw .deck(file: path, line: number, key: key, problem: "given before, in line \(first.line)")
            }
            entries[key] = Entry(line: number, values: Array(words.dropFirst()))
        }
    }

    func has(_ key: String) -> Bool { entries[key] != nil }

    func error(_ key: String, _ problem: String) -> PennantError {
        .deck(file: path, line: entries[key]?.line ?? 0, key: key, problem: problem)
    }

    func missing(_ key: String) -> PennantError { error(key, "the deck must have this key") }

    /// The values of a key as numbers; none if the key is absent.
    func numbers(_ key: String, count: ClosedRange<Int>) throws(PennantError) -> [Double] {
        guard let entry = entries[key] else { return [] }
        guard count.contains(entry.values.count) else {
            let wanted =
                count.lowerBound == count.upperBound ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
            throw error(key, "\(wanted) number\(count.upperBound == 1 ? "" : "s") expected, not \(entry.values.count)")
        }
        var result: [Double] = []
        for word in entry.values {
            guard let value = Double(word), value.isFinite else { throw error(key, "'\(word)' is not a number") }
            result.append(value)
        }
        return result
    }

    func read(_ key: String, into value: inout Double) throws(PennantError) {
        if let number = try numbers(key, count: 1 ... 1).first { value = number }
    }

    func read(_ key: String, into value: inout Int) throws(PennantError) {
        guard let number = try numbers(key, count: 1 ... 1).first else { return }
        guard let whole = Int(exactly: number) else { throw error(key, "'\(number)' is not a whole number") }
        value = whole
    }

    /// A number of zones.
    func positiveCount(_ key: String, _ number: Double) throws(PennantError) -> Int {
        guard number > 0 else { throw error(key, "the number of zones must be greater than 0") }
        guard let count = Int(exactly: number) else { throw error(key, "'\(number)' is not a whole number of zones") }
        return count
    }

    func shape() throws(PennantError) -> Deck.Shape {
        guard let entry = entries["meshtype"] else { throw missing("meshtype") }
        guard entry.values.count == 1, let shape = Deck.Shape(rawValue: entry.values[0]) else {
            let kinds = Deck.Shape.allCases.map(\.rawValue).joined(separator: ", ")
            throw error("meshtype", "'\(entry.values.joined(separator: " "))' is none of \(kinds)")
        }
        return shape
    }

    func box(_ key: String) throws(PennantError) -> Deck.Box? {
        let numbers = try numbers(key, count: 4 ... 4)
        guard numbers.count == 4 else { return nil }
        guard numbers[0] <= numbers[1], numbers[2] <= numbers[3] else {
            throw error(key, "each lower bound must not exceed its upper bound")
        }
        return Deck.Box(x: numbers[0] ... numbers[1], y: numbers[2] ... numbers[3])
    }
}
