// All of it wraps: see the note on `Point`.

extension Point {
    /// The sum, axis by axis.
    @inlinable @inline(__always)
    public static func + (left: Self, right: Self) -> Self {
        var sum = left
        for axis in 0 ..< N { sum[axis] = left[axis] &+ right[axis] }
        return sum
    }

    /// The difference, axis by axis.
    @inlinable @inline(__always)
    public static func - (left: Self, right: Self) -> Self {
        var difference = left
        for axis in 0 ..< N { difference[axis] = left[axis] &- right[axis] }
        return difference
    }

    /// The point with `step` added along every axis.
    @inlinable @inline(__always)
    public static func + (left: Self, step: Int) -> Self { left + Self(repeating: step) }

    /// The point with `step` taken off along every axis.
    @inlinable @inline(__always)
    public static func - (left: Self, step: Int) -> Self { left - Self(repeating: step) }
}

extension Point where N == 2 {
    /// The neighbour `step` away: `p + (-1, 0)` is the one in the row above.
    @inlinable @inline(__always)
    public static func + (left: Self, step: (Int, Int)) -> Self {
        Self(left[0] &+ step.0, left[1] &+ step.1)
    }

    /// The neighbour `step` away in the opposite direction.
    @inlinable @inline(__always)
    public static func - (left: Self, step: (Int, Int)) -> Self {
        Self(left[0] &- step.0, left[1] &- step.1)
    }
}

extension Point where N == 3 {
    /// The neighbour `step` away.
    @inlinable @inline(__always)
    public static func + (left: Self, step: (Int, Int, Int)) -> Self {
        Self(left[0] &+ step.0, left[1] &+ step.1, left[2] &+ step.2)
    }

    /// The neighbour `step` away in the opposite direction.
    @inlinable @inline(__always)
    public static func - (left: Self, step: (Int, Int, Int)) -> Self {
        Self(left[0] &- step.0, left[1] &- step.1, left[2] &- step.2)
    }
}
