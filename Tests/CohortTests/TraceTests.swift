import Cohort
import Glibc
import Testing

@FieldSpace struct Wave {
    var now: Int
    var next: Int
    var slope: Int
}

/// Sums three neighbours into the other field.
@Task private func mix(_ old: borrowing Field<Int, 1>, _ new: inout Discard<Int, 1>, _ slope: borrowing Field<Int, 1>) {
    for p in new.domain {
        var sum = 0
        for q in old.domain where abs(q[0] - p[0]) <= 1 { sum &+= old[q] }
        new[p] = sum &+ slope[p]
    }
}

@Task private func grow(_ x: inout Field<Int, 1>, by step: Int) { for p in x.domain { x[p] &+= step } }
@Task private func shrink(_ x: inout Field<Int, 1>, by step: Int) { for p in x.domain { x[p] &-= step } }
@Task private func largest(_ x: borrowing Field<Int, 1>) -> Int { x.domain.map { x[$0] }.max() ?? 0 }
@Task private func limit(_ x: inout Field<Int, 1>, to most: Int) {
    for p in x.domain where x[p] > most / 2 { x[p] = x[p] % 1_000 }
}

/// A reader that is slow enough to be overtaken.
@Task private func tally(_ x: borrowing Field<Int, 1>, _ sum: inout Field<Int, 1>) {
    usleep(200)
    for p in sum.domain { sum[p] &+= x[p] }
}

@Task private func growUntil(_ x: inout Field<Int, 1>, _ step: Int, _ last: Int) throws {
    if step == last, x.domain.contains(Point(0)) { throw Broken() }
    for p in x.domain { x[p] &+= 1 }
}

private func pieces(_ wave: Region<Wave, 1>, _ count: Int, halo: Int) -> (Partition<Wave, 1>, Partition<Wave, 1>) {
    let size = wave.domain.volume / count
    let own = wave.partitioned(pieces: (0 ..< count).map { Rect($0 * size ..< ($0 + 1) * size) })
    let seen = wave.partitioned(
        pieces: (0 ..< count).map { Rect(max(0, $0 * size - halo) ..< min(size * count, ($0 + 1) * size + halo)) })
    return (own, seen)
}

/// Runs `body` with a region of eight points, which hold zeros, and its four pieces.
private func withWave(_ body: @escaping (Context, Region<Wave, 1>, Partition<Wave, 1>) async throws -> Void) async throws {
    try await withCohort(RuntimeOptions(workers: 2)) { (cohort: Context) async throws in
        let wave = Region<Wave, 1>(0 ..< 8, named: "wave")
        wave.now.fill(0)
        wave.next.fill(0)
        try await body(cohort, wave, pieces(wave, 4, halo: 0).0)
    }
}

/// T38: parts of a program that are repeated.
@Suite struct TraceTests {
    /// What some steps leave, and what became of the repetitions.
    private func run(
        _ steps: Int, traced: Bool, found traces: RuntimeOptions.Traces = .off, pieces count: Int = 6, workers: Int = 2,
        window: Int = 1024,
        between: @escaping (Int, Region<Wave, 1>) async throws -> Void = { _, _ in }
    ) async throws -> (values: [Int], report: TraceReport) {
        var options = RuntimeOptions(workers: workers, window: window)
        options.traces = traced ? .found : traces
        return try await withCohort(options) { (cohort: Context) async throws in
            let wave = Region<Wave, 1>(0 ..< 8 * count, named: "wave")
            wave.now.fill(1)
            wave.next.fill(0)
            wave.slope.fill(3)
            var (own, seen) = pieces(wave, count, halo: 1)
            for step in 0 ..< steps {
                let body = {
                    mix(seen.now, &own.next, own.slope)
                    mix(seen.next, &own.now, own.slope)
                    grow(&own.now, by: step)
                }
                if traced { trace(body) } else { body() }
                try await between(step, wave)
            }
            _ = (own, seen)
            let report = cohort.traceReport
            return (try await wave.now.reading { now in now.domain.map { now[$0] } }, report)
        }
    }

    /// The same is left as without traces, and all but the first repetitions are replayed.
    @Test(arguments: [1, 2, 6, 30], [64, 1024]) func sameResults(pieces: Int, window: Int) async throws {
        let plain = try await run(40, traced: false, pieces: pieces, window: window)
        let traced = try await run(40, traced: true, pieces: pieces, window: window)
        #expect(plain.values == traced.values)
        #expect(plain.report == TraceReport())
        // The first one carries out the fills, too; so the second is not like the third.
        #expect(traced.report.replayed == 36)
        #expect(traced.report.analysed == 4)
        #expect(traced.report.hitRate == 0.9)
    }

