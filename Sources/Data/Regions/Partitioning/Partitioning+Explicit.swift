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
        for (index, domain) in domains.enumerated() {
            guard domain.dimension == space.dimension else {
                throw CohortError(
                    .geometryDimension,
                    "\(name(index, colours)) has \(domain.dimension) dimensions, the region has \(space.dimension)",
                    rule: "a piece has the dimension of its region", fix: "pass domains of \(space.dimension) dimensions")
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

    /// The pieces of a map in the order of the colours; colours that the map lacks are empty.
    ///
    /// - Throws: `partition.unknown-color` for the first colour of the map, in row-major order, that is not one of `colours`.
    /// - Complexity: O(n log n) in the pieces and colours.
    package static func ordered(
        _ map: [([Int], Domain)], colours: Domain, dimension: Int
    ) throws(CohortError) -> ContiguousArray<Domain> {
        let numbering = PointNumbering(colours)
        var pieces = ContiguousArray(repeating: Domain.empty(dimension: dimension), count: colours.volume)
        for (colour, domain) in map.sorted(by: { $0.0.lexicographicallyPrecedes($1.0) }) {
            guard let number = numbering.number(of: colour) else {
                throw CohortError(
                    .unknownColor, "a piece has the color [\(list(colour))], which is none of \(colours)",
                    rule: "every piece has a color of the color space that is given with the pieces",
                    fix: "correct the color, or leave `colors` out to have those of the pieces")
            }
            pieces[number] = domain
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
    package static func domain(ofSorted numbers: [Int]) -> Domain {
        var runs = IntervalList()
        for number in numbers { runs.append(number, number) }
        return Domain(dimension: 1, flat: runs.bounds)
    }
}
