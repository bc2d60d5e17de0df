import Cohort
import CohortGeometry
import TestSupport
import Testing

/// A hundred thousand irregular pieces: a step that looked through all of them for each would take 10¹⁰ comparisons and not
/// end within the limit.
@Suite(.timeLimit(.minutes(4))) struct OperatorCostTests {
    private let side = amount(180, sanitized: 60)

    /// One rectangle in each cell of a square grid, in random order, no two of a place and a size.
    private func irregular(_ random: inout SplitMix) -> [Rect<2>] {
        let boxes = (0 ..< side * side).map { cell in
            let row = 8 * (cell / side) + random.next(4), column = 8 * (cell % side) + random.next(4)
            return Rect<2>(row ..< row + 1 + random.next(4), column ..< column + 1 + random.next(4))
        }
        return boxes.shuffled(using: &random)
    }

    /// The number of points of all pieces together.
    private func points<Space, let N: Int>(_ partition: Partition<Space, N>) -> Int { partition.volumes.reduce(0, +) }

    @Test func spacesOfIrregularRectangles() {
        var random = SplitMix(10_000)
        let left = IndexSpace<2>(rectangles: irregular(&random)), right = IndexSpace<2>(rectangles: irregular(&random))
        let both = left.intersection(right)
        #expect(left.union(right).volume == left.volume + right.volume - both.volume)
        #expect(left.subtracting(right).volume == left.volume - both.volume && both.volume > 0)
    }

    @Test func partitionsOfIrregularPieces() async throws {
        try await World.twoWorkers.run { () async throws in
            var random = SplitMix(11_000)
            let edge = 8 * self.side
            let plane = Region<Plane, 2>(0 ..< edge, 0 ..< edge)
            let boxes = self.irregular(&random), others = self.irregular(&random)
            let pieces = plane.partitioned(pieces: boxes)
            #expect(pieces.isDisjoint && !pieces.isComplete && pieces.count == self.side * self.side)
            let moved = plane.partitioned(pieces: others)
            let both = pieces.intersection(moved), either = pieces.union(moved), rest = pieces.subtracting(moved)
            for color in stride(from: 0, to: pieces.count, by: 997) {
                let shared = try boxes[color].intersection(others[color]).volume()
                #expect(both.domain(color).volume == shared)
                #expect(try either.domain(color).volume == boxes[color].volume() + others[color].volume() - shared)
                #expect(try rest.domain(color).volume == boxes[color].volume() - shared)
            }
            let left = plane.partitioned(.equal, into: 2)[0]
            #expect(left.partitioned(intersecting: pieces).isDisjoint)
            let product = plane.partitioned(.equal, into: 3).crossed(with: pieces)
            #expect(self.points(product[0]) + self.points(product[1]) + self.points(product[2]) == self.points(pieces))
        }
    }

    /// All points in one band along the first axis.
    @Test func cellsInARow() async throws {
        try await World.twoWorkers.run { () async throws in
            let cells = (0 ..< self.side * self.side).map { Point(0, 2 * $0) }
            let row = Region<Plane, 2>(over: IndexSpace(points: cells))
            let pieces = row.partitioned(pieces: cells.map { Rect(lo: $0, hi: $0) })
            #expect(pieces.isDisjoint && pieces.isComplete && pieces.count == cells.count)
            let rest = row.partitioned(.equal, into: 2)[1].partitioned(intersecting: pieces)
            #expect(self.points(rest) == cells.count - cells.count / 2)
        }
    }

    @Test func colorsAllOverThePlane() async throws {
        try await World.twoWorkers.run { () async throws in
            var random = SplitMix(12_000)
            let count = self.side * self.side
            var map: [Point<2>: [Rect<1>]] = [:]
            for index in 0 ..< count {
                map[Point(2 * random.next(4 * count), random.next(4 * count))] = [Rect(3 * index ..< 3 * index + 1 + index % 3)]
            }
            let line = Region<Line, 1>(0 ..< 3 * count)
            let pieces = line.partitioned(pieces: map)
            #expect(pieces.count == map.count && pieces.isDisjoint)
            let some = line.partitioned(pieces: map.filter { $0.key[1] % 2 == 0 })
            #expect(self.points(pieces.subtracting(some)) + self.points(some) == self.points(pieces))
            #expect(pieces.union(some).volumes == pieces.volumes && some.intersection(pieces).count == pieces.count)
            let classes = line.partitioned(by: { $0.value % 3 }, colors: 0 ..< 3)
            #expect(classes.volumes == [count, count, count])
            let moved = line.partitioned(
                restricting: pieces.colors, transform: [[0, 0]], extent: Rect(0 ..< 1))
            #expect(moved.count == pieces.count && !moved.isDisjoint)
        }
    }

    /// As many colours as a quarter of the points, and pointers all over the line.
    @Test func dataAllOverTheLine() async throws {
        try await World.twoWorkers.run { () async throws in
            let count = 4 * self.side * self.side
            let line = Region<Item, 1>(0 ..< count)
            // A step without a common divisor with the number of points visits each of them once.
            let step = 7_919
            line.color.fill(0)
            try await line.color.overwriting { field in for p in field.domain { field[p] = p[0] &* step % count / 4 } }
            try await line.pointer.overwriting { field in for p in field.domain { field[p] = p[0] &* step % count } }
            try await line.range.overwriting { field in
                for p in field.domain { field[p] = Rect(p[0] / 4 * 4 ..< p[0] / 4 * 4 + 1 + p[0] % 4) }
            }
            let colors = line.partitioned(by: \.color, colors: 0 ..< count / 4)
            let blocks = line.partitioned(.equal, into: count / 4)
            #expect(colors.isComplete && Set(colors.volumes) == [4])
            #expect(line.partitioned(preimageOf: blocks, through: \.pointer).node.pieces == colors.node.pieces)
            #expect(line.partitioned(imageOf: colors.pointer).node.pieces == blocks.node.pieces)
            #expect(line.partitioned(rangesOf: blocks.range).node.pieces == blocks.node.pieces)
            #expect(line.partitioned(preimageOf: blocks, throughRanges: \.range).node.pieces == blocks.node.pieces)
        }
    }

    /// The same boxes, in two orders: each meets itself alone; and one box more, which meets all.
    @Test func tablesOfOverlaps() throws {
        var random = SplitMix(13_000)
        let boxes = try irregular(&random).map { try Domain($0) }
        let table = OverlapTable(boxes, boxes.reversed())
        #expect(table.targets == ContiguousArray((0 ..< Int32(boxes.count)).reversed()) && table.rightUnionInsideLeftUnion)
        #expect(table.flags.allSatisfy { $0 == OverlapTable.leftInsideRight | OverlapTable.rightInsideLeft })
        let whole = try Domain(Rect<2>(0 ..< 8 * side, 0 ..< 8 * side))
        let aliased = OverlapTable(boxes + [whole], boxes)
        #expect(aliased.targets.count == 2 * boxes.count && aliased.rightUnionInsideLeftUnion)
        #expect(!OverlapTable(Array(boxes.dropFirst()), boxes).rightUnionInsideLeftUnion)
        let points = try (0 ..< boxes.count).map { try Domain(Rect<1>(2 * $0 ..< 2 * $0 + 1)) }.shuffled(using: &random)
        #expect(DisjointnessCheck(ContiguousArray(points)).isDisjoint)
        #expect(OverlapTable(points, [try Domain(Rect<1>(0 ..< boxes.count))]).targets.count == (boxes.count + 1) / 2)
    }
}