    /// What the program does not name is found; at most a third is not replayed.
    @Test(arguments: [1, 2, 6, 30], [64, 1024]) func found(pieces: Int, window: Int) async throws {
        let plain = try await run(200, traced: false, pieces: pieces, window: window)
        for traces in [RuntimeOptions.Traces.found, .forced] {
            let found = try await run(200, traced: false, found: traces, pieces: pieces, window: window)
            #expect(plain.values == found.values)
            #expect(found.report.found >= 1)
            // A repetition has five rounds of three launches, or just one when the first is enough.
            #expect(found.report.replayed >= (traces == .found ? 30 : 190), "\(found.report)")
        }
    }

    /// Who waits in each round waits between the repetitions that are found.
    @Test func foundBetweenWaits() async throws {
        let plain = try await run(60, traced: false)
        let found = try await run(60, traced: false, found: .found) { _, _ in try await executionFence().value }
        #expect(plain.values == found.values)
        #expect(found.report.replayed >= 1 && found.report.obstacles.count <= 1, "\(found.report)")
    }

    /// What was found stops, begins again, and is overtaken by somebody else.
    @Test(arguments: [2, 7, 31], [RuntimeOptions.Traces.found, .forced])
    func foundAndLost(every period: Int, _ traces: RuntimeOptions.Traces) async throws {
        let change = { (step: Int, wave: Region<Wave, 1>) async throws -> Void in
            var wave = wave
            if step % period == period - 1 {
                grow(&wave.now, by: 5)
                if step % 2 == 0 { shrink(&wave.slope, by: 1) }
            }
        }
        let plain = try await run(250, traced: false, between: change)
        let found = try await run(250, traced: false, found: traces, between: change)
        #expect(plain.values == found.values)
    }

    /// Short repetitions that come behind long ones are alike, and yet none of them may come behind another like it.
    @Test func shortBehindLong() async throws {
        try await withWave { (_, wave: Region<Wave, 1>, own: Partition<Wave, 1>) async throws in
            var (wave, own) = (wave, own)
            for _ in 0 ..< 12 {
                for launches in [5, 1] {
                    trace(mayDiffer: true) { for _ in 0 ..< launches { grow(&own.now, by: 1) } }
                }
                grow(&wave.now, by: 5)
            }
            #expect(try await wave.now.values() == Array(repeating: 12 * 11, count: 8))
        }
    }

    /// Who waits between repetitions changes nothing of what they use.
    @Test func waiting() async throws {
        let plain = try await run(20, traced: false)
        let traced = try await run(20, traced: true) { _, _ in try await executionFence().value }
        #expect(plain.values == traced.values)
        // Where the fence's last moment is not over yet, a repetition follows it, and is analysed.
        #expect(traced.report.replayed >= 1)
    }

    /// Whoever uses the data between repetitions comes after those before, and before those after.
    @Test(arguments: [2, 5, 9]) func usesBetween(every period: Int) async throws {
        let change = { (step: Int, wave: Region<Wave, 1>) async throws -> Void in
            var wave = wave
            if step % period == period - 1 {
                grow(&wave.now, by: 5)
                shrink(&wave.slope, by: 1)
            }
        }
        let plain = try await run(60, traced: false, between: change)
        let traced = try await run(60, traced: true, between: change)
        #expect(plain.values == traced.values)
        // Behind each change two are analysed, the one after it and the next.
        #expect(traced.report.replayed >= (period > 2 ? 60 / period * (period - 3) : 0))
    }

    /// What all repetitions read and none writes is changed only behind the last reader of all of them.
    @Test func readersOfAllRepetitions() async throws {
        try await withCohort(RuntimeOptions(workers: 2)) { (cohort: Context) async throws in
            let wave = Region<Wave, 1>(0 ..< 6, named: "wave")
            wave.now.fill(1)
            wave.next.fill(0)
            wave.slope.fill(0)
            var (own, _) = pieces(wave, 6, halo: 0)
            // Each piece has a sum of its own, so that the readers of one repetition wait for nobody but those of the last.
            for _ in 0 ..< 20 { trace { tally(own.now, &own.next) } }
            grow(&own.now, by: 100)
            for _ in 0 ..< 20 { trace { tally(own.now, &own.next) } }
            grow(&own.now, by: 100)
            #expect(cohort.traceReport.replayed >= 30)
            let sums = try await wave.next.reading { next in next.domain.map { next[$0] } }
            #expect(sums == Array(repeating: 20 + 20 * 101, count: 6))
        }
    }

