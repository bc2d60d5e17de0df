import Cohort
import Glibc
import Testing

let fenceLog = Log()

@Task func slowNote(_ y: inout Field<Int, 1>, _ number: Int) {
    usleep(2000)
    fenceLog.note(number)
}

@Task func note(_ y: inout Field<Int, 1>, _ number: Int) { fenceLog.note(number) }

@Suite(.serialized) struct FenceTests {
    /// What shares no data with what came before follows it all the same when a fence stands between.
    @Test(arguments: World.allCases) func order(world: World) async throws {
        let before = fenceLog.all.count
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            line.b.fill(0)
            for round in 0 ..< 5 {
                slowNote(&line.a.simultaneous, 2 * round)
                slowNote(&line.a.simultaneous, 2 * round)
                let fence = executionFence()
                note(&line.b.simultaneous, 2 * round + 1)
                if round == 3 { #expect(try await fence.value) }
                executionFence()
            }
        }
        let found = Array(fenceLog.all.dropFirst(before))
        #expect(found == [0, 0, 1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8, 9])
    }

    /// A failure before a fence is no failure of what comes after it.
    @Test(arguments: World.allCases) func failure(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            line.b.fill(0)
            let failed = failWriting(&line.a)
            let fence = executionFence()
            add(&line.b, 1)
            await expectError(.taskFailed) { try await failed.value }
            #expect(try await fence.value)
            #expect(try await line.b.values() == Array(repeating: 1, count: 8))
        }
    }

    /// Times of results are in the order of the results, and fail with them.
    @Test(arguments: World.allCases) func times(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            let start = try await timestamp(after: total(line.a)).value
            let end = timestamp(after: slowNote(&line.a, 0))
            // Simulated time goes by steps of the runtime, whatever a body does.
            let least: Duration = world.options.schedule == .system ? .milliseconds(2) : .nanoseconds(1)
            #expect(try await end.value - start >= least)
            let failed = failWriting(&line.a)
            let never = timestamp(after: failed)
            await expectError(.taskFailed) { try await failed.value }
            await expectError(.taskFailed) { _ = try await never.value }
        }
    }
}
