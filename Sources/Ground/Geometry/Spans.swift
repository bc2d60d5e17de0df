/// The points of a list of disjoint rectangles, rectangle by rectangle, each in row-major order: what a kernel loops over.
///
/// The memory is borrowed: it holds `2 * N` numbers a rectangle, the N low corner coordinates then the N high ones
/// (both inclusive), and outlives the spans.
///
/// The iterator allocates nothing, but `for … in` is not vectorised: its first turn enters through the test of the row, and
/// the compiler does not split the loop there. `forEach` is the form for arithmetic that must be.
@frozen public struct Spans<let N: Int>: Sequence {
    /// The corners, `2 * N` numbers a rectangle.
    public let rectangles: UnsafePointer<Int>
    /// The number of rectangles.
    public let rectCount: Int

    /// The points of `count` rectangles at `rectangles`; empty rectangles are passed over.
    @inlinable @inline(__always)
    public init(rectangles: UnsafePointer<Int>, count: Int) {
        self.rectangles = rectangles
        rectCount = count
    }

    /// An iterator before the first point.
    @inlinable @inline(__always)
    public func makeIterator() -> Iterator { Iterator(rectangles, rectCount) }

    /// Walks the points of the spans.
    @frozen public struct Iterator: IteratorProtocol {
        @usableFromInline var i = 0
        @usableFromInline var end = 0
        /// The row being walked; its last coordinate is `i`.
        @usableFromInline var row = Point<N>(repeating: 0)
        /// Rows of the rectangle being walked that are still to come.
        @usableFromInline var rowsLeft = 0
        /// The rectangle after the one being walked.
        @usableFromInline var upcoming: UnsafePointer<Int>
        @usableFromInline let limit: UnsafePointer<Int>

        @inlinable @inline(__always)
        init(_ rectangles: UnsafePointer<Int>, _ count: Int) {
            upcoming = rectangles
            limit = rectangles + count &* (2 &* N)
        }

        /// The next point, nil after the last.
        @inlinable @inline(__always)
        public mutating func next() -> Point<N>? {
            while true {
                if i < end {
                    var point = row
                    point[N &- 1] = i
                    i &+= 1
                    return point
                }
                if !advance() { return nil }
            }
        }

        /// Goes to the next row, of this rectangle or of the next one that is not empty.
        @inlinable @inline(__always)
        mutating func advance() -> Bool {
            if N > 1, rowsLeft > 0 {
                nextRow()
                return true
            }
            return nextRectangle()
        }

        @inlinable @inline(__always)
        mutating func nextRow() {
            rowsLeft &-= 1
            let corners = upcoming - 2 &* N
            i = corners[N &- 1]
            var axis = N &- 2
            while axis > 0, row[axis] == corners[N &+ axis] {
                row[axis] = corners[axis]
                axis &-= 1
            }
            row[axis] &+= 1
        }

        @inlinable @inline(__always)
        mutating func nextRectangle() -> Bool {
            if upcoming == limit { return false }
            let corners = upcoming
            upcoming = corners + 2 &* N
            var rows = 1
            for axis in 0 ..< N &- 1 {
                row[axis] = corners[axis]
                rows &*= Swift.max(0, corners[N &+ axis] &- corners[axis] &+ 1)
            }
            rowsLeft = rows &- 1
            i = corners[N &- 1]
            // A rectangle empty along an earlier axis has no row to walk.
            end = rows == 0 ? i : corners[2 &* N &- 1] &+ 1
            if i >= end { rowsLeft = 0 }
            return true
        }
    }
}
