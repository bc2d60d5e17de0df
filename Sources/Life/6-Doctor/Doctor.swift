import CSystem
import CohortLocking

// Tells who waits for what, and why: when nothing can go on, and whenever somebody asks.

package enum Doctor {
    /// One looks at a time.
    private static let looking = Locked(())
    /// How long a worker may be in the middle of something before the doctor does without: program code, which may launch at any time,
    /// and the runtime's own work, during which nothing can be looked at.
    private static let codePatience: UInt64 = 50_000_000
    private static let patience: UInt64 = 2_000_000_000

    /// What a pool that has come to a stop waits for.
    static func examine(_ pool: WorkerPool) -> Diagnosis {
        look(pool) { Diagnosis($0, title: "nothing can go on:") } ?? Diagnosis(confused)
    }

    /// What runs and what waits.
    package static func report(_ runtime: Runtime) -> String {
        look(runtime.pool) { $0.situation("what runs, and what waits:") } ?? confused
    }

    /// What waits in a runtime that has come to a stop.
    package static func diagnosis(_ runtime: Runtime) -> String { examine(runtime.pool).text }

    private static let confused = "a worker is busy with the runtime's own work, or a mapper's; ask again when that is over"

    /// Lets all workers stand still that change anything, and takes stock; nil when one does not come to rest.
    private static func look<Result>(_ pool: WorkerPool, _ body: (Census) -> Result) -> Result? {
        looking.withLock { _ in
            pool.stillness.begin()
            defer { pool.stillness.end() }
            let start = cohort_monotonic_nanoseconds()
            while true {
                let activities = pool.workers.map { $0 === Worker.current ? .rest : $0.activity }
                let time = cohort_monotonic_nanoseconds() - start
                let isStill = !activities.contains(.runtime) && (time > codePatience || !activities.contains { $0.code != nil })
                if isStill { return body(Census(pool, activities)) }
                if time > patience { return nil }
                cohort_yield()
            }
        }
    }
}
