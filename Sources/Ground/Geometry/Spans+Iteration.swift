extension Spans: Sequence {
    /// Visits the points rectangle by rectangle, each in row-major order.
    @inlinable @inline(__always)
    public func makeIterator() -> SpansIterator<N> { SpansIterator(self) }

    /// 0: counting the points would walk all rectangles.
    @inlinable
    public var underestimatedCount: Int { 0 }
}

/// Visits the points of ``Spans``; the shape of ``RectIterator`` with one more outer loop.
@frozen
public struct SpansIterator<let N: Int>: IteratorProtocol {
    @usableFromInline var cursor = Cursor<N>()
    @usableFromInline var following: UnsafePointer<Int>
    @usableFromInline let end: UnsafePointer<Int>

    @inlinable @inline(__always)
    init(_ spans: Spans<N>) {
        following = spans.rectangles
        end = spans.rectangles + spans.rectCount &* (2 &* N)
    }

    /// The next point, or `nil` after the last.
    @inlinable @inline(__always)
    public mutating func next() -> Point<N>? {
        while true {
            // Always so, which LLVM sees at once and Swift's own optimiser does not. It hides the loop's exit from that one, which
            // would otherwise copy the exit to the loop's end, so that the two loops could no longer be told apart.
            let index = cursor.index
            if index | 1 != 0 {
                if index < cursor.rowEnd {
                    cursor.index = index &+ 1
                    return cursor.point(index)
                }
            }
            if !advance() { return nil }
        }
    }

    /// Goes to the next row of this rectangle, else to the next rectangle; false after the last.
    @inlinable @inline(__always)
    mutating func advance() -> Bool {
        if N >= 2 && cursor.advance() { return true }
        guard following != end else { return false }
        cursor.start(following)
        following += 2 &* N
        return true
    }
}
