import CohortData
import CohortDiagnostics
import CohortGeometry

// Pieces given by colour, in a map that may miss some.

extension Region {
    /// Takes the pieces by colour; the colours need not be consecutive.
    ///
    /// - Parameters:
    ///   - pieces: domains of the region's dimension.
    ///   - colors: the colour space; those that have no piece in the map are empty. The map's own colours unless given.
    ///   - clipped: whether points outside the region are cut off; otherwise they are an error.
    /// - Errors: `partition.piece-outside` unless `clipped`; `partition.unknown-color` for a piece whose colour is not one of
    ///   `colors`; `geometry.dimension-mismatch`.
    /// - Complexity: O(n log n) in the pieces, and one intersection for each.
    /// - SeeAlso: Legion's `create_partition_by_domain`.
    public func partitioned(
        pieces: [Int: Domain], colors: Range<Int>? = nil, clipped: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        return mapped(pieces.map { ([$0.key], $0.value) }, colors.map { .line($0) } ?? .ofMap(1), clipped, place)
    }

    /// Takes rectangles by colour, any number for each; those of one piece may overlap and repeat.
    ///
    /// - Errors: as for domains; `geometry.overflow`.
    /// - SeeAlso: Legion's `create_partition_by_rectangles`.
    public func partitioned(
        pieces: [Int: [Rect<N>]], colors: Range<Int>? = nil, clipped: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        return mapped(pieces.map { ([$0.key], $0.value) }, colors.map { .line($0) } ?? .ofMap(1), clipped, place)
    }

    /// Takes the pieces by colours of `M` dimensions.
    ///
    /// - Parameter colors: the colour space, of `M` dimensions; the map's own colours unless given.
    /// - Errors: as for colours of one dimension.
    /// - SeeAlso: Legion's `create_partition_by_domain`.
    public func partitioned<let M: Int>(
        pieces: [Point<M>: Domain], colors: Domain? = nil, clipped: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        let entries = pieces.map { piece in ((0 ..< M).map { piece.key[$0] }, piece.value) }
        return mapped(entries, colors.map { .domain($0) } ?? .ofMap(M), clipped, place)
    }

    /// Takes rectangles by colours of `M` dimensions, any number for each.
    ///
    /// - Errors: as for domains; `geometry.overflow`.
    /// - SeeAlso: Legion's `create_partition_by_rectangles`.
    public func partitioned<let M: Int>(
        pieces: [Point<M>: [Rect<N>]], colors: Domain? = nil, clipped: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) -> Partition<Space, N> {
        let place = SourceLocation(file: file, line: line)
        let entries = pieces.map { piece in ((0 ..< M).map { piece.key[$0] }, piece.value) }
        return mapped(entries, colors.map { .domain($0) } ?? .ofMap(M), clipped, place)
    }

    private func mapped(
        _ pieces: [([Int], [Rect<N>])], _ colours: MapColours, _ clipped: Bool, _ place: SourceLocation
    ) -> Partition<Space, N> {
        do throws(CohortError) {
            var domains: [([Int], Domain)] = []
            for (colour, rectangles) in pieces { domains.append((colour, try Domain(rectangles: rectangles))) }
            return mapped(domains, colours, clipped, place)
        } catch {
            return defective(error, "pieces", at: place)
        }
    }

    private func mapped(
        _ pieces: [([Int], Domain)], _ colours: MapColours, _ clipped: Bool, _ place: SourceLocation
    ) -> Partition<Space, N> {
        guard let domain = colours.domain(pieces.map(\.0)) else {
            return defective(Colours.tooMany(colours.ranges(pieces.map(\.0))), "pieces", at: place)
        }
        return explicit(domain, clipped, place) { (colours) throws(CohortError) in
            try Partitioning.ordered(pieces, colours: colours, dimension: N)
        }
    }
}

/// Which colours a map of pieces has.
private enum MapColours {
    case line(Range<Int>)
    case domain(Domain)
    /// Those of the map itself, of a dimension.
    case ofMap(Int)

    /// The colour space; nil when colours are too many or too far away.
    func domain(_ given: [[Int]]) -> Domain? {
        switch self {
        case .line(let range): return Colours.grid([range])
        case .domain(let domain): return domain
        case .ofMap(let dimension):
            if given.contains(where: { $0.contains(where: Colours.isFar) }) { return nil }
            return Domain(dimension: dimension, flat: ContiguousArray(given.flatMap { $0 + $0 }))
        }
    }

    /// What a message names.
    func ranges(_ given: [[Int]]) -> [Range<Int>] {
        if case .line(let range) = self { return [range] }
        let far = given.first { $0.contains(where: Colours.isFar) } ?? []
        return far.map { $0 ..< $0 + ($0 == .max ? 0 : 1) }
    }
}
