/// One record: its words, found by name.
public struct LogRecord: Sendable {
    /// What the log says of this kind.
    public let shape: Shape
    /// Where it begins in the file, in bytes.
    public let byte: Int
    let words: ArraySlice<UInt64>

    /// The word of this name, read as a signed number; 0 when the log has none.
    ///
    /// - Complexity: O(words of the kind).
    public subscript(name: String) -> Int {
        guard let index = shape.words.firstIndex(of: name), index < words.count else { return 0 }
        return Int(truncatingIfNeeded: words[words.startIndex + index])
    }

    /// The words behind those that each record has.
    public var rest: [Int] {
        words.dropFirst(shape.words.count).map { Int(truncatingIfNeeded: $0) }
    }

    /// The first `count` bytes of `rest` as text; characters that are none become `�`.
    func text(bytes count: Int) -> String {
        String(decoding: words.dropFirst(shape.words.count).bytes.prefix(max(0, count)), as: UTF8.self)
    }
}

extension ArraySlice<UInt64> {
    /// The bytes of the words, the lowest of each first.
    var bytes: [UInt8] { flatMap { word in (0 ..< 8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } } }
}
