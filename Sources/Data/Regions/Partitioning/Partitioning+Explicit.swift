import CohortDiagnostics
import CohortGeometry

extension Partitioning {
    /// Given domains, one for each colour, cut to the space or required to lie in it.
    ///
    /// - Throws: `geometry.dimension-mismatch`, `partition.piece-outside`.
    /// - Complexity: one intersection for each piece that has points.
    package static func explicit(
        _ domains: ContiguousArray<Domain>, colours: Domain, in space: Domain, clipped: Bool
    ) throws(CohortError) -> ContiguousArray<Domain> {
        var pieces = ContiguousArray<Domain>()
        pieces.reserveCapacity(domains.count)
        let clipper = Clipper(space)
        for (index, domain) in domains.enumerated() {
            guard domain.dimension == space.dimension else {
                throw CohortError(
                    .geometryDimension,
                    "\(name(index, colours)) has \(domain.dimension) dimensions, the region has \(space.dimension)",
                    rule: "a piece has the dimension of its region", fix: "pass domains of \(space.dimension) dimensions")
            }
            if clipper.holdsByBounds(domain) {
                pieces.append(domain)
                continue
            }
            let inside = domain.intersectionOrEmpty(space)
            if !clipped, inside.volume != domain.volume {
                throw CohortError(
                    .pieceOutside,
                    "\(name(index, colours)) has points outside the region: \(domain.subtractingOrEmpty(space))",
                    rule: "every point of a piece is a point of the region that is partitioned",
                    fix: "correct the piece, or pass `clipped: true` to have it cut")
            }
            pieces.append(inside.volume == domain.volume ? domain : inside)
        }
        return pieces
    }

    /// The pieces of a map for each colour of a space; colours that the map lacks are empty.
    ///
    /// - Parameters:
    ///   - order: the colours of the map in ascending order, their coordinates, `width` of each, one after the other.
    ///   - piece: the piece of a colour, by its place in `order`.
    /// - Throws: `partition.unknown-color` for the first colour of the map that is not one of `colours`; what `piece` throws.
    /// - Complexity: O(n log n) in the pieces and colours; O(n) when the map has all colours, of one dimension.
    package static func ordered(
        _ order: ContiguousArray<Int>, width: Int, colours: Domain, dimension: Int,
        _ piece: (Int) throws(CohortError) -> Domain
    ) throws(CohortError) -> ContiguousArray<Domain> {
        let count = order.count / width
        var pieces = ContiguousArray<Domain>()
        if width == 1, count == colours.volume, colours == Partitioning.domain(ofSorted: order) {
            pieces.reserveCapacity(count)
            for place in 0 ..< count { pieces.append(try piece(place)) }
            return pieces
        }
        let numbering = PointNumbering(colours)
        pieces = ContiguousArray(repeating: Domain.empty(dimension: dimension), count: colours.volume)
        for place in 0 ..< count {
            let colour = [Int](order[width * place ..< width * (place + 1)])
            guard let number = numbering.number(of: colour) else {
                throw CohortError(
                    .unknownColor, "a piece has the color [\(list(colour))], which is none of \(colours)",
                    rule: "every piece has a color of the color space that is given with the pieces",
                    fix: "correct the color, or leave `colors` out to have those of the pieces")
            }
            pieces[number] = try piece(place)
        }
        return pieces
    }

    private static func name(_ piece: Int, _ colours: Domain) -> String {
        "the piece of color [\(list(colours.pointCoordinates(at: piece)))]"
    }

    private static func list(_ coordinates: [Int]) -> String { coordinates.map(String.init).joined(separator: ", ") }
}

extension Partitioning {
    /// The domain of integers that are given in ascending order, each once.
    package static func domain(ofSorted numbers: some Sequence<Int>) -> Domain {
        var runs = IntervalList()
        for number in numbers { runs.append(number, number) }
        return Domain(dimension: 1, flat: runs.bounds)
    }
}
