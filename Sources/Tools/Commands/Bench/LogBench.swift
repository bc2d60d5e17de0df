import Cohort
import CohortWitness

/// What an event costs that a log is told of: a launch, a requirement, a point, an edge, a value, or a run of a task.
///
/// Tasks that do nothing run with a log and without one in turns; the difference of the processor time is divided by the events that the
/// log has.
enum LogBench {
    static let all = [
        // Each point follows those before it that wrote its piece and the two beside it.
        benchmark("log.halo") { TaskBench.launchHalo($0) },
        benchmark("log.index.2arg") { TaskBench.launchIndex($0, 2) },
        benchmark("log.single.1arg") { TaskBench.launchSingle($0) },
    ]

    private static func benchmark(_ name: String, _ launch: @escaping @Sendable (Workpiece) -> Void) -> Benchmark {
        Benchmark.measured(name, "ns an event") { options in
            try await withTemporaryFolder { folder in
                var differences: [Double] = []
                var events = 0
                // The first pair fills the caches.
                for run in 0 ... options.runs {
                    let plain = try await time(options.runtime, launch)
                    var logging = options.runtime
                    logging.logFile = "\(folder)/run.log"
                    let logged = try await time(logging, launch)
                    events = try count(Log(LogFile(path: logging.logFile ?? "")))
                    if run > 0 { differences.append((logged - plain) / Double(events)) }
                }
                return Measurement(median(differences), count: events)
            }
        }
    }

    /// Nanoseconds for ten thousand launches.
    private static func time(_ options: RuntimeOptions, _ launch: @escaping @Sendable (Workpiece) -> Void) async throws -> Double
    {
        try await withCohort(options) { cohort in
            let workpiece = Workpiece(pieces: 16)
            let before = ProcessorTime.ofProcess
            for _ in 0 ..< 10_000 { launch(workpiece) }
            await cohort.fence()
            return ProcessorTime.ofProcess - before
        }
    }

    private static func count(_ log: Log) -> Int {
        let requirements = log.launches.values.reduce(0) { $0 + $1.requirements.count }
        return log.launches.count + requirements + log.operations.count + log.edges.count + log.values.count + log.runs.count
    }
}
