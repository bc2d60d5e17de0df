import Cohort

/// Pieces of equal size, as far as that goes: consecutive, disjoint and complete.
enum Equal: Chapter {
    static let name = "equal"
    static let summary = "consecutive pieces of equal size, or in proportion to weights"

    static func run(_ cohort: Context) async throws {
        let numbers = Region<Numbers, 1>(0 ..< 100)
        numbers.value.fill(1)
        let blocks = numbers.partitioned(.equal, into: 4)
        print("100 points in 4 pieces: \(shape(blocks))")
        try await printPieces(blocks, blocks.value)

        print("10 points in 3 pieces: sizes \(sizes(Region<Numbers, 1>(0 ..< 10).partitioned(.equal, into: 3)))")
        print("2 points in 4 pieces: sizes \(sizes(Region<Numbers, 1>(0 ..< 2).partitioned(.equal, into: 4)))")
        print("weights 1, 2, 1: sizes \(sizes(numbers.partitioned(weights: [1, 2, 1])))")

        let plane = Region<Numbers, 2>(0 ..< 4, 0 ..< 10).partitioned(.equal, into: 2)
        print("4 × 10 points in 2 pieces: \(plane.domain(0)) and \(plane.domain(1))")
    }

    private static func sizes(_ partition: Partition<Numbers, 1>) -> String {
        line((0 ..< partition.count).map { partition.domain($0).volume })
    }
}
