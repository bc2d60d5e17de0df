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
    /// The call returns at once, and the pieces are there when somebody needs them, as those of partitions by field.
    ///
    /// - Errors: a task's failure; `partition.piece-outside` unless `clipped`; `geometry.dimension-mismatch`.
    /// - SeeAlso: Legion's `create_partition_by_domain` with a future map.
    public func partitioned(
        pieces: FutureMap<Domain>, clipped: Bool = false, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        let colours = pieces.domain
        guard let box = pieces.box else {
            return defective(
                pieces.defect ?? LaunchMisuse.noContext("a partition of futures", place), "pieces", colours: colours, at: place)
        }
        let elements = (0 ..< colours.volume).map { pieces.element($0) }
        let space = futureDomain
        return deferred("pieces", "partition by futures", colours: colours, after: [], [box], at: place) { _ in
            PieceWork { () throws(CohortError) in
                let domains = ContiguousArray(elements.map { box.elements[$0] })
                return try Partitioning.explicit(domains, colours: colours, in: space(), clipped: clipped)
            }
        }
    }

    /// A partition of given pieces, one for each colour in order, that are checked or cut.
    func explicit(
        _ colours: Domain, _ clipped: Bool, _ place: SourceLocation,
        _ pieces: (Domain) throws(CohortError) -> ContiguousArray<Domain>
    ) -> Partition<Space, N> {
        if colours.volume > Colours.limit { return defective(Colours.tooMany([0 ..< colours.volume]), "pieces", at: place) }
        do throws(CohortError) {
            let domains = try pieces(colours)
            return cut("pieces", colours: colours, at: place) { (space) throws(CohortError) in
                try Partitioning.explicit(domains, colours: colours, in: space, clipped: clipped)
            }
        } catch {
            return defective(error, "pieces", colours: colours, at: place)
        }
    }
}
