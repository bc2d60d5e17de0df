import CohortData
import CohortDiagnostics
import CohortGeometry

extension Region {
    /// Takes the pieces as they are given; colours are their positions, from 0.
    ///
    /// Pieces may overlap, be empty, and miss points; what holds is computed.
    ///
    /// - Parameters:
    ///   - pieces: domains of the region's dimension.
    ///   - clipped: whether points outside the region are cut off; otherwise they are an error.
    /// - Errors: `partition.piece-outside`, `geometry.dimension-mismatch`.
    /// - Complexity: one intersection for each piece.
    /// - SeeAlso: Legion's `create_partition_by_domain`.
    public func partitioned(
        pieces: [Domain], clipped: Bool = false, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        return explicit(Colours.line(pieces.count), clipped, place) { _ in ContiguousArray(pieces) }
    }

    /// Takes rectangles as pieces; colours are their positions, from 0.
    ///
    /// - Errors: `partition.piece-outside` unless `clipped`; `geometry.overflow`.
    /// - SeeAlso: Legion's `create_partition_by_rectangles`.
    public func partitioned(
        pieces: [Rect<N>], clipped: Bool = false, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        return explicit(Colours.line(pieces.count), clipped, place) { (_) throws(CohortError) in
            var domains = ContiguousArray<Domain>()
            for rectangle in pieces { domains.append(try Domain(rectangle)) }
            return domains
        }
    }

    /// Takes the pieces that a launch of tasks computes; colours are its points.
    ///
    /// The call returns when those tasks are over, and helps with them, as partitions by field do.
    ///
    /// - Errors: a task's failure; `partition.piece-outside` unless `clipped`; `geometry.dimension-mismatch`.
    /// - SeeAlso: Legion's `create_partition_by_domain` with a future map.
    public func partitioned(
        pieces: FutureMap<Domain>, clipped: Bool = false, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        return explicit(pieces.domain, clipped, place) { (_) throws(CohortError) in
            var domains = ContiguousArray<Domain>()
            for element in 0 ..< pieces.domain.volume {
                let piece = Future(
                    box: pieces.box, element: element, context: pieces.context, operations: pieces.operations,
                    defect: pieces.defect)
                domains.append(try piece.waitHelping(at: place))
            }
            return domains
        }
    }

    /// A partition of given pieces, one for each colour in order, that are checked or cut.
    func explicit(
        _ colours: Domain, _ clipped: Bool, _ place: SourceLocation,
        _ pieces: (Domain) throws(CohortError) -> ContiguousArray<Domain>
    ) -> Partition<Space, N> {
        divided("pieces", colours: colours, at: place) { () throws(CohortError) in
            try Partitioning.explicit(try pieces(colours), colours: colours, in: domain, clipped: clipped)
        }
    }
}
