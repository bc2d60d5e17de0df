/// A set of logical processors, written as the system writes it: `0-3,8,10-11`.
public struct ProcessorSet: Sendable, Hashable {
    // Bit p % 64 of word p / 64 stands for processor p. The last word is never zero, so equal sets have equal words.
    private var words: [UInt64] = []

    /// The empty set.
    public init() {}

    /// The set of those processors; repetitions count once.
    public init(_ processors: some Sequence<Machine.Processor.ID>) {
        for processor in processors { insert(processor) }
    }

    /// The set in the system's list form; nothing when the text is not a list. The empty text is the empty set.
    ///
    /// - Parameter list: numbers and inclusive ranges separated by commas, with a stride where one is given (`0-15:1/4`, that is
    ///   the first 1 of every 4); white space around them is ignored.
    /// - Complexity: O(greatest number); numbers beyond ``greatestNumber`` are refused.
    public init?(list: some StringProtocol) {
        for item in Substring(list).split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
            guard let group = Group(item) else { return nil }
            for number in group.numbers { insert(.init(rawValue: number)) }
        }
    }

    /// The greatest number a list may hold: far above any machine, and small enough that a corrupt file costs nothing.
    public static let greatestNumber = (1 << 20) - 1

    /// Adds a processor.
    ///
    /// - Complexity: O(1), amortized over growing numbers. A negative number, which names no processor, is ignored.
    public mutating func insert(_ processor: Machine.Processor.ID) {
        guard processor.rawValue >= 0 else { return }
        let (word, bit) = processor.rawValue.quotientAndRemainder(dividingBy: 64)
        while words.count <= word { words.append(0) }
        words[word] |= 1 << UInt64(bit)
    }

    /// Whether the processor is in the set.
    public func contains(_ processor: Machine.Processor.ID) -> Bool {
        let number = processor.rawValue
        guard number >= 0, number / 64 < words.count else { return false }
        return words[number / 64] >> UInt64(number % 64) & 1 == 1
    }

    /// The processors in both sets.
    public func intersection(_ other: Self) -> Self { Self(filter(other.contains)) }

    /// How many processors are in the set.
    ///
    /// - Complexity: O(greatest number / 64).
    public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Whether the set has no processor.
    public var isEmpty: Bool { words.isEmpty }

    /// The lowest processor; nothing when the set is empty.
    public var first: Machine.Processor.ID? {
        var iterator = makeIterator()
        return iterator.next()
    }
}

extension ProcessorSet: Sequence {
    /// Visits the processors in ascending order.
    public struct Iterator: IteratorProtocol {
        fileprivate let set: ProcessorSet
        fileprivate var number = 0

        public mutating func next() -> Machine.Processor.ID? {
            while number < set.words.count * 64 {
                let rest = set.words[number / 64] >> UInt64(number % 64)
                if rest != 0 {
                    number += rest.trailingZeroBitCount + 1
                    return .init(rawValue: number - 1)
                }
                number = (number / 64 + 1) * 64
            }
            return nil
        }
    }

    public func makeIterator() -> Iterator { Iterator(set: self) }
    public var underestimatedCount: Int { count }
}

extension ProcessorSet: ExpressibleByArrayLiteral {
    public init(arrayLiteral processors: Machine.Processor.ID...) { self.init(processors) }
}

extension ProcessorSet: CustomStringConvertible {
    /// The list form with ranges as long as possible; empty for the empty set.
    public var description: String {
        var ranges: [ClosedRange<Int>] = []
        for number in lazy.map(\.rawValue) {
            if let last = ranges.last, last.upperBound + 1 == number {
                ranges[ranges.count - 1] = last.lowerBound ... number
            } else {
                ranges.append(number ... number)
            }
        }
        return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
    }
}

/// One item of a list: `7`, `4-7`, or `0-15:1/4`.
private struct Group {
    let first: Int
    let last: Int
    let used: Int
    let stride: Int

    init?(_ text: Substring) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2 else { return nil }
        let bounds = parts[0].split(separator: "-", omittingEmptySubsequences: false).map(Self.number)
        let steps = parts.count == 2 ? parts[1].split(separator: "/", omittingEmptySubsequences: false).map(Self.number) : [1, 1]
        guard bounds.count <= 2, let first = bounds[0], let last = bounds[bounds.count - 1], first <= last else { return nil }
        guard steps.count == 2, let used = steps[0], let stride = steps[1], stride > 0 else { return nil }
        (self.first, self.last, self.used, self.stride) = (first, last, used, stride)
    }

    var numbers: some Sequence<Int> {
        (first ... last).lazy.filter { ($0 - first) % stride < used }
    }

    private static func number(_ text: Substring) -> Int? {
        guard text.utf8.allSatisfy({ (0x30 ... 0x39).contains($0) }), let value = Int(text) else { return nil }
        return value <= ProcessorSet.greatestNumber ? value : nil
    }
}
