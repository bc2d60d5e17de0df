import CohortDiagnostics

extension CohortError {
    /// Something has more points than an `Int` counts.
    static func volumeOverflow(_ subject: String) -> CohortError {
        CohortError(
            .geometryOverflow, "\(subject) has more points than an Int can count",
            rule: "the number of points of a domain is an Int", fix: "use smaller extents, or several domains")
    }

    /// A coordinate lies outside of ±2^60.
    static func coordinateOverflow(_ subject: String) -> CohortError {
        CohortError(
            .geometryOverflow, "\(subject) has a coordinate outside of ±2^60",
            rule: "coordinates lie within ±2^60, so that neighbours and extents never overflow",
            fix: "move the index space nearer to zero")
    }

    /// A product or sum inside a transform is no `Int`.
    static func transformOverflow(_ subject: String) -> CohortError {
        CohortError(
            .geometryOverflow, "\(subject) overflows Int",
            rule: "a transform maps points to points whose coordinates are Ints", fix: "use smaller factors and offsets")
    }

    /// Two domains of different dimension met.
    package static func dimensionMismatch(_ left: Int, _ right: Int) -> CohortError {
        CohortError(
            .geometryDimension, "a \(left)-dimensional domain met a \(right)-dimensional one",
            rule: "set operations join domains of one dimension", fix: "build both domains with the same number of axes")
    }
}
