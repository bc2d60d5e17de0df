import Cohort
import Glibc

/// One run of a program whose decisions are written to a file of ours, which goes with the value.
final class ProgramRun {
    /// What it ended with; 128 and more when a signal ended it, as in a shell.
    let status: Int32
    private let program: String
    private let file: String

    /// Runs a program with rules, and waits for its end.
    init(_ program: [String], rules: String?) throws {
        self.program = program[0]
        file = try Self.temporaryFile()
        let others = getenv("COHORT_MAPPER").map { String(cString: $0) } ?? ""
        setenv("COHORT_MAPPER", (others.isEmpty ? "" : others + ",") + "record:\(file)", 1)
        if let rules { setenv("COHORT_RULES", rules, 1) }
        status = try Self.run(program)
    }

    deinit { unlink(file) }

    /// What was decided.
    func decisions() throws -> [Decision] {
        let decisions = try? Decision.recorded(in: file)
        guard let decisions, !decisions.isEmpty else {
            throw UsageError(
                "'\(program)' recorded no decisions (its status was \(status)): either it launched no task, or it sets a mapper of its own; "
                    + "`RuntimeOptions.ofCommandLine(_:mapper:)` takes that, and is recorded")
        }
        return decisions
    }

    private static func temporaryFile() throws -> String {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var name = Array("\(folder)/cohort-decisions-XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw UsageError("no file can be made in '\(folder)'") }
        close(descriptor)
        return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func run(_ program: [String]) throws -> Int32 {
        var arguments = program.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        let problem = posix_spawnp(&process, program[0], nil, nil, &arguments, environ)
        guard problem == 0 else { throw UsageError("'\(program[0])' cannot be run: \(String(cString: strerror(problem)))") }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 { guard errno == EINTR else { return 1 } }
        let signal = status & 0x7f
        return signal == 0 ? status >> 8 & 0xff : 128 + signal
    }
}
