import Cohort
import Testing

/// Where pointers lead: on the line and in the plane.
@FieldSpace
struct Link {
    var value: Int
    var other: Int
    var to: Int
    var from: Int
    var place: Point<2>
}

@Suite struct IndirectCopyTests {
    /// T35: dst[i] = src[p[i]].
    @Test(arguments: World.allCases) func gather(world: World) async throws {
        try await world.run { () async throws in
            let source = Region<Link, 1>(0 ..< 5)
            let target = Region<Link, 1>(0 ..< 4)
            source.value.set([10, 11, 12, 13, 14])
            target.from.set([4, 4, 0, 2])
            target.value.gather(from: source.value, at: target.from)
            #expect(try await target.value.values() == [14, 14, 10, 12])
            target.value.gather(from: source.value, at: target.from, reducing: Sum<Int>.self)
            #expect(try await target.value.values() == [28, 28, 20, 24])

            // Pieces of a partition: each gathers from the whole, or from the image of its own pointers.
            let halves = target.partitioned(.equal, into: 2)
            halves.other.gather(from: source.value, at: halves.from)
            #expect(try await target.other.values() == [14, 14, 10, 12])
            let needed = source.partitioned(imageOf: halves.from)
            target.other.fill(0)
            halves.other.gather(from: needed.value, at: halves.from)
            #expect(try await target.other.values() == [14, 14, 10, 12])
            target.from.fill(1)
            await expectError(.copyPointer, naming: ["[0]", "[1]", "image[0]"]) {
                try await halves.other.gather(from: needed.value, at: halves.from).value
            }
        }
    }

    /// The order of duplicates is that of a loop: the last one wins, and sums take all.
    @Test(arguments: World.allCases) func scatter(world: World) async throws {
        try await world.run { () async throws in
            let source = Region<Link, 1>(0 ..< 6)
            let target = Region<Link, 1>(0 ..< 4)
            source.value.set([10, 11, 12, 13, 14, 15])
            source.to.set([0, 2, 0, 2, 3, 0])
            target.value.fill(1)
            target.value.scatter(from: source.value, to: source.to)
            #expect(try await target.value.values() == [15, 1, 13, 14])
            target.value.fill(1)
            target.value.scatter(from: source.value, to: source.to, reducing: Sum<Int>.self)
            #expect(try await target.value.values() == [38, 1, 25, 15])

            // For each colour a scatter: into one region one after the other, and any number of them as reductions.
            let blocks = source.partitioned(.equal, into: 3)
            target.value.fill(1)
            target.value.scatter(from: blocks.value, to: blocks.to)
            #expect(try await target.value.values() == [15, 1, 13, 14])
            target.value.fill(1)
            target.value.scatter(from: blocks.value, to: blocks.to, reducing: Sum<Int>.self)
            #expect(try await target.value.values() == [38, 1, 25, 15])
            let halos = target.partitioned(restricting: 0 ..< 3, stride: 1, extent: 0 ... 2)
            await expectError(.pointsInterfere) { try await halos.value.scatter(from: blocks.value, to: blocks.to).value }
        }
    }

    @Test(arguments: World.allCases) func both(world: World) async throws {
        try await world.run { () async throws in
            let moves = Region<Link, 1>(0 ..< 3)
            let source = Region<Link, 1>(100 ..< 105)
            let target = Region<Link, 1>(0 ..< 5)
            source.value.set([10, 11, 12, 13, 14])
            moves.from.set([104, 101, 101])
            moves.to.set([0, 3, 0])
            target.value.fill(0)
            target.value.scatter(from: source.value, at: moves.from, to: moves.to)
            #expect(try await target.value.values() == [11, 0, 0, 11, 0])
            target.value.scatter(from: source.value, at: moves.from, to: moves.to, reducing: Sum<Int>.self)
            #expect(try await target.value.values() == [36, 0, 0, 22, 0])
            moves.from.set([104, 99, 101])
            await expectError(.copyPointer, naming: ["[1]", "'from'", "[99]"]) {
                try await target.value.scatter(from: source.value, at: moves.from, to: moves.to).value
            }
            target.value.fill(0)
            moves.from.fill(100)
            moves.to.set([0, 1, 5])
            await expectError(.copyPointer, naming: ["[2]", "'to'", "[5]"]) {
                try await target.value.scatter(from: source.value, at: moves.from, to: moves.to).value
            }
        }
    }

