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
        let log = try Log(file)
        print(LogSummary(file, log))
        let check = Check(log)
        for finding in check.findings.prefix(request.most) { print(finding) }
        if check.findings.count > request.most { print("… and \(check.findings.count - request.most) more") }
        for edge in check.superfluous.prefix(request.isExact ? request.most : 0) { print(log.describe(superfluous: edge)) }
        print("\(check.findings.count) wrong, \(check.superfluous.count) superfluous")
        return check.findings.isEmpty && (!request.isExact || check.superfluous.isEmpty) ? 0 : 1
    }

    /// What is asked for.
    struct Request {
        let log: String
        let isExact: Bool
        /// How many of a kind are printed.
        let most = 20

        init(_ arguments: [String]) throws {
            isExact = arguments.contains("--exact")
            let names = try Arguments(arguments.filter { $0 != "--exact" }).names
            guard let log = names.first else { throw UsageError("say which log; a program writes one with --cohort-log FILE") }
            if names.count > 1 { throw UsageError("unexpected argument '\(names[1])'; see --help") }
            self.log = log
        }
    }
}
