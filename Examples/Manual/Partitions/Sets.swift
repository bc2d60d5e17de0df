import Cohort

/// Partitions of one index space combine color by color; a color that one of them lacks is empty there.
enum Sets: Chapter {
    static let name = "sets"
    static let summary = "union, intersection and difference of partitions"

    static func run(_ cohort: Context) async throws {
        let numbers = Region<Numbers, 1>(0 ..< 101)
        numbers.value.fill(1)
        let big = numbers.partitioned(restricting: 0 ..< 4, stride: 25, extent: 0 ... 25)
        let small = numbers.partitioned(restricting: 0 ..< 4, stride: 25, extent: 0 ... 24)
        print("the big pieces share their ends: \(shape(big))")
        try await printPieces(big, big.value)

        let union = big.union(small)
        print("with the small ones: \(shape(union))")
        try await printPieces(union, union.value)
        let intersection = big.intersection(small)
        print("in common with the small ones: \(shape(intersection))")
        try await printPieces(intersection, intersection.value)
        let difference = big.subtracting(small)
        print("without the small ones: \(shape(difference))")
        try await printPieces(difference, difference.value)

        let low = numbers.partitioned(restricting: 0 ..< 2, stride: 25, extent: 0 ... 24)
        let high = numbers.partitioned(restricting: 2 ..< 4, stride: 25, extent: 0 ... 24)
        let both = low.union(high)
        print("colors 0 and 1 of one partition, 2 and 3 of another: \(shape(both))")
        try await printPieces(both, both.value)
    }
}
