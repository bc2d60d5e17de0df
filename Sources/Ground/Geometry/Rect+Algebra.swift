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
