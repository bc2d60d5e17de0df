import Cohort
import CohortData
import Testing

/// A region of its own, with every element at `value`, made by a launch and by a fill.
@Task func makeLine(_ count: Int, _ value: Int) async -> Region<Line, 1> {
    let line = Region<Line, 1>(0 ..< count, named: "made")
    line.a.fill(value)
    line.b.fill(0)
    add(&line.b, value)
    return line
}

@Task func makeDeep(_ depth: Int) async throws -> Region<Line, 1> {
    if depth == 0 { return try await makeLine(10, 1).value }
    let line = try await makeDeep(depth - 1).value
    add(&line.a, 1)
    return line
}

struct Halves {
    var line: Region<Line, 1>
    var pieces: Partition<Line, 1>
}

@Task func makeHalves() async -> Halves {
    let line = Region<Line, 1>(0 ..< 10)
    let pieces = line.partitioned(.equal, into: 2)
    put(&pieces.a, 3)
    return Halves(line: line, pieces: pieces)
}

@Task func halved(_ x: borrowing Field<Int, 1>, _ line: Region<Line, 1>) async -> Partition<Line, 1> {
    line.partitioned(.equal, into: 2)
}

@Task func breakOff(_ y: inout Discard<Int, 1>) throws { throw UsageError("broken off") }

/// Catches the failure of one of its tasks.
@Task func makeSpoiled() async -> Region<Line, 1> {
    let line = Region<Line, 1>(0 ..< 10, named: "spoiled")
    let halves = line.partitioned(.equal, into: 2)
    line.b.fill(1)
    put(&line.a, 1)
    try? await breakOff(&halves[1].a).value
    return line
}

@Task func makeUnfinished() async -> Region<Line, 1> {
    let line = Region<Line, 1>(0 ..< 10, named: "unfinished")
    line.partitioned(.equal, into: 2)[0].a.fill(1)
    return line
}

@Task func makeDestroyed() async -> Region<Line, 1> {
    let line = Region<Line, 1>(0 ..< 10, named: "gone")
    put(&line.a, 1)
    line.destroy()
    return line
}

@Task func giveBack(_ line: Region<Line, 1>) async -> Region<Line, 1> { line }

@Task func destroyGiven(_ x: inout Field<Int, 1>, _ line: Region<Line, 1>) async { line.destroy() }

@Task func shareGiven(_ x: inout Field<Int, 1>, _ line: Region<Line, 1>) async { line.shareOwnership() }

@Task func addInChild(_ x: inout Field<Int, 1>, _ steps: Int) async {
    for _ in 0 ..< steps { add(&x.region, 1) }
}

@Suite struct OwnershipTests {
    /// A region that a task returns is its parent's, with its data and the fills that nobody has seen yet.
    @Test(arguments: World.allCases) func returned(world: World) async throws {
        try await world.run { () async throws in
            let line = try await makeLine(10, 4).value
            #expect(try await line.b.values() == Array(repeating: 4, count: 10))
            let halves = line.partitioned(.equal, into: 2)
            add(&halves.a, 1)
            #expect(try await total(line.a).value == 50)
            #expect(line.name == "made")
        }
    }

    /// The fill of a region that is returned takes no memory, as any other.
    @Test(arguments: World.allCases) func returnedFillIsLazy(world: World) async throws {
        try await world.run { () async throws in
            let huge = try await fillHuge().value
            let first = huge.partitioned(restricting: 0 ..< 1, stride: 1, extent: 0 ... 9)
            first.a.fill(2)
            #expect(huge.tree.storage.hasColumn(0) == false)
        }
    }

    /// Ownership goes up through any number of tasks, and to the launcher of every point.
    @Test(arguments: World.allCases) func passedUp(world: World) async throws {
        try await world.run { () async throws in
            let deep = try await makeDeep(5).value
            #expect(try await total(deep.a).value == 60)
            let lines = makeLine(over: try Domain(Rect(0 ..< 6)), 10, 2)
            var sum = 0
            for line in try await lines.values {
                add(&line.a, 1)
                sum += try await total(line.a).value
            }
            #expect(sum == 180)
        }
    }

    /// A partition comes along, of the task's own region or of one that it was given.
    @Test(arguments: World.allCases) func partitions(world: World) async throws {
        try await world.run { () async throws in
            let halves = try await makeHalves().value
            add(&halves.pieces.a, 1)
            #expect(try await total(halves.line.a).value == 40)
            let line = Region<Line, 1>(0 ..< 10)
            line.a.fill(1)
            let pieces = try await halved(line.a, line).value
            put(&pieces[1].a, 5)
            #expect(try await total(line.a).value == 30)
        }
    }

    /// What was not written in the task is not written for its parent.
    @Test(arguments: World.allCases) func unwritten(world: World) async throws {
        try await world.run { () async throws in
            let line = try await makeUnfinished().value
            await expectError(.uninitialized, naming: ["unfinished", "5 points"]) { try await total(line.a).value }
            #expect(try await total(line.partitioned(.equal, into: 2)[0].a).value == 5)
        }
    }

