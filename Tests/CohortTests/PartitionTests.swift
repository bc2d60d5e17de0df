import Cohort
import Testing

struct Item: FieldSpace {
    var color: Int
    var pointer: Int
    var place: Point<2>
    var range: Rect<1>
    static var fields: [FieldDescriptor] {
        [field("color", \.color), field("pointer", \.pointer), field("place", \.place), field("range", \.range)]
    }
}

@Suite struct PartitionTests {
    // MARK: T28

    @Test(arguments: World.allCases)
    func restrictionOverlapsAndIsClipped(_ world: World) async throws {
        try await world.run {
            let line = Region<Item, 1>(0 ..< 100)
            let ghosts = line.partitioned(restricting: 0 ..< 4, stride: 25, extent: -1 ... 25)
            #expect(ghosts.indices == [0 ... 25, 24 ... 50, 49 ... 75, 74 ... 99].map(Array.init))
            #expect(ghosts.volumes == [26, 27, 27, 26])
            #expect(!ghosts.isDisjoint && ghosts.isComplete)
            let more = line.partitioned(restricting: 0 ..< 6, stride: 25, extent: -1 ... 25)
            #expect(more.indices[4] == [99] && more.indices[5] == [])
        }
    }

    @Test func restrictionInTwoDimensionsAndByMatrix() async throws {
        try await World.twoWorkers.run {
            let grid = Region<Item, 2>(0 ..< 100, 0 ..< 100)
            let ghosts = grid.partitioned(
                restricting: (0 ..< 4, 0 ..< 4), stride: (25, 25), extent: (-1 ... 25, -1 ... 25))
            #expect(ghosts.count == 16 && ghosts.volumes[5] == 27 * 27 && ghosts.volumes[0] == 26 * 26)
            #expect(ghosts.domain(1, 2) == .rectangle(24 ... 50, 49 ... 75))
            let rows = grid.partitioned(
                restricting: .ranges(0 ... 3), transform: [[25], [0]],
                extent: Rect(lo: Point(0, 0), hi: Point(24, 99)))
            #expect(rows.volumes == [2500, 2500, 2500, 2500] && rows.isDisjoint && rows.isComplete)
        }
    }

    // MARK: T29

    @Test(arguments: World.allCases)
    func equalPiecesAreBalanced(_ world: World) async throws {
        try await world.run {
            let hundred = Region<Item, 1>(0 ..< 100)
            #expect(hundred.partitioned(.equal, into: 4).volumes == [25, 25, 25, 25])
            let ten = Region<Item, 1>(0 ..< 10).partitioned(.equal, into: 3)
            #expect(ten.volumes.sorted() == [3, 3, 4] && ten.isDisjoint && ten.isComplete)
            let two = Region<Item, 1>(0 ..< 2).partitioned(.equal, into: 4)
            #expect(two.volumes.filter { $0 == 0 }.count == 2 && two.count == 4 && two.isComplete)
            #expect(Region<Item, 2>(0 ..< 4, 0 ..< 10).partitioned(.equal, into: 2).volumes == [20, 20])
            let shares = hundred.partitioned(weights: [1, 2, 1])
            #expect(shares.indices == [0 ... 24, 25 ... 74, 75 ... 99].map(Array.init))
            #expect(hundred.partitioned(weights: [1, 0, 1]).volumes == [50, 0, 50])
        }
    }

    @Test func equalGridsAndSmallRectangles() async throws {
        try await World.twoWorkers.run {
            let grid = Region<Item, 2>(0 ..< 4, 0 ..< 10)
            let tiles = grid.partitioned(.equal, into: 2, 5)
            #expect(tiles.volumes == [Int](repeating: 4, count: 10) && tiles.isDisjoint && tiles.isComplete)
            #expect(tiles.domain(1, 4) == .rectangle(2 ... 3, 8 ... 9))
            let many = Region<Item, 2>(0 ..< 3, 0 ..< 3).partitioned(.equal, into: 4)
            #expect(many.volumes.sorted() == [2, 2, 2, 3])
            #expect(DisjointCheck.isTiling(many))
        }
    }

    @Test func sparseRegionsAreCutBetweenPoints() async throws {
        try await World.twoWorkers.run {
            let sparse = Region<Item, 1>(over: .ranges(0 ... 3, 10 ... 12, 20 ... 23))
            let thirds = sparse.partitioned(.equal, into: 3)
            #expect(thirds.indices == [[0, 1, 2], [3, 10, 11, 12], [20, 21, 22, 23]])
            #expect(DisjointCheck.isTiling(thirds))
            #expect(sparse.partitioned(weights: [1, 10]).indices[0] == [0])
            let blocks = sparse.blocked(by: 10)
            #expect(blocks.indices == [[0, 1, 2, 3], [10, 11, 12], [20, 21, 22, 23]])
            let empty = Region<Item, 1>(0 ..< 0).partitioned(.equal, into: 2)
            #expect(empty.volumes == [0, 0] && empty.isComplete)
        }
    }

    @Test func blocksHaveOneSize() async throws {
        try await World.twoWorkers.run {
            let blocks = Region<Item, 1>(5 ..< 65).blocked(by: 25)
            #expect(blocks.volumes == [25, 25, 10] && blocks.domain(1).indices == Array(30 ... 54))
            let tiles = Region<Item, 2>(0 ..< 5, 0 ..< 7).blocked(by: 2, 4)
            #expect(tiles.volumes == [8, 6, 8, 6, 4, 3] && tiles.colors == .rectangle(0 ... 2, 0 ... 1))
        }
    }

    // MARK: T31

    @Test(arguments: World.allCases)
    func setOperatorsWorkColorByColor(_ world: World) async throws {
        try await world.run {
            let line = Region<Item, 1>(0 ..< 101)
            let big = line.partitioned(restricting: 0 ..< 4, stride: 25, extent: 0 ... 25)
            let small = line.partitioned(restricting: 0 ..< 4, stride: 25, extent: 0 ... 24)
            let difference = big.subtracting(small)
            #expect(difference.indices == [[25], [50], [75], [100]])
            line.color.fill(1)
            for color in 0 ..< 4 {
                let values = try await difference[color].color.values()
                #expect(values.reduce(0, +) == 1)
            }
            #expect(big.union(small).node.pieces == big.node.pieces)
            #expect(big.intersection(small).node.pieces == small.node.pieces)
        }
    }

    @Test func missingColorsAreEmpty() async throws {
        try await World.twoWorkers.run {
            let line = Region<Item, 1>(0 ..< 100)
            let low = line.partitioned(restricting: 0 ..< 2, stride: 25, extent: 0 ... 24)
            let high = line.partitioned(restricting: 2 ..< 4, stride: 25, extent: 0 ... 24)
            let union = low.union(high)
            #expect(union.count == 4 && union.isComplete && union.isDisjoint)
            #expect(union.domain(2) == high.domain(2) && union.domain(0) == low.domain(0))
            #expect(low.intersection(high).volumes == [0, 0, 0, 0])
            #expect(low.subtracting(high).colors == low.colors && low.subtracting(high).volumes == [25, 25])
            #expect(line.partitioned(unionOf: high).indices == [Array(50 ... 99)])
        }
    }
}

enum DisjointCheck {
    /// Recomputed from the pieces, not from what the operator knows.
    static func isTiling<Space, let N: Int>(_ partition: Partition<Space, N>) -> Bool {
        let pieces = Array(partition.node.pieces)
        let total = pieces.reduce(0) { $0 + $1.volume }
        return Domain.union(of: pieces) == partition.node.parentDomain && total == partition.node.parentDomain.volume
    }
}
