import CohortData
import CohortDiagnostics
import CohortGeometry

extension Region {
    /// Gives each colour the points that a piece of another region points to: `{ f(p) : p ∈ piece } ∩ self`.
    ///
    ///     // the nodes that the wires of each piece touch
    ///     let touched = nodes.partitioned(imageOf: wiresByPiece.input)
    ///
    /// Pieces may overlap, and miss points nobody points to. All that was launched before is seen; the call returns when the
    /// tasks that write the pointers are over, and helps with them.
    ///
    /// - Parameters:
    ///   - pointers: a field of points of this region, of a partition (its colours are the result's) or of a region (colour 0).
    ///   - checked: whether a pointer outside this region is an error; otherwise it is dropped, as in Legion.
    /// - Errors: `partition.pointer-outside`, naming point and value; `region.uninitialized-field`; a writer's failure.
    /// - Complexity: O(n log n) in the pointers at worst, near linear where each piece's image is dense.
    /// - SeeAlso: Treichler et al., *Dependent Partitioning*, OOPSLA 2016; Legion's `create_partition_by_image`.
    public func partitioned<let K: Int>(
        imageOf pointers: some PieceField<Column<Point<N>, K>>, checked: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) -> Partition<Space, N> {
        image(of: pointers, checked, file, line)
    }

    /// Gives each colour the points that the ranges of a piece of another region cover: `⋃ { f(p) : p ∈ piece } ∩ self`.
    ///
    /// Compressed rows are the usual case: each row's range of entries. Empty ranges cover nothing.
    ///
    /// - Parameters:
    ///   - ranges: a field of rectangles of this region, of a partition or of a region.
    ///   - checked: whether a range that leaves this region is an error; otherwise it is clipped.
    /// - Errors: as for images of pointers.
    /// - Complexity: O(n log n) in the ranges; in several dimensions in their rows.
    /// - SeeAlso: Legion's `create_partition_by_image_range`.
    public func partitioned<let K: Int>(
        rangesOf ranges: some PieceField<Column<Rect<N>, K>>, checked: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) -> Partition<Space, N> {
        divided("image", colours: ranges.source.colours, at: SourceLocation(file: file, line: line)) { () throws(CohortError) in
            let column = try ranges.waitForColumn("partition by image of ranges", file, line)
            return try Partitioning.imageOfRanges(
                of: ranges.source.pieces, through: column, in: domain, isChecked: checked)
        }
    }

    func image<Element, let K: Int>(
        of pointers: some PieceField<Column<Element, K>>, _ checked: Bool, _ file: StaticString, _ line: UInt32
    ) -> Partition<Space, N> {
        divided("image", colours: pointers.source.colours, at: SourceLocation(file: file, line: line)) { () throws(CohortError) in
            let column = try pointers.waitForColumn("partition by image", file, line)
            return try Partitioning.image(of: pointers.source.pieces, through: column, in: domain, isChecked: checked)
        }
    }
}

extension Region where N == 1 {
    /// Gives each colour the points that a piece of another region points to, by a field of `Int`.
    ///
    /// - Errors: `partition.pointer-outside` when `checked`; `region.uninitialized-field`; a writer's failure.
    /// - Complexity: O(n log n) in the pointers at worst, near linear where each piece's image is dense.
    /// - SeeAlso: Legion's `create_partition_by_image`.
    public func partitioned<let K: Int>(
        imageOf pointers: some PieceField<Column<Int, K>>, checked: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) -> Partition<Space, N> {
        image(of: pointers, checked, file, line)
    }
}
