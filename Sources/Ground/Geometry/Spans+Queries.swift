extension Spans {
    /// The number of points, of rectangles taken as disjoint. O(rectangles).
    @inlinable
    public var count: Int {
        var sum = 0
        for index in 0 ..< rectCount {
            var product = 1
            for axis in 0 ..< N { product &*= self[index].extent(axis) }
            sum &+= product
        }
        return sum
    }

    /// Whether there is no point. O(rectangles).
    @inlinable
    public var isEmpty: Bool { (0 ..< rectCount).allSatisfy { self[$0].isEmpty } }

    /// Whether some rectangle holds `point`. O(rectangles), and O(log rectangles) in one dimension, where they must be in
    /// ascending order, as those of a domain are.
    @inlinable
    public func contains(_ point: Point<N>) -> Bool {
        if N == 1 { return containsIndex(point[0]) }
        for index in 0 ..< rectCount where self[index].contains(point) { return true }
        return false
    }

    /// Looks for the last range that begins at `index` or before.
    @inlinable
    func containsIndex(_ index: Int) -> Bool {
        var low = 0
        var high = rectCount
        while low < high {
            let middle = (low &+ high) / 2
            if rectangles[2 &* middle] <= index { low = middle &+ 1 } else { high = middle }
        }
        return low > 0 && index <= rectangles[2 &* low &- 1]
    }

    /// The smallest rectangle around all points; an empty one when there are none. O(rectangles).
    @inlinable
    public var bounds: Rect<N> {
        var box = Rect<N>(lo: Point(repeating: 0), hi: Point(repeating: -1))
        for index in 0 ..< rectCount { box = box.boundingUnion(self[index]) }
        return box
    }

    /// The rectangle at `index`, which is in `0 ..< rectCount`.
    @inlinable @inline(__always)
    public subscript(index: Int) -> Rect<N> {
        let bounds = rectangles + index &* (2 &* N)
        // SAFETY: the layout of a rectangle is its bounds, lows first; N is 1, 2 or 3 exactly where the casts stand.
        if N == 1 { return unsafeBitCast((bounds[0], bounds[1]), to: Rect<N>.self) }
        if N == 2 { return unsafeBitCast((bounds[0], bounds[1], bounds[2], bounds[3]), to: Rect<N>.self) }
        if N == 3 {
            return unsafeBitCast(
                (bounds[0], bounds[1], bounds[2], bounds[3], bounds[4], bounds[5]), to: Rect<N>.self)
        }
        var box = Rect<N>(lo: Point(repeating: 0), hi: Point(repeating: 0))
        for axis in 0 ..< N {
            box.lo[axis] = bounds[axis]
            box.hi[axis] = bounds[N &+ axis]
        }
        return box
    }
}
