import CohortDiagnostics
import CohortLife
import Glibc

/// A program whose `main(_:)` is the top-level task.
///
///     @main struct Hello: CohortProgram {
///         static func main(_ cohort: Context) async throws { print(try await greet(1).value) }
///     }
///
/// The process takes `--workers W` and flags that begin with `--cohort-` (see `MachineSettings`); the rest of the command line is the
/// program's. It exits with 0 when the task and all that it launched succeeded, with 2 when its options cannot be understood, and
/// otherwise prints the error and exits with 1; with 3 when the error is that of a wait which nothing could end, and then prints who waited
/// for what. SIGQUIT (Control-\) prints that of the running program, which goes on.
public protocol CohortProgram {
    /// The top-level task.
    static func main(_ cohort: Context) async throws
    /// The options to run with; by default those of the command line.
    static func options() throws -> RuntimeOptions
}

extension CohortProgram {
    /// What the command line, the environment and the file `cohort.machine` ask for, and the machine's defaults.
    public static func options() throws -> RuntimeOptions { try RuntimeOptions.ofCommandLine(CommandLine.arguments) }

    /// Runs the program; does not return before everything is over.
    public static func main() async {
        do {
            var options: RuntimeOptions
            do { options = try Self.options() } catch let error as CohortError { throw UsageError(error.description) }
            options.reportsOnQuit = true
            try await withCohort(options, named: "main") { try await main($0) }
        } catch let error as UsageError {
            Program.complain(error.description)
            exit(2)
        } catch let exit as ExitCode {
            Glibc.exit(exit.code)
        } catch {
            Program.complain("\(error)")
            guard let diagnosis = (error as? CohortError)?.diagnosis else { exit(1) }
            Program.complain(diagnosis)
            exit(3)
        }
    }
}

/// Runs `body` as a top-level task on workers of its own, and returns its result when everything it launched is over: for
/// Cohort inside another program or a test.
///
/// - Throws: what `body` throws, else the first failure of a task that nobody looked at; and `run.file` when a report, a profile or a log that
///   the options ask for cannot be written.
public func withCohort<Result>(
    _ options: RuntimeOptions = RuntimeOptions(), named name: String = "main",
    _ body: @escaping (Context) async throws -> Result
) async throws -> Result {
    let runtime = try Runtime(options)
    let result: Result
    do {
        defer { runtime.shutDown() }
        result = try await runtime.run(name) { try await body(Context()) }
    }
    try runtime.writeFiles()
    return result
}

/// The running program, as its top-level task sees it.
public struct Context {
    let context: TaskContext?

    init() { context = TaskContext.current }

    /// The number of threads that run tasks.
    public var workers: Int { context?.runtime.pool.count ?? 0 }

    /// Suspends until everything launched so far by this task is over.
    public func fence() async { await context?.quiesce() }

    /// What became of the repetitions that `trace` was told of, by this task and those that are over.
    public var traceReport: TraceReport { context?.traceReport ?? TraceReport() }

    /// What a modelled clock has counted so far; nil when time is not modelled.
    public var clockReport: ClockReport? { context?.runtime.clockReport }
}

/// A command line that cannot be understood; the process exits with code 2.
public struct UsageError: Error, CustomStringConvertible {
    /// What is wrong, in one line.
    public let description: String
    /// An error with that text.
    public init(_ description: String) { self.description = description }
}

/// Thrown to end the process with a code of its own, after its task has cleaned up.
public struct ExitCode: Error {
    /// The process's exit status.
    public let code: Int32
    /// An exit with that status.
    public init(_ code: Int32) { self.code = code }
}

enum Program {
    /// Writes a line to the standard error stream.
    static func complain(_ text: String) {
        let line = text + "\n"
        line.withCString { _ = write(STDERR_FILENO, $0, strlen($0)) }
    }
}
