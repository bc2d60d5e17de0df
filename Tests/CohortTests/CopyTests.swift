import Cohort
import Testing

/// What the copies move: elements of several sizes.
@FieldSpace
struct Cell {
    var a: Int
    var b: Int
    var u: Double
    var half: Int32
    var triple: Triple
    var color: Color
}

struct Triple: Equatable { var x, y, z: Int32 }
struct Color: Equatable { var red, green, blue: UInt8 }

@Suite struct CopyTests {
    /// T35: between regions of different trees, over the destination's points and no others.
    @Test(arguments: World.allCases) func between(world: World) async throws {
        try await world.run { () async throws in
            let source = Region<Cell, 1>(0 ..< 10)
            let target = Region<Cell, 1>(2 ..< 8)
            source.a.set(Array(0 ..< 10))
            target.b.copy(from: source.a)
            #expect(try await target.b.values() == [2, 3, 4, 5, 6, 7])

            let sparse = Region<Cell, 1>(over: .ranges(1 ... 2, 5 ... 5, 8 ... 9))
            sparse.a.copy(from: source.a)
            #expect(try await sparse.a.values() == [1, 2, 5, 8, 9])
            let parts = target.partitioned(pieces: [.ranges(2 ... 3, 6 ... 6), .empty(dimension: 1)])
            target.b.fill(0)
            try await parts[0].b.copy(from: source.a).value
            try await parts[1].b.copy(from: source.a).value
            #expect(try await target.b.values() == [2, 3, 0, 0, 6, 0])
        }
    }

    @Test(arguments: World.allCases) func elementsOfAnySize(world: World) async throws {
        try await world.run { () async throws in
            let source = Region<Cell, 1>(0 ..< 3)
            let target = Region<Cell, 1>(0 ..< 3)
            let pointers = Region<Cell, 1>(0 ..< 3)
            pointers.a.set([2, 1, 0])
            let triples = (0 ..< 3).map { Triple(x: $0, y: -$0, z: 7) }
            let colors = (0 ..< 3).map { Color(red: $0, green: 9, blue: $0) }
            source.half.set([4, 5, 6])
            source.triple.set(triples)
            source.color.set(colors)
            target.half.copy(from: source.half)
            target.triple.copy(from: source.triple)
            #expect(try await target.half.values() == [4, 5, 6])
            #expect(try await target.triple.values() == triples)
            target.half.gather(from: source.half, at: pointers.a)
            target.triple.gather(from: source.triple, at: pointers.a)
            target.color.scatter(from: source.color, to: pointers.a)
            #expect(try await target.half.values() == [6, 5, 4])
            #expect(try await target.triple.values() == triples.reversed())
            #expect(try await target.color.values() == colors.reversed())
        }
    }

    @Test(arguments: World.allCases) func rows(world: World) async throws {
        try await world.run { () async throws in
            let source = Region<Cell, 2>(0 ..< 6, 0 ..< 8)
            source.a.set(Array(0 ..< 48))
            let window = Region<Cell, 2>(2 ..< 4, 3 ..< 6)
            window.a.copy(from: source.a)
            #expect(try await window.a.values() == [19, 20, 21, 27, 28, 29])
            // Whole rows lie one after the other on both sides, rows of other lengths do not.
            let same = Region<Cell, 2>(1 ..< 5, 0 ..< 8)
            same.a.copy(from: source.a)
            #expect(try await same.a.values() == Array(8 ..< 40))
            let cube = Region<Cell, 3>(0 ..< 3, 0 ..< 4, 0 ..< 5)
            cube.a.set(Array(0 ..< 60))
            let slab = Region<Cell, 3>(1 ..< 3, 1 ..< 3, 0 ..< 5)
            slab.a.copy(from: cube.a)
            #expect(try await slab.a.values() == Array(25 ..< 35) + Array(45 ..< 55))
        }
    }

    /// One copy for each colour: partitions, projections, and a source that all colours share.
    @Test(arguments: World.allCases) func colors(world: World) async throws {
        try await world.run { () async throws in
            let source = Region<Cell, 1>(0 ..< 12)
            let target = Region<Cell, 1>(0 ..< 12)
            let halos = source.partitioned(restricting: 0 ..< 4, stride: 3, extent: -1 ... 3)
            let blocks = target.partitioned(.equal, into: 4)
            source.a.set(Array(0 ..< 12))
            blocks.a.copy(from: halos.a)
            #expect(try await target.a.values() == Array(0 ..< 12))
            blocks.b.copy(from: source.a)
            #expect(try await target.b.values() == Array(0 ..< 12))
            target.b.fill(-1)
            let half = try Domain(Rect(0 ..< 2))
            forEach(half) { i in blocks[i + 2].b.copy(from: halos[i + 2].a) }
            #expect(try await target.b.values() == [-1, -1, -1, -1, -1, -1, 6, 7, 8, 9, 10, 11])
            await expectError(.launchDomains) { try await blocks.b.copy(from: target.partitioned(.equal, into: 3).a).value }
            await expectError(.pointsInterfere) { try await halos.b.copy(from: source.a).value }
        }
    }

    /// What is missing is named, and the destination is spoilt for those who read it.
    @Test(arguments: World.allCases) func missingPoints(world: World) async throws {
        await expectError(.copyPoints) {
            try await world.run { () async throws in
                let source = Region<Cell, 1>(0 ..< 10, named: "narrow")
                let target = Region<Cell, 1>(0 ..< 12, named: "wide")
                source.a.fill(1)
                let copy = target.b.copy(from: source.a)
                await expectError(.copyPoints, naming: ["field 'b'", "wide", "field 'a'", "narrow", "2 points", "10"]) {
                    try await copy.value
                }
                await expectError(.copyPoints) { try await target.b.values() }
                let thirds = target.partitioned(.equal, into: 3)
                await expectError(.copyPoints, naming: ["equal[2]"]) { try await thirds.b.copy(from: source.a).value }
                thirds[2].a.copy(from: source.a)
            }
        }
    }