    /// Pointers elsewhere are an error that names the first, unless they are to be skipped.
    @Test(arguments: World.allCases) func outOfRange(world: World) async throws {
        try await world.run { () async throws in
            let source = Region<Link, 1>(over: .ranges(0 ... 1, 4 ... 5), named: "source")
            let target = Region<Link, 1>(0 ..< 4, named: "target")
            source.value.set([10, 11, 14, 15])
            target.to.set([5, 2, -1, Int.min])
            target.value.fill(7)
            target.value.gather(from: source.value, at: target.to, outOfRange: .skipped)
            #expect(try await target.value.values() == [15, 7, 7, 7])
            target.value.gather(from: source.value, at: target.to, reducing: Sum<Int>.self, outOfRange: .skipped)
            #expect(try await target.value.values() == [30, 7, 7, 7])
            let refused = target.value.gather(from: source.value, at: target.to)
            await expectError(.copyPointer, naming: ["gather", "[1]", "field 'to'", "target", "[2]", "source"]) {
                try await refused.value
            }
            await expectError(.copyPointer) { try await total(target.value).value }

            source.to.set([0, 9, 3, 3])
            target.value.fill(7)
            target.value.scatter(from: source.value, to: source.to, outOfRange: .skipped)
            #expect(try await target.value.values() == [10, 7, 7, 15])
            await expectError(.copyPointer, naming: ["scatter", "[1]", "[9]"]) {
                try await target.value.scatter(from: source.value, to: source.to).value
            }
        }
    }

    @Test(arguments: World.allCases) func pointsInThePlane(world: World) async throws {
        try await world.run { () async throws in
            let grid = Region<Link, 2>(0 ..< 3, 0 ..< 4)
            let line = Region<Link, 1>(0 ..< 3)
            grid.value.set(Array(0 ..< 12))
            line.place.set([Point(2, 3), Point(0, 1), Point(1, 0)])
            line.value.gather(from: grid.value, at: line.place)
            #expect(try await line.value.values() == [11, 1, 4])
            grid.other.fill(0)
            grid.other.scatter(from: line.value, to: line.place)
            #expect(try await grid.other.values() == [0, 1, 0, 0, 4, 0, 0, 0, 0, 0, 0, 11])
            line.place.set([Point(2, 3), Point(0, 4), Point(1, 0)])
            await expectError(.copyPointer, naming: ["[1]", "[0, 4]"]) {
                try await line.value.gather(from: grid.value, at: line.place).value
            }
            // Along the plane, pointing into the line.
            grid.to.fill(2)
            line.value.set([5, 6, 7])
            grid.value.gather(from: line.value, at: grid.to)
            #expect(try await grid.value.values() == Array(repeating: 7, count: 12))
        }
    }

    @Test(arguments: World.allCases) func refused(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Link, 1>(0 ..< 4)
            let short = Region<Link, 1>(0 ..< 3, named: "short")
            line.value.fill(1)
            short.value.fill(1)
            await expectError(.uninitialized, naming: ["'to'"]) {
                try await line.other.gather(from: line.value, at: line.to).value
            }
            line.to.fill(0)
            short.to.fill(0)
            await expectError(.copyPoints, naming: ["gather", "short", "1 point"]) {
                try await line.other.gather(from: line.value, at: short.to).value
            }
            await expectError(.copyPoints, naming: ["scatter", "short"]) {
                try await line.other.scatter(from: short.value, to: line.to).value
            }
            await expectError(.argumentsInterfere) { try await line.value.gather(from: line.value, at: line.to).value }
            await expectError(.argumentsInterfere) { try await line.to.gather(from: line.value, at: line.to).value }
            // Nothing to copy is no error, and neither is nothing to copy from.
            let none = Region<Link, 1>(0 ..< 0)
            try await none.value.gather(from: line.value, at: line.to).value
            try await line.value.gather(from: none.value, at: line.to, outOfRange: .skipped).value
            #expect(try await line.value.values() == [1, 1, 1, 1])
        }
    }
}
