import Cohort
import Testing

/// Partitions that follow the data of a field.
@Suite struct FieldPartitionTests {
    /// Writes a field in an index launch, after some work, and does not wait.
    private func write<Element>(
        _ field: PartitionField<Element, 1>, _ element: @escaping (Int) -> Element, line: UInt32 = #line
    ) {
        let builder = LaunchBuilder("write", nil, file: #fileID, line: line)
        builder.field(field, .discard)
        builder.run { frame in
            var field = Field<Element, 1>(frame, 0)
            for point in field.domain { field[point] = element(point[0]) }
        }
        let _: FutureMap<Void> = builder.index()
    }

    private func fail(_ field: RegionField<Int, 1>) {
        struct Broken: Error {}
        let builder = LaunchBuilder("broken", nil, file: #fileID, line: #line)
        builder.field(field, .discard)
        builder.run { _ in throw Broken() }
        let _: Future<Void> = builder.single()
    }

    // MARK: T30

    @Test(arguments: World.allCases)
    func colorsAreReadWithoutWaiting(_ world: World) async throws {
        try await world.run {
            let line = Region<Item, 1>(0 ..< 100)
            self.write(line.partitioned(.equal, into: 8).color) { $0 / 25 }
            let pieces = line.partitioned(by: \.color, colors: 0 ..< 4)
            #expect(pieces.indices == [0 ... 24, 25 ... 49, 50 ... 74, 75 ... 99].map(Array.init))
            #expect(pieces.isDisjoint && pieces.isComplete)
            self.write(line.partitioned(.equal, into: 3).color) { [-1, 0, 1, 9][$0 % 4] }
            let some = line.partitioned(by: \.color, colors: 0 ..< 2)
            #expect(some.volumes == [25, 25] && some.isDisjoint && !some.isComplete)
            #expect(some.indices[0].prefix(2) == [1, 5])
            #expect(line.partitioned(by: \.color, colors: .ranges(-1 ... -1, 9 ... 9)).volumes == [25, 25])
        }
    }

    @Test(arguments: World.allCases)
    func colorsMayBePoints(_ world: World) async throws {
        try await world.run {
            let line = Region<Item, 1>(0 ..< 12)
            self.write(line.partitioned(.equal, into: 2).place) { Point($0 % 2, $0 / 4) }
            let pieces = line.partitioned(by: \.place, colors: 0 ..< 2, 0 ..< 2)
            #expect(pieces.indices == [[0, 2], [4, 6], [1, 3], [5, 7]])
            #expect(pieces.domain(1, 0).indices == [1, 3])
        }
    }

    @Test func fillsAreSeen() async throws {
        try await World.twoWorkers.run {
            let line = Region<Item, 1>(0 ..< 10)
            line.color.fill(1)
            #expect(line.partitioned(by: \.color, colors: 0 ..< 2).volumes == [0, 10])
        }
    }

    // MARK: T32

    @Test(arguments: World.allCases)
    func imagesFollowPointers(_ world: World) async throws {
        try await world.run {
            let source = Region<Item, 1>(0 ..< 10)
            let target = Region<Item, 1>(0 ..< 10)
            let halves = source.partitioned(.equal, into: 2)
            self.write(halves.pointer) { $0 / 2 }
            let image = target.partitioned(imageOf: halves.pointer)
            #expect(image.indices == [[0, 1, 2], [2, 3, 4]] && !image.isDisjoint && !image.isComplete)
            #expect(target.partitioned(imageOf: source.pointer).indices == [[0, 1, 2, 3, 4]])
            self.write(halves.pointer) { $0 == 7 ? 42 : $0 / 2 }
            #expect(target.partitioned(imageOf: halves.pointer).indices == [[0, 1, 2], [2, 3, 4]])
            let checked = target.partitioned(imageOf: halves.pointer, checked: true)
            target.color.fill(0)
            let error = await failure(of: checked[0].color)
            #expect(error?.code == .pointerOutside)
            #expect(error?.summary.contains("[7]") == true && error?.summary.contains("[42]") == true)
        }
    }

    @Test(arguments: World.allCases)
    func preimagesFollowPointersBack(_ world: World) async throws {
        try await world.run {
            let source = Region<Item, 1>(0 ..< 10)
            let target = Region<Item, 1>(0 ..< 10)
            self.write(source.partitioned(.equal, into: 2).pointer) { $0 / 2 }
            let disjoint = target.partitioned(pieces: [.ranges(0 ... 1), .ranges(2 ... 4)])
            let back = source.partitioned(preimageOf: disjoint, through: \.pointer)
            #expect(back.indices == [Array(0 ... 3), Array(4 ... 9)] && back.isDisjoint && back.isComplete)
            let aliased = target.partitioned(pieces: [.ranges(0 ... 2), .ranges(2 ... 4)])
            let both = source.partitioned(preimageOf: aliased, through: \.pointer)
            #expect(both.indices == [Array(0 ... 5), Array(4 ... 9)] && !both.isDisjoint)
        }
    }

    @Test(arguments: World.allCases)
    func rangesGoBothWays(_ world: World) async throws {
        try await world.run {
            let rows = Region<Item, 1>(0 ..< 3)
            let entries = Region<Item, 1>(0 ..< 8)
            let ends = [0, 3, 4, 8]
            self.write(rows.partitioned(.equal, into: 3).range) {
                Rect(lo: Point(ends[$0]), hi: Point(ends[$0 + 1] - 1))
            }
            let parts = rows.partitioned(pieces: [.ranges(0 ... 1), .ranges(2 ... 2)])
            let image = entries.partitioned(rangesOf: parts.range)
            #expect(image.indices == [Array(0 ... 3), Array(4 ... 7)])
            let halves = entries.partitioned(.equal, into: 4)
            let back = rows.partitioned(preimageOf: halves, throughRanges: \.range)
            #expect(back.indices == [[0], [0, 1], [2], [2]] && !back.isDisjoint)
        }
    }

    @Test func pointsOfTwoDimensions() async throws {
        try await World.twoWorkers.run {
            let source = Region<Item, 1>(0 ..< 24)
            let grid = Region<Item, 2>(0 ..< 4, 0 ..< 6)
            self.write(source.partitioned(.equal, into: 3).place) { Point($0 / 6, $0 % 6) }
            let tiles = grid.partitioned(.equal, into: 2, 2)
            let back = source.partitioned(preimageOf: tiles, through: \.place)
            #expect(back.indices[0] == [0, 1, 2, 6, 7, 8] && back.isDisjoint && back.isComplete)
            let image = grid.partitioned(imageOf: back.place)
            #expect(image.node.pieces == tiles.node.pieces)
            #expect(image.node.pieces.allSatisfy { $0.rectCount == 1 })
        }
    }

    // MARK: Within tasks

    @Test(arguments: World.allCases)
    func tasksPartitionTheirOwnPieces(_ world: World) async throws {
        try await world.run {
            let line = Region<Item, 1>(0 ..< 160)
            let blocks = line.partitioned(.equal, into: 16)
            self.write(blocks.color) { $0 % 2 }
            for color in 0 ..< 16 {
                let piece = blocks[color]
                let builder = LaunchBuilder("split", nil, file: #fileID, line: #line)
                builder.field(piece.color, .readWrite)
                builder.runAsynchronously { _ in
                    let odd = piece.partitioned(by: \.color, colors: 1 ..< 2)
                    self.write(odd.color) { $0 * 10 }
                    let tens = piece.partitioned(by: \.color, colors: color * 100 + 10 ..< color * 100 + 20)
                    self.write(tens.color) { _ in -1 }
                }
                let _: Future<Void> = builder.single()
            }
            let values = try await line.color.values()
            #expect(values == (0 ..< 160).map { $0 % 2 == 0 ? 0 : $0 % 10 == 1 ? -1 : $0 * 10 })
        }
    }

    // MARK: Errors

    @Test func aWritersFailureReachesTheUsersOfThePartition() async throws {
        try await World.twoWorkers.run {
            let line = Region<Item, 1>(0 ..< 10)
            self.fail(line.color)
            let pieces = line.partitioned(by: \.color, colors: 0 ..< 2)
            #expect(pieces.count == 2 && pieces.volumes == [0, 0])
            #expect(await failureCode(of: pieces[1].color) == .taskFailed)
        }
    }

    /// Nobody looks at the partition: the program still ends with the failure.
    @Test func aFailureThatNobodySawEndsTheProgram() async throws {
        await #expect(throws: CohortError.self) {
            try await World.twoWorkers.run {
                let line = Region<Item, 1>(0 ..< 10)
                self.fail(line.color)
                _ = line.partitioned(by: \.color, colors: 0 ..< 2)
            }
        }
    }

    @Test func unwrittenPointersAreAnError() async throws {
        try await World.twoWorkers.run {
            let line = Region<Item, 1>(0 ..< 10)
            #expect(await failureCode(of: line.partitioned(imageOf: line.pointer)[0].color) == .uninitialized)
        }
    }
}