    @Test(arguments: World.allCases) func rulesOfLaunches(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Cell, 1>(0 ..< 10)
            let other = Region<Cell, 1>(0 ..< 10)
            await expectError(.uninitialized, naming: ["copy", "'a'"]) { try await other.b.copy(from: line.a).value }
            line.a.fill(1)
            await expectError(.argumentsInterfere, naming: ["10 points"]) { try await line.a.copy(from: line.a).value }
            try await line.b.copy(from: line.a).value
            let gone = Region<Cell, 1>(0 ..< 10)
            gone.a.fill(1)
            gone.destroy()
            await expectError(.useAfterDestroy) { try await line.b.copy(from: gone.a).value }
            failWriting(&other.a)
            await expectError(.taskFailed) { try await line.b.copy(from: other.a).value }
            await expectError(.taskFailed) { try await line.b.values() }
            line.b.copy(from: line.a)
            #expect(try await total(line.b).value == 10)
        }
    }

    @Test(arguments: World.allCases) func predicates(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Cell, 1>(0 ..< 4)
            line.a.fill(1)
            line.b.fill(2)
            predicated(isPositive(-1)) { line.b.copy(from: line.a) }
            #expect(try await line.b.values() == [2, 2, 2, 2])
            predicated(isPositive(1)) { line.b.copy(from: line.a) }
            #expect(try await line.b.values() == [1, 1, 1, 1])
        }
    }

    /// A child copies with its own privileges, and no others; a leaf not at all.
    @Test(arguments: World.allCases) func children(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Cell, 1>(0 ..< 4)
            line.a.set([1, 2, 3, 4])
            line.b.fill(0)
            copyInChild(line.a, &line.b)
            #expect(try await line.b.values() == [1, 2, 3, 4])
            await expectError(.missingPrivilege, naming: ["copy", "copyBackInChild"]) {
                try await copyBackInChild(line.a, &line.b).value
            }
            line.b.fill(10)
            foldInChild(line.a, &line.b)
            #expect(try await line.b.values() == [11, 12, 13, 14])
            await expectError(.missingPrivilege) { try await overwriteReduced(line.a, &line.b).value }
            await expectError(.leafViolation, naming: ["copyInLeaf"]) { try await copyInLeaf(line.a).value }
        }
        await expectError(.noContext) {
            nonisolated(unsafe) var field: RegionField<Int, 1>?
            try await world.run { field = Region<Cell, 1>(0 ..< 4).a }
            try await field!.copy(from: field!).value
        }
    }

    /// T35: a reduction copy adds to what is there, in program order with all else.
    @Test(arguments: World.allCases) func reductions(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Cell, 1>(0 ..< 10)
            line.a.set(Array(0 ..< 10))
            line.b.fill(10)
            line.b.copy(from: line.a, reducing: Sum<Int>.self)
            let between = total(line.b)
            line.b.copy(from: line.a, reducing: Maximum<Int>.self)
            line.b.copy(from: line.a, reducing: Sum<Int>.self)
            #expect(try await between.value == 145)
            #expect(try await line.b.values() == (0 ..< 10).map { 10 + 2 * $0 })
            let halos = line.partitioned(restricting: 0 ..< 2, stride: 5, extent: -1 ... 5)
            line.b.fill(0)
            halos.b.copy(from: line.a, reducing: Sum<Int>.self)
            #expect(try await line.b.values() == [0, 1, 2, 3, 8, 10, 6, 7, 8, 9])
        }
    }

    /// Sums of floating-point numbers into shared points have the same bits for every number of workers.
    @Test func foldsAreOrdered() async throws {
        var seen: Set<[UInt64]> = []
        for world in World.allCases {
            try await world.run { () async throws in
                let line = Region<Cell, 1>(0 ..< 64)
                let source = Region<Cell, 1>(0 ..< 64)
                source.u.set((0 ..< 64).map { 1 / Double($0 + 3) })
                source.a.set((0 ..< 64).map { $0 * $0 % 7 })
                line.u.fill(0.1)
                let halos = line.partitioned(restricting: 0 ..< 8, stride: 8, extent: -8 ... 15)
                let blocks = source.partitioned(.equal, into: 8)
                for _ in 0 ..< 5 {
                    halos.u.copy(from: source.u, reducing: Sum<Double>.self)
                    line.u.scatter(from: blocks.u, to: blocks.a, reducing: Sum<Double>.self)
                }
                seen.insert(try await line.u.values().map(\.bitPattern))
            }
        }
        #expect(seen.count == 1)
    }
}

@Task func copyInChild(_ x: borrowing Field<Int, 1>, _ y: inout Discard<Int, 1>) async throws {
    y.region.copy(from: x.region)
}

@Task func copyBackInChild(_ x: borrowing Field<Int, 1>, _ y: inout Field<Int, 1>) async throws {
    try await x.region.copy(from: y.region).value
}

@Task func copyInLeaf(_ x: borrowing Field<Int, 1>) { copyOntoItself(x) }

/// What the macro does not see is found when the task runs.
func copyOntoItself(_ x: borrowing Field<Int, 1>) { x.region.copy(from: x.region) }

@Task func foldInChild(_ x: borrowing Field<Int, 1>, _ y: inout Reduce<Sum<Int>, 1>) async throws {
    y.region.copy(from: x.region, reducing: Sum<Int>.self)
}

@Task func overwriteReduced(_ x: borrowing Field<Int, 1>, _ y: inout Reduce<Sum<Int>, 1>) async throws {
    try await y.region.copy(from: x.region).value
}
