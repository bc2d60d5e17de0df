extension Rect {
    /// Whether `point` lies inside.
    @inlinable @inline(__always)
    public func contains(_ point: Point<N>) -> Bool {
        for axis in 0 ..< N where point[axis] < lo[axis] || point[axis] > hi[axis] { return false }
        return true
    }

    /// Whether every point of `other` lies inside; an empty `other` always does.
    @inlinable
    public func contains(_ other: Rect) -> Bool {
        other.isEmpty || (contains(other.lo) && contains(other.hi))
    }

    /// Whether the two share a point.
    @inlinable
    public func overlaps(_ other: Rect) -> Bool { !intersection(other).isEmpty }

    /// The points of both.
    @inlinable
    public func intersection(_ other: Rect) -> Rect {
        var shared = self
        for axis in 0 ..< N {
            shared.lo[axis] = Swift.max(lo[axis], other.lo[axis])
            shared.hi[axis] = Swift.min(hi[axis], other.hi[axis])
        }
        return shared
    }

    /// The smallest box around both; an empty one counts for nothing.
    @inlinable
    public func boundingUnion(_ other: Rect) -> Rect {
        if isEmpty { return other }
        if other.isEmpty { return self }
        var box = self
        for axis in 0 ..< N {
            box.lo[axis] = Swift.min(lo[axis], other.lo[axis])
            box.hi[axis] = Swift.max(hi[axis], other.hi[axis])
        }
        return box
    }

    /// The box with `margin` more points on either side of every axis; a negative margin shrinks it.
    @inlinable
    public func grown(by margin: Int) -> Rect { Rect(lo: lo - margin, hi: hi + margin) }

    /// The box moved by `step`.
    @inlinable
    public func translated(by step: Point<N>) -> Rect { Rect(lo: lo + step, hi: hi + step) }
}

extension Rect: Sequence {
    /// Walks the points of one rectangle in row-major order.
    @frozen public struct Iterator: IteratorProtocol {
        @usableFromInline var upcoming: Point<N>
        @usableFromInline let box: Rect<N>
        @usableFromInline var isDone: Bool

        @inlinable @inline(__always)
        init(_ box: Rect<N>) {
            self.box = box
            upcoming = box.lo
            isDone = box.isEmpty
        }

        /// The next point, nil after the last.
        @inlinable @inline(__always)
        public mutating func next() -> Point<N>? {
            if isDone { return nil }
            let point = upcoming
            var axis = N &- 1
            while axis >= 0, upcoming[axis] == box.hi[axis] {
                upcoming[axis] = box.lo[axis]
                axis &-= 1
            }
            if axis < 0 { isDone = true } else { upcoming[axis] &+= 1 }
            return point
        }
    }

    /// An iterator before the lowest corner.
    @inlinable @inline(__always)
    public func makeIterator() -> Iterator { Iterator(self) }
}
