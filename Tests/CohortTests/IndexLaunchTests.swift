import Cohort
import Testing

@Task func copyPiece(_ x: borrowing Field<Int, 1>, _ y: inout Discard<Int, 1>) {
    var source = x.domain.makeIterator()
    for p in y.domain { if let q = source.next() { y[p] = x[q] } }
}

@Suite struct IndexLaunchTests {
    /// T34: what the points of one launch may do to each other.
    @Test(arguments: World.allCases) func interference(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 100)
            line.a.fill(1)
            line.b.fill(1)
            let blocks = line.partitioned(.equal, into: 4)
            let halos = line.partitioned(restricting: 0 ..< 4, stride: 25, extent: -1 ... 25)
            await expectError(.pointsInterfere, naming: ["colors 0 and 1", "2 points"]) { try await add(&halos.a, 1).wait() }

            var whole: FutureMap<Void>?
            forEach(blocks.colors) { i in whole = putIndexed(&line.a, blocks[i].b) }
            await expectError(.pointsInterfere) { try await whole!.wait() }

            // The whole region read and written by every point: legal, one after the other.
            var added: FutureMap<Void>?
            forEach(blocks.colors) { i in added = addFrom(blocks[i].b, &line.a) }
            try await added!.wait()
            #expect(try await total(line.a).value == 500)
        }
    }

    /// T34: projections that repeat a colour, permute the colours, and leave them.
    @Test(arguments: World.allCases) func projections(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 12)
            let blocks = line.partitioned(.equal, into: 4)
            line.a.set(Array(0 ..< 12))
            var launch: FutureMap<Void>?
            forEach(blocks.colors) { i in launch = copyPiece(blocks[i].a, &blocks[(i + 1) % 4].b) }
            try await launch!.wait()
            #expect(try await line.b.values() == [9, 10, 11, 0, 1, 2, 3, 4, 5, 6, 7, 8])
            forEach(blocks.colors) { i in launch = copyPiece(blocks[i].a, &blocks[i % 2].b) }
            await expectError(.pointsInterfere) { try await launch!.wait() }
            forEach(blocks.colors) { i in launch = copyPiece(blocks[i].a, &blocks[i + 1].b) }
            await expectError(.projectionBounds, naming: ["i + 1", "4"]) { try await launch!.wait() }
        }
    }

    /// A launch over partitions with different colours is refused.
    @Test(arguments: World.allCases) func differentColors(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 12)
            line.a.fill(1)
            let four = line.partitioned(.equal, into: 4)
            let three = line.partitioned(.equal, into: 3)
            await expectError(.launchDomains) { try await copyPiece(four.a, &three.b).wait() }
        }
    }

    /// A failing task poisons what depends on it, and nothing else.
    @Test(arguments: World.allCases) func poison(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 12)
            line.a.fill(1)
            line.b.fill(1)
            let blocks = line.partitioned(.equal, into: 4)
            let failing = failOn(&blocks.a, 2)
            let broken = total(blocks[2].a)
            let sound = total(blocks[1].a)
            let other = total(line.b)
            await expectError(.taskFailed, naming: ["failOn", "Refusal"]) { try await failing.wait() }
            await expectError(.taskFailed) { try await broken.value }
            let sums = try await (sound.value, other.value)
            #expect(sums == (3, 12))
            // Overwriting heals.
            put(&line.a, 4)
            let healed = try await total(line.a).value
            #expect(healed == 48)
        }
    }

    /// A failure nobody looked at is thrown at the end of the program.
    @Test(arguments: World.allCases) func unseenFailures(world: World) async throws {
        await expectError(.taskFailed) {
            try await world.run { () async throws in
                let line = Region<Line, 1>(0 ..< 12)
                line.a.fill(1)
                failOn(&line.a, 0)
            }
        }
    }
}

struct Refusal: Error {}

@Task func failOn(_ y: inout Field<Int, 1>, _ piece: Int) throws {
    for p in y.domain where p[0] / 3 == piece { throw Refusal() }
}

@Task func putIndexed(_ y: inout Discard<Int, 1>, _ x: borrowing Field<Int, 1>) {
    for p in y.domain { y[p] = 1 }
}

@Task func addFrom(_ x: borrowing Field<Int, 1>, _ y: inout Field<Int, 1>) {
    for p in y.domain { y[p] += 1 }
}
