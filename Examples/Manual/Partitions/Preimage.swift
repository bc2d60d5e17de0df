import Cohort

/// The preimage of a piece is whatever leads into it: given pieces of the targets, pieces of the pointers follow. A pointer
/// goes with its target, so these are disjoint if those are.
enum Preimage: Chapter {
    static let name = "preimage"
    static let summary = "pieces of pointers from pieces of targets"

    static func run(_ cohort: Context) async throws {
        let sources = Region<Pointers, 1>(0 ..< 10)
        let targets = Region<Numbers, 1>(0 ..< 10)
        sources.value.fill(1)
        pointToHalf(&sources.target)

        let parts = targets.partitioned(pieces: [Rect<1>(0 ..< 2), Rect<1>(2 ..< 5)])
        let leading = sources.partitioned(preimageOf: parts, through: \.target)
        print("whoever points into \(parts.domain(0)) and \(parts.domain(1)): \(shape(leading))")
        try await printPieces(leading, leading.value)

        let overlapping = targets.partitioned(pieces: [Rect<1>(0 ..< 3), Rect<1>(2 ..< 5)])
        let shared = sources.partitioned(preimageOf: overlapping, through: \.target)
        print("whoever points into \(overlapping.domain(0)) and \(overlapping.domain(1)): \(shape(shared))")
        try await printPieces(shared, shared.value)
    }
}
