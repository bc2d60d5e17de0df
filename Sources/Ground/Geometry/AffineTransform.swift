import CohortDiagnostics

/// The map `p ↦ rows · p + offset` from points of N axes to points of M.
public struct AffineTransform<let M: Int, let N: Int>: Sendable, Equatable {
    /// The matrix, one row of N factors for each axis of the result.
    public var rows: InlineArray<M, Point<N>>
    /// What is added after the matrix.
    public var offset: Point<M>

    /// The map of a matrix and an offset.
    public init(rows: InlineArray<M, Point<N>>, offset: Point<M> = Point(repeating: 0)) {
        self.rows = rows
        self.offset = offset
    }

    /// The image of `point`. Throws `geometry.overflow`.
    public func apply(_ point: Point<N>) throws(CohortError) -> Point<M> {
        var image = offset
        for axis in 0 ..< M { image[axis] = try dot(axis, offset[axis]) { point[$0] } }
        return image
    }

    /// The map that applies `inner` first and then this one. Throws `geometry.overflow`.
    public func composed<let K: Int>(with inner: AffineTransform<N, K>) throws(CohortError) -> AffineTransform<M, K> {
        var rows = InlineArray<M, Point<K>>(repeating: Point(repeating: 0))
        for axis in 0 ..< M {
            for column in 0 ..< K { rows[axis][column] = try dot(axis, 0) { inner.rows[$0][column] } }
        }
        return AffineTransform<M, K>(rows: rows, offset: try apply(inner.offset))
    }

    private func dot(_ axis: Int, _ start: Int, _ factor: (Int) -> Int) throws(CohortError) -> Int {
        var sum = start
        for column in 0 ..< N {
            let (product, isTooLarge) = rows[axis][column].multipliedReportingOverflow(by: factor(column))
            let (next, isTooFar) = sum.addingReportingOverflow(product)
            if isTooLarge || isTooFar { throw .transformOverflow("axis \(axis) of a transformed point") }
            sum = next
        }
        return sum
    }

    /// Whether the factors and offsets agree.
    public static func == (left: Self, right: Self) -> Bool {
        (0 ..< M).allSatisfy { left.rows[$0] == right.rows[$0] } && left.offset == right.offset
    }
}

extension AffineTransform where M == N {
    /// The map of every point to itself.
    public static var identity: Self { scale(Point<M>(repeating: 1)) }

    /// The map that multiplies each axis by its factor.
    public static func scale(_ factors: Point<M>) -> Self {
        var rows = InlineArray<M, Point<N>>(repeating: Point(repeating: 0))
        for axis in 0 ..< M { rows[axis][axis] = factors[axis] }
        return Self(rows: rows)
    }

    /// The map that adds `step`.
    public static func translation(_ step: Point<M>) -> Self {
        var map = identity
        map.offset = step
        return map
    }
}
