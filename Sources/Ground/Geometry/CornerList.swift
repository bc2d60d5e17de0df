/// The corners of a domain's rectangles, one after the other: a stretch of an array.
///
/// Domains that are made together, and are many and small, share one array: a million of them cost no million pieces of memory.
struct CornerList: Sendable {
    private let array: ContiguousArray<Int>
    /// Where the list begins in an array that it shares. In 32 bits, since there are as many lists as pieces.
    private let start: UInt32
    private let length: UInt32

    /// The length of a list that has its array for itself, and may be longer.
    private static let whole = UInt32.max

    /// All of an array.
    init(_ array: ContiguousArray<Int>) {
        self.array = array
        start = 0
        length = Self.whole
    }

    /// A part of an array, of which all is kept as long as the list is. At most 2³² - 2 numbers can be shared.
    init(_ array: ContiguousArray<Int>, _ part: Range<Int>) {
        self.array = array
        start = UInt32(part.lowerBound)
        length = UInt32(part.count)
    }

    var count: Int { length == Self.whole ? array.count : Int(length) }

    var isEmpty: Bool { count == 0 }

    subscript(index: Int) -> Int { array[Int(start) &+ index] }

    /// The corners as an array of their own.
    var copy: ContiguousArray<Int> { count == array.count ? array : ContiguousArray(array[Int(start) ..< Int(start) + count]) }

    @inline(__always)
    func withUnsafeBufferPointer<R, E: Error>(_ body: (UnsafeBufferPointer<Int>) throws(E) -> R) throws(E) -> R {
        try array.withUnsafeBufferPointer { (all) throws(E) in
            try body(
                length == Self.whole ? all : UnsafeBufferPointer(rebasing: all[Int(start) ..< Int(start) &+ Int(length)]))
        }
    }
}

extension CornerList: Hashable {
    static func == (left: CornerList, right: CornerList) -> Bool {
        if left.count != right.count { return false }
        return left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in left.baseAddress == right.baseAddress || left.elementsEqual(right) }
        }
    }

    func hash(into hasher: inout Hasher) {
        withUnsafeBufferPointer { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
