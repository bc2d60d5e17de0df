import Cohort
import Glibc
import Testing

/// Nobody sleeps while work is queued that nobody else will come to.
@Suite(.serialized) struct WakeTests {
    /// Points that wait for each other, launched again and again while some workers are just falling asleep: each needs a worker of its own,
    /// so one that is not woken is missed for ever.
    @Test(arguments: [2, 3, 4, 8]) func gangsOverAndOver(workers: Int) async throws {
        try await withCohort(RuntimeOptions(workers: workers)) { (_: Context) async throws in
            let line = Region<Line, 1>(0 ..< workers)
            let points = line.partitioned(.equal, into: workers)
            line.a.fill(0)
            for round in 0 ..< 400 {
                try await concurrently { wave(&points.a.all, 1) }.wait()
                // All stages of falling asleep: looking, counted as a sleeper, asleep.
                if round % 4 > 0 { usleep(UInt32(round % 4 * round % 97)) }
            }
            #expect(try await line.a.values() == Array(repeating: 400, count: workers))
        }
    }
}
