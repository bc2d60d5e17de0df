import ArgumentParser
import Cohort

/// What every program of ours takes.
public struct CommonOptions: ParsableArguments {
    /// Threads that run tasks.
    @Option(
        help: """
            Threads that run tasks, 1 to 4096; the default is one for each processor. Flags that begin with --cohort- describe the machine: \
            see `cohort machine --help`.
            """)
    public var workers = RuntimeOptions().workers

    /// The defaults.
    public init() {}

    /// The options to run with: those of the process's command line, environment and files.
    public var runtimeOptions: RuntimeOptions {
        get throws {
            var options = try RuntimeOptions.ofCommandLine(CommandLine.arguments)
            options.reportsOnQuit = true
            options.isPinned = options.workers <= RuntimeOptions().workers
            return options
        }
    }
}
