import Cohort
import CohortGeometry
import Testing

@Suite struct PendingPartitionTests {
    // MARK: T33

    @Test(arguments: World.allCases)
    func filledByCombinations(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10)
            let halves = line.partitioned(.equal, into: 2)
            let fifths = line.partitioned(.equal, into: 5)
            let pending = try line.pendingPartition(colors: 0 ..< 6)
            #expect(!pending.isFilled)
            try pending[5].fill(with: halves[1], subtracting: [fifths[2], fifths[4]])
            try pending[0].fill(intersectionOf: [halves[0], fifths[2]])
            try pending[1].fill(intersectionOf: [halves[1], fifths[2]])
            try pending[2].fill(unionOf: [fifths[0], fifths[4]])
            try pending[3].fill(intersectionOf: [halves[0], fifths[3]])
            try pending[4].fill(with: .ranges(0 ... 0, 9 ... 9))
            #expect(pending.isFilled)
            let pieces = try pending.partition()
            #expect(pieces.indices == [[4], [5], [0, 1, 8, 9], [], [0, 9], [6, 7]])
            #expect(!pieces.isDisjoint && !pieces.isComplete)
            #expect(try pending.partition().node === pieces.node)
            line.color.fill(1)
            add(&pieces[2].color, 1)
            let sums = try await total(pieces.color).values
            #expect(sums == [1, 1, 8, 0, 4, 2])
        }
    }

    @Test func filledByPartitionsAndNothing() async throws {
        try await World.twoWorkers.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10)
            let ghosts = line.partitioned(restricting: 0 ..< 2, stride: 5, extent: 3 ... 6)
            let pending = try line.pendingPartition(colors: .rectangle(0 ... 1, 0 ... 1))
            try pending[0, 0].fill(unionOf: ghosts)
            try pending[Point(0, 1)].fill(with: line, subtracting: ghosts)
            try pending[1, 0].fill(unionOf: [])
            try pending[1, 1].fill(intersectionOf: [])
            #expect(try pending.partition().indices == [[3, 4, 5, 6, 8, 9], [0, 1, 2, 7], [], []])
            #expect(try pending.partition().isDisjoint && pending.partition().isComplete)
            #expect(try line.pendingPartition(colors: 0 ..< 0).partition().count == 0)
        }
    }

    @Test(arguments: World.allCases)
    func askingTooEarlyIsAnError(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10, named: "line")
            line.color.fill(0)
            let pending = try line.pendingPartition(colors: 3 ..< 6)
            await expectError(.colorUnfilled, naming: ["[3]", "3 of 3", "'line'"]) { try pending.partition() }
            try pending[3].fill(with: line)
            try pending[5].fill(with: line)
            await expectError(.colorUnfilled, naming: ["[4]", "1 of 3"]) { try pending.partition().isDisjoint }
            await expectError(.colorUnfilled, naming: ["[4]"]) { try await total(pending.partition().color).values }
            try pending[4].fill(unionOf: [])
            #expect(try pending.partition().volumes == [10, 0, 10])
        }
    }

    @Test(arguments: World.allCases)
    func wrongFillsFillNothing(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10)
            let left = line.partitioned(.equal, into: 2)[0]
            let pending = try left.pendingPartition(colors: 0 ..< 1)
            await expectError(.unknownColor, naming: ["[1]"]) { try pending[1].fill(with: left) }
            await expectError(.unknownColor) { try pending[0, 0].fill(with: left) }
            await expectError(.pieceOutside, naming: ["5...9", "[0]"]) { try pending[0].fill(with: line) }
            await expectError(.geometryDimension) { try pending[0].fill(with: .rectangle(0 ... 1, 0 ... 1)) }
            let other = Region<Item, 1>(0 ..< 10, named: "other")
            await expectError(.foreignSpace, naming: ["other"]) { try pending[0].fill(with: other) }
            await expectError(.foreignSpace) { try pending[0].fill(intersectionOf: [left, other]) }
            await expectError(.foreignSpace) { try pending[0].fill(with: left, subtracting: [other]) }
            await expectError(.foreignSpace) { try pending[0].fill(unionOf: other.partitioned(.equal, into: 2)) }
            await expectError(.invalidColors) { try pending[0].fill(unionOf: line.partitioned(.equal, into: 0)) }
            #expect(!pending.isFilled)
            try pending[0].fill(with: left)
            await expectError(.colorFilled, naming: ["[0]", "PendingPartitionTests.swift"]) { try pending[0].fill(unionOf: []) }
            #expect(try pending.partition().indices == [[0, 1, 2, 3, 4]])
        }
    }

    @Test func brokenRegionsAndTooManyColors() async throws {
        try await World.oneWorker.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10)
            await expectError(.invalidColors) { try line.pendingPartition(colors: 0 ..< .max) }
            await expectError(.invalidColors) { try line.pendingPartition(colors: .ranges(0 ... 1 << 40)) }
            let broken = try line.partitioned(.equal, into: 0)[0].pendingPartition(colors: 0 ..< 1)
            await expectError(.invalidColors) { try broken[0].fill(unionOf: []) }
            await expectError(.invalidColors) { try broken.partition() }
        }
    }

    @Test(arguments: 0 ..< 40)
    func fillsAgreeWithSets(_ seed: Int) async throws {
        try await World.oneWorker.run { () async throws in
            var random = SplitMix(UInt64(seed) &+ 9000)
            let line = Region<Item, 1>(0 ..< 12)
            let sets = (0 ..< 3).map { _ in Set((0 ..< random.next(12)).map { _ in random.next(12) }) }
            let regions = line.partitioned(pieces: sets.map { IndexSpace<1>(points: $0.map { Point($0) }).domain })
            let all = [regions[0], regions[1], regions[2]]
            let pending = try line.pendingPartition(colors: 0 ..< 4)
            try pending[0].fill(unionOf: all)
            try pending[1].fill(intersectionOf: all)
            try pending[2].fill(with: all[0], subtracting: [all[1], all[2]])
            try pending[3].fill(with: line, subtracting: regions)
            let expected = [
                sets[0].union(sets[1]).union(sets[2]), sets[0].intersection(sets[1]).intersection(sets[2]),
                sets[0].subtracting(sets[1]).subtracting(sets[2]),
                Set(0 ..< 12).subtracting(sets[0]).subtracting(sets[1]).subtracting(sets[2]),
            ]
            #expect(try pending.partition().indices == expected.map { $0.sorted() })
        }
    }
}