    /// Results of tasks are taken within a repetition, and from the one before.
    @Test func futures() async throws {
        func values(traced: Bool) async throws -> ([Int], Int) {
            try await withCohort(RuntimeOptions(workers: 2)) { (cohort: Context) async throws in
                let wave = Region<Wave, 1>(0 ..< 24, named: "wave")
                wave.now.fill(1)
                var (own, _) = pieces(wave, 4, halo: 0)
                var before = largest(own.now).max()
                for step in 0 ..< 30 {
                    let body = {
                        grow(&own.now, by: 7 * step)
                        let now = largest(own.now).max()
                        limit(&own.now, to: now)
                        limit(&own.now, to: before)
                        before = now
                    }
                    if traced { trace(body) } else { body() }
                }
                let report = cohort.traceReport
                return (try await wave.now.reading { now in now.domain.map { now[$0] } }, report.replayed)
            }
        }
        let plain = try await values(traced: false), traced = try await values(traced: true)
        #expect(plain.0 == traced.0)
        #expect(traced.1 >= 20)
    }

    /// A task that fails in a repetition that is replayed spoils those that need its data, in this one and the next.
    @Test func failures() async throws {
        try await withWave { (cohort: Context, wave: Region<Wave, 1>, own: Partition<Wave, 1>) async throws in
            var own = own
            for step in 0 ..< 12 {
                trace {
                    growUntil(&own.now, step, 8)
                    grow(&own.next, by: 1)
                }
            }
            #expect(cohort.traceReport.replayed == 8)
            await expectError(.taskFailed, naming: ["growUntil"]) { try await wave.now.reading { $0[0] } }
            #expect(try await wave.next.reading { $0[7] } == 12)
        }
    }

    /// A launch that the first repetition did not have does not run; all others do.
    @Test func differs() async throws {
        try await withWave { (_: Context, wave: Region<Wave, 1>, own: Partition<Wave, 1>) async throws in
            var own = own
            for step in 0 ..< 6 {
                let done = trace {
                    grow(&own.now, by: 1)
                    return step == 3 ? shrink(&own.next, by: 1) : grow(&own.next, by: 1)
                }
                if step != 3 { continue }
                await expectError(.traceDiffers, naming: ["repetition 4", "'shrink'", "'grow'"]) { try await done.wait() }
            }
            #expect(try await wave.now.reading { $0[0] } == 6)
            // Its data are spoiled: nobody knows what it would have left.
            await expectError(.traceDiffers) { try await wave.next.reading { $0[0] } }
        }
    }

    @Test func endsEarly() async throws {
        await expectError(.traceDiffers, naming: ["repetition 5", "ends where the first one launched task 'grow'"]) {
            try await withCohort(RuntimeOptions(workers: 2)) { (_: Context) async throws in
                let wave = Region<Wave, 1>(0 ..< 8, named: "wave")
                wave.now.fill(0)
                var (own, _) = pieces(wave, 4, halo: 0)
                for step in 0 ..< 6 { trace { if step != 4 { grow(&own.now, by: 1) } } }
            }
        }
    }

    /// Where it may differ, what differs is analysed.
    @Test func mayDiffer() async throws {
        try await withWave { (cohort: Context, wave: Region<Wave, 1>, own: Partition<Wave, 1>) async throws in
            var own = own
            for step in 0 ..< 40 {
                trace(mayDiffer: true) {
                    if step % 10 == 9 { shrink(&own.now, by: 100) }
                    grow(&own.now, by: 1)
                }
            }
            let report = cohort.traceReport
            #expect(report.different == 4)
            #expect(report.replayed >= 15)
            #expect(try await wave.now.reading { $0[0] } == 40 - 400)
        }
    }

    /// Fields that are used by turns: a repetition is both turns.
    @Test func nestedScopesAndObstacles() async throws {
        try await withWave { (cohort: Context, wave: Region<Wave, 1>, own: Partition<Wave, 1>) async throws in
            var own = own
            for _ in 0 ..< 8 { trace { trace { grow(&own.now, by: 1) } } }
            #expect(cohort.traceReport.replayed == 4)
            for _ in 0 ..< 8 { trace { _ = mustEpoch { grow(&own[0].now, by: 1) } } }
            let report = cohort.traceReport
            #expect(report.replayed == 4)
            #expect(report.obstacles.values.reduce(0, +) == 8)
            #expect("\(report)".contains("not replayed since tasks must run at the same time"))
            #expect(try await wave.now.reading { $0[0] } == 16)
        }
    }
}
