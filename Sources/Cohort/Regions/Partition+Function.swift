import CohortData
import CohortDiagnostics
import CohortGeometry

extension Region {
    /// Divides the region by the colour that a function gives each point.
    ///
    ///     let stripes = line.partitioned(by: { $0.value / 10 % 2 }, colors: 0 ..< 2)
    ///
    /// Points with the same colour fall into the same piece, points with nil or a colour outside `colors` into none: the
    /// partition is disjoint, and complete exactly when every point has a colour. The function is called once for each point, and
    /// should give the same colour whenever it is asked: at once where the points are known, and where they are promised, as by
    /// a partition by field, when they are there.
    ///
    /// - Parameters:
    ///   - color: a pure function of the point.
    ///   - colors: the colour space.
    /// - Errors: `partition.invalid-colors` for too many colours, delivered by the first launch that uses the partition.
    /// - Complexity: O(points) calls, and O(r log r) in the runs of points of one colour.
    /// - SeeAlso: Regent's `partition by functor`; Legion's `create_partition_by_field`, for colours that are data.
    public func partitioned(
        by color: @escaping @Sendable (Point<N>) -> Int?, colors: Range<Int>, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        guard let grid = Colours.grid([colors]) else { return defective(Colours.tooMany([colors]), "function", at: place) }
        return cut("function", colours: grid, .disjoint, at: place) { space in
            Partitioning.byFunction(in: space, pieceCount: colors.count) { (point: Point<N>) in
                guard let color = color(point), colors.contains(color) else { return nil }
                return color - colors.lowerBound
            }
        }
    }

    /// Divides the region by the colour, a point of `M` dimensions, that a function gives each point.
    ///
    /// - Errors: `geometry.dimension-mismatch` when `colors` has other than `M` dimensions.
    /// - Complexity: O(points · log rectangles of the colours).
    /// - SeeAlso: Regent's `partition by functor`.
    public func partitioned<let M: Int>(
        by color: @escaping @Sendable (Point<N>) -> Point<M>?, colors: Domain, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        cut("function", colours: colors, .disjoint, at: SourceLocation(file: file, line: line)) { (space) throws(CohortError) in
            guard colors.dimension == M else {
                throw CohortError(
                    .geometryDimension, "colors of \(colors.dimension) dimensions for a function that gives \(M)",
                    rule: "a function that names colors gives points of the color space",
                    fix: "pass colors of \(M) dimensions")
            }
            let numbering = PointNumbering(colors)
            return Partitioning.byFunction(in: space, pieceCount: colors.volume) { (point: Point<N>) in
                color(point).flatMap { color in numbering.number(of: (0 ..< M).map { color[$0] }) }
            }
        }
    }
}
