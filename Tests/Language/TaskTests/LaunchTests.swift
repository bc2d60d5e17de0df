import Cohort
import Testing

@Suite struct LaunchTests {
    @Test func valuesFuturesAndMapsArePassed() async throws {
        try await withCohort { (_: Context) async throws in
            let v = Region<Vec, 1>(0 ..< 4)
            v.x.fill(1)
            v.y.fill(2)
            let first = saxpy(v.x, &v.y, a: 0.5)
            saxpy(v.x, &v.y, a: first)
            #expect(try await v.y.values() == [3, 3, 3, 3])
            let blocks = try halves(of: v)
            let map = saxpy(blocks.x, &blocks.y, a: 2)
            saxpy(blocks.x, &blocks.y, a: map)
            saxpy(blocks[1].x, &blocks[1].y, a: first)
            forEach(blocks.colors) { i in saxpy(blocks[i].x, &blocks[i].y, a: 1) }
            #expect(try await v.y.values() == [8, 8, 8.5, 8.5])
        }
    }

    @Test func everyAccessorDoesWhatItSays() async throws {
        try await withCohort { (_: Context) async throws in
            let v = Region<Vec, 1>(0 ..< 3)
            clear(&v.x, 2)
            clear(&v.y, file: 0, 0)
            #expect(try await v.x.values() == [5, 5, 5])
            accumulate(&v.x, into: &v.y, v.x)
            #expect(try await v.x.values() == [7, 7, 7])
            #expect(try await v.y.values() == [7, 7, 7])
        }
    }

    @Test func accessStructsMeetTheirOwnFields() async throws {
        try await withCohort { (_: Context) async throws in
            let v = Region<Vec, 1>(0 ..< 2)
            let zones = Region<Zone, 1>(0 ..< 2)
            let others = Region<Zone, 1>(0 ..< 2)
            v.x.fill(1)
            v.y.fill(0)
            zones.mass.fill(3)
            zones.energy.fill(0)
            zones.force.fill(1)
            zones.count.fill(10)
            others.mass.fill(5)
            Kernels.relax(v.x, zones, others, &v.y)
            #expect(try await zones.energy.values() == [6, 6])
            #expect(try await zones.count.values() == [12, 12])
            #expect(try await zones.force.values() == [6, 6])
            #expect(try await v.y.values() == [2, 2])
            let blocks = try halves(of: zones)
            Kernels.relax(try halves(of: v).x, blocks, others, &v.y, k: 4)
            #expect(try await zones.energy.values() == [12, 12])
        }
    }

    @Test func aTaskWithoutFieldsIsLaunchedByItsResult() async throws {
        try await withCohort { (_: Context) async throws in
            let launched: Future<Int> = increment(3)
            let called: Int = increment(4)
            let third = Region<Vec, 1>(0 ..< 3)
            #expect(try await launched.value == 4 && called == 5)
            #expect(try await increment(over: third.domain, launched).sum().value == 15)
        }
    }

    /// Where either result fits, a task without fields is called.
    @Test func aTaskWithoutFieldsIsCalledWhereEitherResultFits() async throws {
        try await withCohort { (_: Context) async throws in
            let function = increment
            let mapped = [1, 2].map(increment)
            let called = increment(increment(3))
            let inClosure = { increment(4) }
            let awaited = try await fibonacci(10)
            #expect(function(1) == 2 && mapped == [2, 3] && called == 5 && inClosure() == 5 && awaited == 55)
            #expect(MemoryLayout.size(ofValue: increment(1)) == MemoryLayout<Int>.size)
            rest()
            let launched = launch { increment(3) }
            let launchedRest = launch { rest() }
            let following = increment(launched)
            let many = [1, 2].map { increment($0) as Future<Int> }
            #expect(try await following.value == 5)
            #expect(try await many[1].value == 3)
            try await launchedRest.value
        }
    }

    @Test func asyncTasksLaunch() async throws {
        try await withCohort { (_: Context) async throws in
            let number: Future<Int> = fibonacci(10)
            #expect(try await number.value == 55)
            let v = Region<Vec, 1>(0 ..< 2)
            v.x.fill(1)
            v.y.fill(0)
            scale(v, v.x, &v.y, by: 3)
            #expect(try await v.y.values() == [3, 3])
        }
    }

    @Test func aThrowingLeafFailsItsFuture() async throws {
        try await withCohort { (_: Context) async throws in
            let v = Region<Vec, 1>(0 ..< 2)
            v.x.fill(1)
            let future = refuse(v.x)
            await #expect(throws: CohortError.self) { try await future.value }
        }
    }

    @Test func taskFormsStayOrdinaryFunctions() {
        #expect(increment(1) == 2 as Int)
        #expect(Vec.fields.map(\.name) == ["x", "y"])
    }
}
