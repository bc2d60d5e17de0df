import CohortDiagnostics
import CohortGeometry

extension Partitioning {
    /// Given domains, cut to the space or required to lie in it.
    ///
    /// - Throws: `geometry.dimension-mismatch`, `partition.piece-outside`.
    package static func explicit(
        _ domains: ContiguousArray<Domain>, in space: Domain, clipped: Bool
    ) throws(CohortError) -> ContiguousArray<Domain> {
        var pieces = ContiguousArray<Domain>()
        for (index, domain) in domains.enumerated() {
            guard domain.dimension == space.dimension else {
                throw CohortError(
                    .geometryDimension,
                    "piece \(index) has \(domain.dimension) dimensions, the region has \(space.dimension)",
                    rule: "a piece has the dimension of its region", fix: "pass domains of \(space.dimension) dimensions")
            }
            let inside = domain.intersectionOrEmpty(space)
            if !clipped, inside.volume != domain.volume {
                throw CohortError(
                    .pieceOutside, "piece \(index) has points outside the region: \(domain.subtractingOrEmpty(space))",
                    rule: "every point of a piece is a point of the region that is partitioned",
                    fix: "correct the piece, or pass `clipped: true` to have it cut")
            }
            pieces.append(inside.volume == domain.volume ? domain : inside)
        }
        return pieces
    }
}

extension Partitioning {
    /// The domain of integers that are given in ascending order, each once.
    package static func domain(ofSorted numbers: [Int]) -> Domain {
        var runs = IntervalList()
        for number in numbers { runs.append(number, number) }
        return Domain(dimension: 1, flat: runs.bounds)
    }
}
