import Cohort

/// Pieces of one shape at regular distances. They may overlap: a block with a point more on either side is a halo.
enum Restriction: Chapter {
    static let name = "restriction"
    static let summary = "blocks and their ghost points"

    static func run(_ cohort: Context) async throws {
        let numbers = Region<Numbers, 1>(0 ..< 100)
        numbers.value.fill(1)
        // Color c has the points 25·c - 1 to 25·c + 25, as far as the region has them.
        let halos = numbers.partitioned(restricting: 0 ..< 4, stride: 25, extent: -1 ... 25)
        print("blocks of 25 with a ghost on either side: \(shape(halos))")
        try await printPieces(halos, halos.value)

        let blocks = numbers.partitioned(restricting: 0 ..< 4, stride: 25, extent: 0 ... 24)
        let ghosts = halos.subtracting(blocks)
        print("the ghosts alone: \(shape(ghosts))")
        try await printPieces(ghosts, ghosts.value)

        let more = numbers.partitioned(restricting: 4 ..< 6, stride: 25, extent: -1 ... 25)
        print("color 4 would have \(more.domain(4)), color 5 \(more.domain(5))")
    }
}
