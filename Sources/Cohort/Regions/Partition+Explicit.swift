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
        explicit(ContiguousArray(pieces), Colours.line(pieces.count), clipped, SourceLocation(file: file, line: line))
    }

    /// Takes rectangles as pieces; colours are their positions, from 0.
    ///
    /// - Errors: `partition.piece-outside` unless `clipped`; `geometry.overflow`.
    /// - SeeAlso: Legion's `create_partition_by_rectangles`.
    public func partitioned(
        pieces: [Rect<N>], clipped: Bool = false, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        do throws(CohortError) {
            var domains = ContiguousArray<Domain>()
            for rectangle in pieces { domains.append(try Domain(rectangle)) }
            return explicit(domains, Colours.line(pieces.count), clipped, place)
        } catch {
            return defective(error, "pieces", colours: Colours.line(pieces.count), at: place)
        }
    }

    /// Takes the pieces by colour; the colours need not be consecutive.
    ///
    /// - Errors: `partition.piece-outside` unless `clipped`; `geometry.dimension-mismatch`.
    /// - Complexity: O(n log n) in the pieces, and one intersection for each.
    /// - SeeAlso: Legion's `create_partition_by_domain`.
    public func partitioned(
        pieces: [Int: Domain], clipped: Bool = false, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Space, N> {
        let ordered = pieces.sorted { $0.key < $1.key }
        let place = SourceLocation(file: file, line: line)
        if let first = ordered.first?.key, let last = ordered.last?.key, Colours.isFar(first) || Colours.isFar(last) {
            return defective(Colours.tooMany([first ..< last]), "pieces", at: place)
        }
        let colours = Partitioning.domain(ofSorted: ordered.map(\.key))
        return explicit(ContiguousArray(ordered.map(\.value)), colours, clipped, place)
    }

    private func explicit(
        _ pieces: ContiguousArray<Domain>, _ colours: Domain, _ clipped: Bool, _ place: SourceLocation
    ) -> Partition<Space, N> {
        divided("pieces", colours: colours, at: place) { () throws(CohortError) in
            try Partitioning.explicit(pieces, in: domain, clipped: clipped)
        }
    }
}
