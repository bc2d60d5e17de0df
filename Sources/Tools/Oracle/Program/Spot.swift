/// A point of a region of one or two dimensions; in one dimension `y` is 0.
public struct Spot: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The first coordinate.
    public var x: Int
    /// The second coordinate.
    public var y: Int

    /// A point.
    public init(_ x: Int, _ y: Int = 0) {
        self.x = x
        self.y = y
    }

    /// Row-major.
    public static func < (left: Spot, right: Spot) -> Bool { (left.x, left.y) < (right.x, right.y) }
    /// `3,1`.
    public var description: String { "\(x),\(y)" }
    /// Both coordinates in scrambled form.
    var bits: UInt64 { mix(UInt64(bitPattern: Int64(x)), UInt64(bitPattern: Int64(y))) }
}

/// Points in row-major order, each once: the oracle's own notion of a domain.
public typealias Spots = [Spot]

/// A stream of numbers that depends on its seed alone.
struct Dice {
    private var state: UInt64

    init(_ seed: UInt64) { state = mix(seed, 0x5EED) }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return mix(state, 1)
    }

    /// A number from 0 to `bound` − 1.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    mutating func among(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// True once in `odds` times.
    mutating func hits(_ odds: Int) -> Bool { below(odds) == 0 }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}

/// Scrambles two words into one.
func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    var word = left &* 0xD134_2543_DE82_EF95 &+ right &+ 0x9E37_79B9_7F4A_7C15
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
}
