import Cohort
import CohortWitness

/// `cohort check`: what a log says.
enum CheckCommand: Command {
    static let name = "check"
    static let summary = "reads the log of a run, and says what it holds"
    static let help = """
        usage: cohort check LOG

        Reads what a program wrote that ran with --cohort-log LOG, and prints how much of
        what it holds.

        The status is 1 when the log cannot be read.
        """

    static func run(_ arguments: [String]) async throws -> Int32 {
        let request = try Request(arguments)
        let file = try LogFile(path: request.log)
        print(LogSummary(file, try Log(file)))
        return 0
    }

    /// What is asked for.
    struct Request {
        let log: String

        init(_ arguments: [String]) throws {
            let names = try Arguments(arguments).names
            guard let log = names.first else { throw UsageError("say which log; a program writes one with --cohort-log FILE") }
            if names.count > 1 { throw UsageError("unexpected argument '\(names[1])'; see --help") }
            self.log = log
        }
    }
}
