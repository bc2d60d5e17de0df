import Cohort
import CohortGeometry
import Testing

/// The pieces of a computed partition.
@Task
func firstIndices(_ x: borrowing Field<Int, 1>, _ count: Int) -> Domain {
    for p in x.domain where count > 0 { return .ranges(p.value ... p.value + count - 1) }
    return .empty(dimension: 1)
}

/// A field called as the coordinate of a point is.
@FieldSpace
private struct Valued {
    var value: Int
}

/// Partitions whose pieces the program says itself.
@Suite struct ExplicitPartitionTests {
    // MARK: Blocks

    @Test func blocksFromAnOrigin() async throws {
        try await World.twoWorkers.run { () async throws in
            let line = Region<Item, 1>(3 ..< 10)
            let blocks = line.blocked(by: 4, origin: 0)
            #expect(blocks.colors == .ranges(0 ... 2) && blocks.indices == [[3], [4, 5, 6, 7], [8, 9]])
            #expect(blocks.isDisjoint && blocks.isComplete && DisjointCheck.isTiling(blocks))
            let late = line.blocked(by: 4, origin: 6)
            #expect(late.colors == .ranges(-1 ... 0) && late.indices == [[3, 4, 5], [6, 7, 8, 9]])
            #expect(line.blocked(by: 100, origin: -50).indices == [Array(3 ..< 10)])
            #expect(line.blocked(by: .max, origin: 4).indices == [[3], Array(4 ..< 10)])
            let tiles = Region<Item, 2>(1 ..< 4, 0 ..< 3).blocked(by: 2, origin: Point(0, 1))
            #expect(tiles.colors == .rectangle(0 ... 1, -1 ... 0) && tiles.volumes == [1, 2, 2, 4])
            #expect(tiles.domain(1, 0) == .rectangle(2 ... 3, 1 ... 2))
            #expect(Region<Item, 1>(0 ..< 0).blocked(by: 3, origin: 7).count == 0)
        }
    }

    @Test(arguments: 0 ..< 40)
    func blocksAgreeWithTheirDefinition(_ seed: Int) async throws {
        try await World.oneWorker.run { () async throws in
            var random = SplitMix(UInt64(seed) &+ 7000)
            let points = (0 ..< 1 + random.next(30)).map { _ in random.next(60) - 30 }
            let size = 1 + random.next(9), origin = random.next(40) - 20
            let region = Region<Item, 1>(over: IndexSpace(points: points.map { Point<1>($0) }))
            let blocks = region.blocked(by: size, origin: Point(origin))
            for color in blocks.colors.indices {
                let expected = Set(points).filter { (Double($0 - origin) / Double(size)).rounded(.down) == Double(color) }
                #expect(blocks.domain(color).indices == expected.sorted())
            }
            #expect(DisjointCheck.isTiling(blocks))
        }
    }

    // MARK: Maps