    /// A failure that the task caught spoils its data for the parent too, and no more than those.
    @Test(arguments: World.allCases) func failures(world: World) async throws {
        try await world.run { () async throws in
            let line = try await makeSpoiled().value
            #expect(try await total(line.b).value == 10)
            await expectError(.taskFailed, naming: ["breakOff"]) { try await total(line.a).value }
            let halves = line.partitioned(.equal, into: 2)
            #expect(try await total(halves[0].a).value == 5)
            put(&line.a, 2)
            #expect(try await total(line.a).value == 20)
        }
    }

    /// A region that was destroyed stays so, and a region that only passed through is whose it was.
    @Test(arguments: World.allCases) func destroyedAndGiven(world: World) async throws {
        try await world.run { () async throws in
            let gone = try await makeDestroyed().value
            await expectError(.useAfterDestroy, naming: ["gone", "OwnershipTests.swift"]) { try await total(gone.a).value }
            let line = try await giveBack(Region<Line, 1>(0 ..< 10)).value
            put(&line.a, 1)
            #expect(try await total(line.a).value == 10)
        }
    }

    /// The memory of a returned region goes when nobody holds it.
    @Test func returnedRegionsAreFreed() async throws {
        try await withCohort(RuntimeOptions(workers: 2)) { cohort in
            weak let memory = try await useReturned()
            #expect(memory != nil)
            // A worker may hold the records of a task for a moment after the task is over.
            for _ in 0 ..< 1000 where memory != nil {
                Region<Line, 1>(0 ..< 1).a.fill(0)
                await cohort.fence()
                try await Task.sleep(for: .milliseconds(1))
            }
            #expect(memory == nil)
        }
    }

    /// T25: a task may not end or share what it was given, and its parent can still use it.
    @Test(arguments: World.allCases) func destroyInChild(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 10, named: "given")
            line.a.fill(1)
            await expectError(.notOwned, naming: ["destroyGiven", "given"]) { try await destroyGiven(&line.a, line).value }
            await expectError(.notOwned) { try await shareGiven(&line.a, line).value }
            put(&line.a, 2)
            #expect(try await total(line.a).value == 20)
        }
    }

    /// T25: a task that was launched before the destroy runs to its end, and so does what it launches later.
    @Test(arguments: World.allCases) func destroyBehindChild(world: World) async throws {
        try await world.run { () async throws in
            for _ in 0 ..< 20 {
                let line = Region<Line, 1>(0 ..< 100)
                line.a.fill(0)
                addInChild(&line.a, 20)
                let sum = total(line.a)
                line.destroy()
                #expect(try await sum.value == 2000)
            }
        }
    }

    /// T25: shared ownership needs both destroys; the third is an error.
    @Test(arguments: World.allCases) func sharedOwnership(world: World) async throws {
        await expectError(.useAfterDestroy, naming: ["destroy"]) {
            try await world.run { () async throws in
                let line = Region<Line, 1>(0 ..< 10)
                line.shareOwnership()
                put(&line.a, 1)
                line.destroy()
                #expect(try await total(line.a).value == 10)
                line.destroy()
                await expectError(.useAfterDestroy) { try await total(line.a).value }
                line.destroy()
            }
        }
    }

    /// T25: index space, partition and field space may go before the regions made with them.
    @Test(arguments: World.allCases) func partsGoFirst(world: World) async throws {
        try await world.run { () async throws in
            let (line, table) = try partless()
            put(&line.a, 1)
            #expect(try await total(line.a).value == 10)
            table.field("id", as: Int.self).fill(2)
            #expect(try await total(table.field("id", as: Int.self)).value == 20)
            let other = Region<Line, 1>(0 ..< 10)
            let pieces = other.partitioned(.equal, into: 2)
            put(&pieces.a, 1)
            let sums = total(pieces.a)
            other.destroy()
            #expect(try await sums.sum().value == 10)
            #expect(pieces.isDisjoint)
        }
    }
}

/// Uses a returned region, and gives it up.
private func useReturned() async throws -> RegionStorage {
    let line = try await makeLine(10_000, 3).value
    #expect(try await total(line.a).value == 30_000)
    return line.tree.storage
}

/// Regions whose index space, partition and field space nobody holds.
private func partless() throws -> (Region<Line, 1>, Region<DynamicFields, 1>) {
    let space = IndexSpace(0 ..< 10)
    let line = Region<Line, 1>(over: space)
    _ = line.partitioned(.equal, into: 2)
    let layout = DynamicFields.Layout("table", [.init("id", of: Int.self)])
    return (line, Region<DynamicFields, 1>(over: try Domain(Rect(0 ..< 10)), fields: layout))
}

@Task func fillHuge() async -> Region<Line, 1> {
    let line = Region<Line, 1>(0 ..< 1_000_000_000_000)
    line.a.fill(1)
    return line
}
