import ArgumentParser
import Cohort

/// What every program of ours takes.
public struct CommonOptions: ParsableArguments {
    /// Threads that run tasks.
    @Option(help: "Threads that run tasks, 1 to 4096; the default is one for each processor.")
    public var workers = RuntimeOptions().workers

    /// The defaults.
    public init() {}

    /// Refuses what no pool can have.
    public func validate() throws {
        guard (1 ... 4096).contains(workers) else {
            throw ValidationError("--workers takes a number from 1 to 4096, not \(workers)")
        }
    }

    /// The options to run with.
    public var runtimeOptions: RuntimeOptions { RuntimeOptions(workers: workers, isPinned: workers <= RuntimeOptions().workers) }
}
