import Cohort
import CohortWitness
import Glibc

/// `cohort check`: what a log says.
enum CheckCommand: Command {
    static let name = "check"
    static let summary = "reads the log of a run, and says what it holds"
    static let help = """
        usage: cohort check LOG [--exact] [--legion-spy FILE]

        Reads what a program wrote that ran with --cohort-log LOG, and prints how much of
        what it holds.

            --legion-spy FILE   writes the log as text for legion_spy.py, with which Legion
                                checks its own runs: legion_spy.py -lpc FILE

        The status is 1 when the log cannot be read.
        """

    static func run(_ arguments: [String]) async throws -> Int32 {
        let request = try Request(arguments)
        let file = try LogFile(path: request.log)
        let log = try Log(file)
        print(LogSummary(file, log))
        if let path = request.legionSpy { try write(log.legionSpyText, to: path) }
        let check = Check(log)
        for finding in check.findings.prefix(request.most) { print(finding) }
        if check.findings.count > request.most { print("… and \(check.findings.count - request.most) more") }
        for edge in check.superfluous.prefix(request.isExact ? request.most : 0) { print(log.describe(superfluous: edge)) }
        print("\(check.findings.count) wrong, \(check.superfluous.count) superfluous")
        return check.findings.isEmpty && (!request.isExact || check.superfluous.isEmpty) ? 0 : 1
    }

    private static func write(_ text: String, to path: String) throws {
        guard let stream = fopen(path, "w") else { throw Unwritable(path: path) }
        let isWritten = fputs(text, stream) >= 0
        guard fclose(stream) == 0, isWritten else { throw Unwritable(path: path) }
    }

    private struct Unwritable: Error, CustomStringConvertible {
        let path: String
        var description: String { "'\(path)' cannot be written" }
    }

    /// What is asked for.
    struct Request {
        let log: String
        /// The file that gets the log for Legion Spy.
        let legionSpy: String?
        let isExact: Bool
        /// How many of a kind are printed.
        let most = 20

        init(_ arguments: [String]) throws {
            isExact = arguments.contains("--exact")
            var rest = arguments.filter { $0 != "--exact" }
            legionSpy = try Self.takeFile("--legion-spy", &rest)
            let names = try Arguments(rest).names
            guard let log = names.first else { throw UsageError("say which log; a program writes one with --cohort-log FILE") }
            if names.count > 1 { throw UsageError("unexpected argument '\(names[1])'; see --help") }
            self.log = log
        }

        /// Takes an option with its file out of the arguments.
        private static func takeFile(_ option: String, _ arguments: inout [String]) throws -> String? {
            guard let index = arguments.firstIndex(where: { $0 == option || $0.hasPrefix("\(option)=") }) else { return nil }
            let argument = arguments.remove(at: index)
            if argument != option { return String(argument.dropFirst(option.count + 1)) }
            guard index < arguments.count else { throw UsageError("\(option) takes a file") }
            return arguments.remove(at: index)
        }
    }
}
