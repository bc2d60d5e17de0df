import CohortData
import CohortDiagnostics
import CohortGeometry

extension Region {
    /// Gives each colour `c` the rectangle `transform · c + extent`, clipped to the region.
    ///
    /// Pieces may overlap (ghost cells), miss points, and be empty; all have one shape but for the clipping.
    ///
    /// - Parameters:
    ///   - colors: the colour space, of any dimension.
    ///   - transform: a matrix; one row for each axis of the region, with one number for each axis of the colours.
    ///   - extent: the piece of colour 0 before clipping.
    /// - Errors: `partition.invalid-colors` when the matrix has another shape; `geometry.overflow`.
    /// - Complexity: O(colours) where the region is dense.
    /// - SeeAlso: Legion's `create_partition_by_restriction`.
    public func partitioned(
        restricting colors: Domain, transform: [[Int]], extent: Rect<N>, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        guard transform.count == N, transform.allSatisfy({ $0.count == colors.dimension }) else {
            return defective(
                Colours.invalid(
                    "a restriction with a matrix of \(transform.count) rows, of \(transform.map(\.count)) numbers",
                    "the matrix takes a color to a point: \(N) rows of \(colors.dimension) numbers",
                    fix: "write one row for each dimension of the region"), "restriction", colours: colors, at: place)
        }
        return restricted(colors, transform, (0 ..< N).map { extent.lo[$0] } + (0 ..< N).map { extent.hi[$0] }, place)
    }

    /// The same with a stride for each axis: colour axis `a` moves the piece along axis `a` only.
    fileprivate func restricted(
        _ colours: [Range<Int>], _ stride: [Int], _ extent: [ClosedRange<Int>], _ file: StaticString, _ line: UInt32
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        guard let domain = Colours.grid(colours) else {
            return defective(Colours.tooMany(colours), "restriction", at: place)
        }
        return restricted(
            domain, (0 ..< N).map { row in (0 ..< N).map { $0 == row ? stride[row] : 0 } },
            extent.map(\.lowerBound) + extent.map(\.upperBound), place)
    }

    private func restricted(
        _ colours: Domain, _ transform: [[Int]], _ corners: [Int], _ place: SourceLocation
    ) -> Partition<Space, N> {
        cut("restriction", colours: colours, at: place) { (space) throws(CohortError) in
            try Partitioning.restriction(of: space, colours: colours, transform: transform, extent: corners)
        }
    }
}

extension Region where N == 1 {
    /// Gives each colour `c` the indices `stride · c + extent`, clipped to the region.
    ///
    ///     // 4 blocks of 25, each with one more index on either side
    ///     let ghosts = line.partitioned(restricting: 0 ..< 4, stride: 25, extent: -1 ... 25)
    ///
    /// - Errors: `geometry.overflow`.
    /// - Complexity: O(colours) where the region is dense.
    /// - SeeAlso: Legion's `create_partition_by_restriction`.
    public func partitioned(
        restricting colors: Range<Int>, stride: Int, extent: ClosedRange<Int>, file: StaticString = #fileID,
        line: UInt32 = #line
    ) -> Partition<Space, N> {
        restricted([colors], [stride], [extent], file, line)
    }
}

extension Region where N == 2 {
    /// Gives each colour the rectangle `stride · color + extent`, axis by axis, clipped to the region.
    ///
    /// - Errors: `geometry.overflow`.
    /// - SeeAlso: Legion's `create_partition_by_restriction`.
    public func partitioned(
        restricting colors: (Range<Int>, Range<Int>), stride: (Int, Int), extent: (ClosedRange<Int>, ClosedRange<Int>),
        file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        restricted([colors.0, colors.1], [stride.0, stride.1], [extent.0, extent.1], file, line)
    }
}

extension Region where N == 3 {
    /// Gives each colour the box `stride · color + extent`, axis by axis, clipped to the region.
    ///
    /// - Errors: `geometry.overflow`.
    /// - SeeAlso: Legion's `create_partition_by_restriction`.
    public func partitioned(
        restricting colors: (Range<Int>, Range<Int>, Range<Int>), stride: (Int, Int, Int),
        extent: (ClosedRange<Int>, ClosedRange<Int>, ClosedRange<Int>), file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        restricted(
            [colors.0, colors.1, colors.2], [stride.0, stride.1, stride.2], [extent.0, extent.1, extent.2], file, line)
    }
}
