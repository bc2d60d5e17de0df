extension Point: Hashable {
    /// Whether all coordinates agree.
    @inlinable @inline(__always)
    public static func == (left: Self, right: Self) -> Bool {
        for axis in 0 ..< N where left[axis] != right[axis] { return false }
        return true
    }

    /// Feeds the coordinates, axis 0 first.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        for axis in 0 ..< N { hasher.combine(self[axis]) }
    }
}

extension Point: Comparable {
    /// Row-major order: axis 0 decides first.
    @inlinable @inline(__always)
    public static func < (left: Self, right: Self) -> Bool {
        for axis in 0 ..< N where left[axis] != right[axis] { return left[axis] < right[axis] }
        return false
    }
}

extension Point where N == 1 {
    /// Whether the only coordinate is `value`.
    @inlinable @inline(__always)
    public static func == (left: Self, value: Int) -> Bool { left.value == value }

    /// Whether the only coordinate is not `value`.
    @inlinable @inline(__always)
    public static func != (left: Self, value: Int) -> Bool { left.value != value }

    /// Whether the only coordinate is below `value`.
    @inlinable @inline(__always)
    public static func < (left: Self, value: Int) -> Bool { left.value < value }

    /// Whether the only coordinate is at most `value`.
    @inlinable @inline(__always)
    public static func <= (left: Self, value: Int) -> Bool { left.value <= value }

    /// Whether the only coordinate is above `value`.
    @inlinable @inline(__always)
    public static func > (left: Self, value: Int) -> Bool { left.value > value }

    /// Whether the only coordinate is at least `value`.
    @inlinable @inline(__always)
    public static func >= (left: Self, value: Int) -> Bool { left.value >= value }
}