    @Test(arguments: World.allCases)
    func colorsThatAMapMissesAreEmpty(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10)
            let pieces = line.partitioned(pieces: [3: .ranges(0 ... 1), 1: .ranges(1 ... 4)], colors: 0 ..< 5)
            #expect(pieces.indices == [[], [1, 2, 3, 4], [], [0, 1], []])
            #expect(!pieces.isDisjoint && !pieces.isComplete)
            line.color.fill(1)
            #expect(try await total(pieces.color).values == [0, 4, 0, 2, 0])
            let byRectangle = line.partitioned(pieces: [2: [Rect(0 ..< 3), Rect(2 ..< 5), Rect(9 ..< 10)], 0: []])
            #expect(byRectangle.colors.indices == [0, 2] && byRectangle.indices == [[], [0, 1, 2, 3, 4, 9]])
            #expect(line.partitioned(pieces: [Int: Domain]()).count == 0)
        }
    }

    @Test func mapsWithColorsOfMoreDimensions() async throws {
        try await World.twoWorkers.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10)
            let pieces = line.partitioned(
                pieces: [Point(1, 0): .ranges(0 ... 1), Point(0, 5): .ranges(5 ... 6)], colors: .rectangle(0 ... 1, 0 ... 5))
            #expect(pieces.count == 12 && pieces.domain(1, 0).indices == [0, 1] && pieces.domain(0, 5).indices == [5, 6])
            #expect(pieces.domain(0, 0).isEmpty && pieces.isDisjoint)
            let sparse = line.partitioned(pieces: [Point(7, -7): [Rect(0 ..< 20)], Point(0, 0): []], clipped: true)
            #expect(sparse.count == 2 && sparse.domain(7, -7) == line.domain && sparse.domain(0, 0).isEmpty)
        }
    }

    @Test(arguments: World.allCases)
    func piecesFollowFutures(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10)
            line.color.fill(0)
            let halves = line.partitioned(.equal, into: 2)
            #expect(line.partitioned(pieces: firstIndices(halves.color, 2)).indices == [[0, 1], [5, 6]])
            #expect(line.partitioned(pieces: firstIndices(halves.color, 0)).volumes == [0, 0])
            let outside = line.partitioned(pieces: firstIndices(halves.color, 7))
            #expect(outside.colors == halves.colors)
            #expect(await failure(of: outside[0].color)?.summary.contains("color [1]") == true)
        }
    }

    // MARK: Functions

    @Test(arguments: World.allCases)
    func functionsColorPoints(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10)
            let classes = line.partitioned(by: { $0 == 9 ? nil : $0.value % 3 + 1 }, colors: 1 ..< 3)
            #expect(classes.indices == [[0, 3, 6], [1, 4, 7]])
            #expect(classes.isDisjoint && !classes.isComplete && classes.colors == .ranges(1 ... 2))
            let grid = Region<Item, 2>(0 ..< 4, 0 ..< 4)
            let quarters = grid.partitioned(by: { Point(1 - $0[0] / 2, $0[1] / 2) }, colors: .rectangle(0 ... 1, 0 ... 1))
            #expect(quarters.domain(0, 1) == .rectangle(2 ... 3, 2 ... 3) && quarters.isComplete)
            let diagonals = grid.partitioned(by: { ($0[0] + $0[1]) % 2 }, colors: 0 ..< 2)
            #expect(diagonals.volumes == [8, 8] && DisjointCheck.isTiling(diagonals))
            #expect(Region<Item, 1>(0 ..< 0).partitioned(by: { _ in 0 }, colors: 0 ..< 1).volumes == [0])
        }
    }

    /// A key path of a field stays one, though a point has a member of that name too.
    @Test func keyPathsNameFields() async throws {
        try await World.twoWorkers.run { () async throws in
            let line = Region<Valued, 1>(0 ..< 4)
            line.value.set([1, 1, 0, 5])
            #expect(line.partitioned(by: \.value, colors: 0 ..< 2).indices == [[2], [0, 1]])
        }
    }

    // MARK: Mirrors

    @Test func partitionsAreSeenFromOtherRegions() async throws {
        try await World.twoWorkers.run { () async throws in
            let line = Region<Item, 1>(0 ..< 100)
            let blocks = line.partitioned(.equal, into: 10)
            let window = line.partitioned(pieces: [.ranges(5 ... 12, 95 ... 99)])[0]
            let seen = window.partitioned(intersecting: blocks)
            #expect(seen.count == 10 && seen.isDisjoint && seen.isComplete)
            #expect(seen.indices[0] == [5, 6, 7, 8, 9] && seen.indices[1] == [10, 11, 12] && seen.indices[2] == [])
            let ghosts = line.partitioned(restricting: 0 ..< 2, stride: 5, extent: 0 ... 6)
            #expect(!window.partitioned(intersecting: ghosts).isDisjoint)
            let other = Region<Item, 1>(0 ..< 100).partitioned(intersecting: blocks)
            #expect(await failureCode(of: other[0].color) == .foreignSpace)
        }
    }

    // MARK: Mistakes

    private func broken() -> [(Partition<Item, 1>, CohortError.Code)] {
        let line = Region<Item, 1>(0 ..< 10)
        return [
            (line.blocked(by: 4, origin: Point(.min)), .invalidColors),
            (line.blocked(by: 0, origin: 0), .invalidColors),
            (line.partitioned(pieces: [5: .ranges(0 ... 1)], colors: 0 ..< 5), .unknownColor),
            (line.partitioned(pieces: [Point(0, 0): .ranges(0 ... 1)], colors: .ranges(0 ... 1)), .unknownColor),
            (line.partitioned(pieces: [0: .ranges(0 ... 10)], colors: 0 ..< 5), .pieceOutside),
            (line.partitioned(pieces: [0: .rectangle(0 ... 1, 0 ... 1)]), .geometryDimension),
            (line.partitioned(pieces: [.max: .ranges(0 ... 1)]), .invalidColors),
            (line.partitioned(pieces: [0: [Rect(.min ..< 0)]], clipped: true), .geometryOverflow),
            (line.partitioned(by: { $0 }, colors: .rectangle(0 ... 1, 0 ... 1)), .geometryDimension),
            (line.partitioned(by: { $0.value }, colors: 0 ..< .max), .invalidColors),
        ]
    }

    @Test func mistakesAreReportedByTheFirstLaunch() async throws {
        for index in 0 ..< 10 {
            try await World.oneWorker.run { () async throws in
                let (partition, code) = self.broken()[index]
                let origin = partition.colors.isEmpty ? [0] : partition.colors.pointCoordinates(at: 0)
                let piece = origin.count == 1 ? partition[origin[0]] : partition[origin[0], origin[1]]
                #expect(await failureCode(of: piece.color) == code, "call \(index)")
            }
        }
    }

    // MARK: Checked preimages

    @Test(arguments: World.allCases)
    func checkedPreimagesNameThePointer(_ world: World) async throws {
        try await world.run { () async throws in
            let source = Region<Item, 1>(0 ..< 10)
            let target = Region<Item, 1>(over: .ranges(0 ... 2, 5 ... 6))
            source.color.fill(0)
            source.pointer.set([0, 1, 2, 5, 6, 5, 2, 3, 1, 9])
            source.range.set((0 ..< 10).map { Rect($0 == 4 ? 2 ..< 6 : $0 == 5 ? 9 ..< 9 : 1 ..< 3) })
            let halves = target.partitioned(pieces: [.ranges(0 ... 2), .ranges(5 ... 5)])
            #expect(source.partitioned(preimageOf: halves, through: \.pointer).indices == [[0, 1, 2, 6, 8], [3, 5]])
            let checked = source.partitioned(preimageOf: halves, through: \.pointer, checked: true)
            await expectError(.pointerOutside, naming: ["point [7] is [3]"]) { try await checked[0].color.values() }
            let ranges = source.partitioned(preimageOf: halves, throughRanges: \.range, checked: true)
            await expectError(.pointerOutside, naming: ["point [4] is [2, 5]"]) { try await ranges[0].color.values() }
            let inside = source.partitioned(pieces: [.ranges(0 ... 6)])[0]
            let allowed = inside.partitioned(preimageOf: halves, through: \.pointer, checked: true)
            #expect(allowed.indices == [[0, 1, 2, 6], [3, 5]])
        }
    }
}
