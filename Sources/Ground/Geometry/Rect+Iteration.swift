// The loop a user writes first must be the fast one.
//
//     for p in rect { … }
//
// compiles to nested loops because of the shape of `next()`: the common path touches only the running index of the last
// axis and the end of its row, and the rare path is a back edge of its own. LLVM tells the back edges apart, so that the
// inner loop is counted, and vectorises as a loop in C does. `Cursor` says what else that takes.

extension Rect: Sequence {
    /// Visits the points in row-major order: the last axis varies fastest.
    @inlinable @inline(__always)
    public func makeIterator() -> RectIterator<N> { RectIterator(self) }

    /// 0: counting could overflow, and `Array(rect)` grows well enough without.
    @inlinable
    public var underestimatedCount: Int { 0 }
}

/// Visits a rectangle's points in row-major order.
@frozen
public struct RectIterator<let N: Int>: IteratorProtocol {
    @usableFromInline var cursor = Cursor<N>()

    /// Starts before the rectangle's first row.
    ///
    /// - Precondition: `hi[N - 1] < Int.max`; it traps otherwise, once a loop, since no row could be told from an empty one.
    @inlinable @inline(__always)
    public init(_ rect: Rect<N>) {
        precondition(rect.hi[N - 1] < .max, "a rectangle's coordinates lie in ±2^60")
        if rect.isEmpty { return }
        withUnsafePointer(to: rect) {
            // SAFETY: a rectangle is its 2·N bounds in memory and nothing else.
            UnsafeRawPointer($0).withMemoryRebound(to: Int.self, capacity: 2 * N) { cursor.start($0) }
        }
        // Where there are rows, the first is entered as the others are: a second way in would hide the inner loop.
        if N >= 2 {
            cursor.middle &-= 1
            cursor.index = cursor.rowEnd
        }
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
            if !cursor.advance() { return nil }
        }
    }
}
