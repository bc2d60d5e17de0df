/// A place in an N-dimensional integer grid.
///
/// Coordinates are meant to lie within ±2^60. That is checked where a `Domain` is built, so the arithmetic here
/// wraps instead of trapping and stays out of the way of vectorised loops.
@frozen public struct Point<let N: Int>: Sendable {
    /// The coordinates, axis 0 (the slowest in row-major order) first.
    public var coordinates: InlineArray<N, Int>

    /// A point from its N coordinates; any other number of them traps.
    @_disfavoredOverload
    @inlinable
    public init(_ coordinates: Int...) {
        precondition(coordinates.count == N, "a point takes one coordinate for each of its axes")
        self.coordinates = InlineArray { coordinates[$0] }
    }

    /// The point whose every coordinate is `value`.
    @inlinable @inline(__always)
    public init(repeating value: Int) {
        coordinates = InlineArray(repeating: value)
    }

    /// The coordinate along `axis`, which is in `0 ..< N`.
    @inlinable
    public subscript(axis: Int) -> Int {
        @inline(__always) get { coordinates[axis] }
        @inline(__always) set { coordinates[axis] = newValue }
    }
}

extension Point: BitwiseCopyable {}

extension Point where N == 1 {
    /// A point on the line.
    @inlinable @inline(__always)
    public init(_ x: Int) {
        self.init(repeating: x)
    }

    /// The only coordinate.
    @inlinable
    public var value: Int {
        @inline(__always) get { coordinates[0] }
        @inline(__always) set { coordinates[0] = newValue }
    }
}

extension Point where N == 2 {
    /// A point in the plane, the row first.
    @inlinable @inline(__always)
    public init(_ y: Int, _ x: Int) {
        coordinates = [y, x]
    }
}

extension Point where N == 3 {
    /// A point in space, the slowest axis first.
    @inlinable @inline(__always)
    public init(_ z: Int, _ y: Int, _ x: Int) {
        coordinates = [z, y, x]
    }
}

extension Point: ExpressibleByIntegerLiteral where N == 1 {
    /// A point on the line, written as a number.
    @inlinable @inline(__always)
    public init(integerLiteral value: Int) {
        self.init(repeating: value)
    }
}

extension Point: CustomStringConvertible {
    /// `(1, 2)`.
    public var description: String {
        "(" + (0 ..< N).map { "\(self[$0])" }.joined(separator: ", ") + ")"
    }
}
