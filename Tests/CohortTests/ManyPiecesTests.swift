import Cohort
import CohortData
import CohortGeometry
import TestSupport
import Testing

/// Partitions of so many pieces that points are sorted into buckets of pieces first, against their definitions point by point.
@Suite struct ManyPiecesTests {
    /// Lends a column of one integer an element, or two.
    private func withColumn<R>(
        _ numbers: [Int], strides: [Int] = [1], words: Int = 1, _ body: (PointColumn) throws -> R
    ) rethrows -> R {
        try numbers.withUnsafeBytes { bytes in
            try strides.withUnsafeBufferPointer { strides in
                try body(PointColumn(origin: bytes.baseAddress!, strides: strides.baseAddress!, words: words))
            }
        }
    }

    private func byField(_ space: Domain, _ colors: Domain, _ column: PointColumn, parts: Int) throws -> [Domain] {
        Array(
            try Partitioning.byField(in: { space }, dimension: space.dimension, colours: colors, parts: parts).run(column))
    }

    /// Few points a piece and many, runs that cross the strips, colours with gaps, and points without a colour.
    @Test(
        arguments: [
            (1_025, 3_000, 1), (5_000, 4_000, 3), (2_000, 900, 2), (amount(40_000, sanitized: 10_000), 2_000, 1),
            (1_500, amount(600_000, sanitized: 60_000), 1),
        ])
    func pointsOfEachColor(_ pieces: Int, _ points: Int, _ parts: Int) throws {
        var random = SplitMix(UInt64(pieces))
        var data: [Int] = []
        while data.count < points {
            data += [Int](repeating: random.next(pieces + 10) - 5, count: min(points - data.count, 1 + random.next(4)))
        }
        let dense = Domain.numbers(below: pieces)
        let colors = try random.next(2) == 0 ? dense : dense.subtracting(Domain(Rect<1>(7 ..< 30)))
        let space = try Domain(Rect<1>(0 ..< points)).subtracting(Domain(Rect<1>(100 ..< 140)))
        let found = try withColumn(data) { try byField(space, colors, $0, parts: parts) }
        var expected: [Int: [Int]] = [:]
        for point in space.indices { expected[data[point], default: []].append(point) }
        #expect(found.count == colors.volume)
        for (color, piece) in zip(colors.indices, found) {
            #expect(piece.indices == expected[color] ?? [])
            #expect(piece.rectCount == (try Domain(points: piece.indices.map { Point($0) })).rectCount)
        }
    }

    /// Pieces that meet, so that points fall into several and touch within one.
    @Test(arguments: [1, 2])
    func pointersAndRangesIntoPiecesThatMeet(_ parts: Int) throws {
        let count = 3_000, space = Domain.numbers(below: 2_000)
        let pieces = try ContiguousArray((0 ..< count).map { try Domain(Rect<1>($0 ..< $0 + 3)) })
        let target = Domain.numbers(below: count + 2)
        var random = SplitMix(1)
        let pointers = (0 ..< 2_000).map { _ in random.next(count + 2) }
        let found = try withColumn(pointers) {
            try Partitioning.preimage(
                of: { pieces }, count: count, in: { space }, dimension: 1, targetSpace: { target }, isChecked: true, parts: parts
            ).run($0)
        }
        for (piece, points) in found.enumerated() {
            #expect(points.indices == space.indices.filter { piece ... piece + 2 ~= pointers[$0] })
        }
        let ranges = pointers.flatMap { [$0, $0 + $0 % 3 - 1] }
        let met = try withColumn(ranges, words: 2) {
            try Partitioning.preimageOfRanges(
                of: { pieces }, count: count, in: { space }, dimension: 1, targetSpace: { target }, isChecked: false,
                parts: parts
            ).run($0)
        }
        for (piece, points) in met.enumerated() {
            let expected = space.indices.filter {
                let (low, high) = (ranges[2 * $0], ranges[2 * $0 + 1])
                return low <= high && low <= piece + 2 && high >= piece
            }
            #expect(points.indices == expected)
        }
    }

    @Test func aPlaneInManyPieces() throws {
        let space = Domain(dimension: 2, flat: [3, 0, 52, 39])
        var random = SplitMix(3)
        let data = (0 ..< 53 * 40).map { _ in random.next(1_200) }
        let found = try withColumn(data, strides: [40, 1]) { try byField(space, .numbers(below: 1_200), $0, parts: 2) }
        let all: [Point<2>] = space.points()
        var expected: [Int: [Point<2>]] = [:]
        for point in all { expected[data[40 * point[0] + point[1]], default: []].append(point) }
        for (color, piece) in found.enumerated() { #expect(try piece == Domain(points: expected[color] ?? [])) }
    }

    /// Numbers of points that 32 bits do not hold: rows so far apart, which are all the same memory.
    @Test(arguments: [4, 1_100])
    func pointsFarApart(_ pieces: Int) throws {
        let far = 1 << 33
        let space = try Domain(rectangles: [Rect<2>(0 ..< 1, 0 ..< 9), Rect<2>(far ..< far + 2, 0 ..< 9)])
        let found = try withColumn([3, 1, 1, 2, 3, 3, 3, 0, 1], strides: [0, 1]) {
            try byField(space, .numbers(below: pieces), $0, parts: 2)
        }
        let columns = [[7], [1, 2, 8], [3], [0, 4, 5, 6]] + [[Int]](repeating: [], count: pieces - 4)
        for (piece, columns) in zip(found, columns) {
            let points = [0, far, far + 1].flatMap { row in columns.map { Point(row, $0) } }
            #expect(try piece == Domain(points: points))
        }
    }

    /// Small pieces lie in one list, and are equal to those that do not.
    @Test func piecesThatShareAList() throws {
        let list: ContiguousArray<Int> = [1, 2, 5, 5, 7, 9]
        let parts = [Domain(dimension: 1, canonical: list, 0 ..< 2), Domain(dimension: 1, canonical: list, 2 ..< 6)]
        let own = [try Domain(Rect<1>(1 ..< 3)), try Domain(rectangles: [Rect<1>(5 ..< 6), Rect<1>(7 ..< 10)])]
        #expect(parts == own && Set(parts) == Set(own) && parts[0] != parts[1])
        #expect(parts.map(\.volume) == [2, 4] && parts[1].rectCount == 2 && "\(parts[1])" == "{5...5, 7...9}")
        #expect(try parts[1].intersection(Domain(Rect<1>(0 ..< 8))).indices == [5, 7])
        #expect(try parts[0].union(parts[1]).indices == [1, 2, 5, 7, 8, 9] && parts[1].contains([7]) && !parts[1].contains([6]))
        #expect(try Domain(uniting: parts, dimension: 1) == Domain(uniting: own, dimension: 1))
        let none = Domain(dimension: 1, canonical: list, 2 ..< 2)
        #expect(none.isEmpty && none == .empty(dimension: 1) && none.hashValue == Domain.empty(dimension: 1).hashValue)
        let planes: ContiguousArray<Int> = [0, 0, 1, 1, 4, 4, 4, 6]
        let plane = Domain(dimension: 2, canonical: planes, 4 ..< 8)
        #expect(try plane == Domain(Rect<2>(4 ..< 5, 4 ..< 7)) && Domain.union(of: [plane, plane]) == plane)
    }
}
