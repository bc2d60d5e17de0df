/// The running position of a row-major visit, kept in scalars.
///
/// Written out for one to three dimensions, and the point put together by a cast of its coordinates, because an `InlineArray`
/// built in place would hold the `Optional` of `next()` in memory until LLVM has settled which loops nest in which; then no
/// inner loop is found (measured: 4–8× slower).
@frozen @usableFromInline
struct Cursor<let N: Int>: BitwiseCopyable, Sendable {
    /// The coordinate along the last axis, and where its row begins and ends.
    @usableFromInline var index = 0
    @usableFromInline var rowEnd = 0
    @usableFromInline var rowStart = 0
    /// The coordinates along the last axis but one and but two, where there are such axes, and their bounds.
    @usableFromInline var middle = 0
    @usableFromInline var middleLo = 0
    @usableFromInline var middleHi = 0
    @usableFromInline var outer = 0
    @usableFromInline var outerHi = 0
    /// All coordinates before those, and the bounds; used only in four dimensions and more.
    @usableFromInline var rest = Point<N>(repeating: 0)
    @usableFromInline var bounds = Rect<N>(lo: Point(repeating: 0), hi: Point(repeating: 0))

    /// A cursor with nowhere to go.
    @inlinable @inline(__always)
    init() {}

    /// The point at `index`, which must lie in the row.
    @inlinable @inline(__always)
    func point(_ index: Int) -> Point<N> {
        // SAFETY: a point is its N coordinates in memory and nothing else, as the tuple of them is.
        if N == 1 { return unsafeBitCast(index, to: Point<N>.self) }
        if N == 2 { return unsafeBitCast((middle, index), to: Point<N>.self) }
        if N == 3 { return unsafeBitCast((outer, middle, index), to: Point<N>.self) }
        var point = rest
        point[N &- 3] = outer
        point[N &- 2] = middle
        point[N &- 1] = index
        return point
    }

    /// Goes to the first row of the rectangle with these 2·N bounds, which has a point.
    @inlinable @inline(__always)
    mutating func start(_ rect: UnsafePointer<Int>) {
        index = rect[N &- 1]
        rowStart = index
        rowEnd = rect[2 &* N &- 1] &+ 1
        if N >= 2 {
            middle = rect[N &- 2]
            middleLo = middle
            middleHi = rect[2 &* N &- 2]
        }
        if N >= 3 {
            outer = rect[N &- 3]
            outerHi = rect[2 &* N &- 3]
        }
        if N >= 4 {
            bounds = Spans<N>(rectangles: rect, count: 1)[0]
            rest = bounds.lo
        }
    }

    /// Goes to the next row; false after the last, where it stays.
    @inlinable @inline(__always)
    mutating func advance() -> Bool {
        if N >= 2, middle < middleHi {
            middle &+= 1
            index = rowStart
            return true
        }
        if N >= 3, outer < outerHi {
            outer &+= 1
            middle = middleLo
            index = rowStart
            return true
        }
        return N >= 4 && advanceRest()
    }

    @inlinable @inline(never)
    mutating func advanceRest() -> Bool {
        var axis = N &- 4
        while axis >= 0, rest[axis] == bounds.hi[axis] { axis &-= 1 }
        if axis < 0 { return false }
        rest[axis] &+= 1
        for later in axis &+ 1 ..< N { rest[later] = bounds.lo[later] }
        outer = bounds.lo[N &- 3]
        middle = middleLo
        index = rowStart
        return true
    }
}
