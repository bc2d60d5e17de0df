import CohortData
import CohortDiagnostics
import CohortGeometry

extension Region {
    /// Gives each colour the points that a piece of another region points to: `{ f(p) : p ∈ piece } ∩ self`.
    ///
    ///     // the nodes that the wires of each piece touch
    ///     let touched = nodes.partitioned(imageOf: wiresByPiece.input)
    ///
    /// Pieces may overlap, and miss points nobody points to. All that was launched before is seen, and nothing launched
    /// later; the call returns at once, and the pieces, a task for each, are there when somebody needs them.
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
        let place = SourceLocation(file: file, line: line)
        let space = futureDomain
        return image(of: ranges, "partition by image of ranges", words: 2 * N, place) { pieces, count, parts in
            Partitioning.imageOfRanges(of: pieces, count: count, in: space, dimension: N, isChecked: checked, parts: parts)
        }
    }

    func image<Element, let K: Int>(
        of pointers: some PieceField<Column<Element, K>>, _ checked: Bool, _ file: StaticString, _ line: UInt32
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        let space = futureDomain
        return image(of: pointers, "partition by image", words: N, place) { pieces, count, parts in
            Partitioning.image(of: pieces, count: count, in: space, dimension: N, isChecked: checked, parts: parts)
        }
    }

    /// A part for each piece, which follows the writers of that piece alone; strips of a single large piece.
    private func image(
        of field: some PieceField, _ name: StaticString, words: Int, _ place: SourceLocation,
        _ work: (@escaping FuturePieces, _ count: Int, _ parts: Int) -> PieceWork
    ) -> Partition<Space, N> {
        let source = field.source
        let node = source.node
        if let defect = source.tree.defect { return defective(defect, "image", colours: source.colours, at: place) }
        let reading = OperatorReading(source, words: words)
        return deferred("image", name, colours: source.colours, .unknown, reading, after: [node], at: place) { parts in
            let count = source.colours.volume
            if reading.piece == nil { return work(source.pieces, count, count) }
            let strips = OperatorParts(workers: parts.workers, points: reading.node.pieces[reading.piece ?? 0].volume).ofPoints
            guard let piece = source.piece, strips > 1 else { return work(source.pieces, count, min(count, 4 * parts.workers)) }
            return Partitioning.imageOfStrips(of: { node.pieces[piece] }, parts: strips) { work($0, strips, strips) }
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
