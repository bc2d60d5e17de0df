/// What the elements of a field are. All of them are kept as 64 bits.
public enum FieldKind: Sendable {
    /// `Int64`.
    case integer
    /// `Double`.
    case floating
    /// `Int`: a point of a region of one dimension, perhaps.
    case pointer
    /// `Point<2>`: a point of a region of two dimensions, perhaps.
    case place
    /// `Rect<1>`: a range of points, perhaps an empty one.
    case range
    /// `String`: more than bits, so that elements are made, assigned and ended one by one.
    case text

    /// True for numbers, which can be folded.
    var isNumber: Bool { self == .integer || self == .floating }
    /// True for elements whose bytes are all there is to them.
    var isBits: Bool { self != .text }

    /// An element made of random bits. How far pointers lead depends on `reach` alone, so that all pointers of a column may
    /// stay within a region.
    func element(_ bits: UInt64, reach: UInt64) -> UInt64 {
        let low = (reach >> 8) % 5 == 0 ? -2 : 0
        let span = UInt64([2, 6, 16, 44][Int(reach >> 16) & 3])
        let first = Int((bits >> 8) % span) + low
        switch self {
        case .integer: return Numbers.integer(bits)
        case .floating: return Numbers.floating(bits).bitPattern
        case .pointer: return UInt64(bitPattern: Int64(first))
        case .place: return Pair(first % 8, Int((bits >> 40) % min(span, 8)) + low).bits
        case .range: return Pair(first, first + Int((bits >> 40) % 5) - 1).bits
        case .text: return bits & 1 == 0 ? bits : bits >> 40  // long ones have memory of their own
        }
    }
}

/// Two small numbers in one word.
struct Pair {
    var first: Int
    var second: Int

    init(_ first: Int, _ second: Int) {
        self.first = first
        self.second = second
    }

    init(bits: UInt64) {
        first = Int(Int32(truncatingIfNeeded: bits))
        second = Int(Int32(truncatingIfNeeded: bits >> 32))
    }

    var bits: UInt64 { UInt64(UInt32(truncatingIfNeeded: first)) | UInt64(UInt32(truncatingIfNeeded: second)) << 32 }
}

extension RandomProgram {
    /// The names of the fields.
    public static let fieldNames = ["a", "b", "x", "y", "p", "q", "r", "s"]
    private static let kinds: [FieldKind] = [.integer, .integer, .floating, .floating, .pointer, .place, .range, .text]

    /// What a field holds.
    public static func kind(_ field: Int) -> FieldKind { kinds[field] }
    /// True for fields of `Double`.
    public static func isFloating(_ field: Int) -> Bool { kind(field) == .floating }
    /// The field whose elements name points in so many dimensions.
    static func pointers(into dimension: Int) -> Int { dimension == 1 ? 4 : 5 }
}
