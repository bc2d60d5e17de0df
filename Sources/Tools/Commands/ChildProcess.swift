import Cohort
import Glibc

/// A program that is run to its end, its output kept.
struct ChildProcess {
    let status: Int32
    let output: String
    let errors: String
    /// True when it was ended for having run too long.
    let isLate: Bool
    let seconds: Double

    /// Runs a program, found as a shell finds it, with some variables of the environment replaced.
    ///
    /// - Parameter patience: seconds after which it is ended.
    /// - Throws: `UsageError` when there is no such program.
    static func run(
        _ line: [String], _ variables: [String: String], in folder: String, patience: Double = .infinity
    ) throws -> ChildProcess {
        let files = (output: "\(folder)/output", errors: "\(folder)/errors")
        let start = ContinuousClock.now
        let child = try spawn(line, variables, files.output, files.errors)
        let (status, isLate) = wait(for: child, since: start, patience)
        return ChildProcess(
            status: status, output: text(of: files.output), errors: text(of: files.errors), isLate: isLate,
            seconds: (ContinuousClock.now - start) / .seconds(1))
    }

    private static func spawn(
        _ line: [String], _ variables: [String: String], _ output: String, _ errors: String
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var arguments = line.map { strdup($0) } + [nil]
        var environment = Environment.replacing(variables).map { strdup($0) } + [nil]
        defer { for text in arguments + environment { free(text) } }
        var child = pid_t()
        let problem = posix_spawnp(&child, line[0], &actions, nil, &arguments, &environment)
        guard problem == 0 else { throw UsageError("'\(line[0])' cannot be run: \(String(cString: strerror(problem)))") }
        return child
    }

    private static func wait(for child: pid_t, since start: ContinuousClock.Instant, _ patience: Double) -> (Int32, isLate: Bool)
    {
        var status: Int32 = 0
        var isLate = false
        while true {
            let ended = waitpid(child, &status, patience.isFinite ? WNOHANG : 0)
            if ended == child || (ended < 0 && errno != EINTR) { break }
            if ended < 0 { continue }
            if !isLate, (ContinuousClock.now - start) / .seconds(1) > patience {
                isLate = true
                kill(child, SIGKILL)
            }
            usleep(500)
        }
        // The low bits say whether a signal ended it.
        return (status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f, isLate)
    }

    /// What a file holds; nothing when it cannot be read.
    static func text(of file: String) -> String { (try? TextFile.read(file)) ?? "" }
}

/// The variables of this process.
enum Environment {
    /// All that it was started with, as `NAME=value`, some replaced.
    static func replacing(_ variables: [String: String]) -> [String] {
        let lines = ChildProcess.text(of: "/proc/self/environ").split(separator: "\0").map(String.init)
        return lines.filter { variables[String($0.prefix { $0 != "=" })] == nil }
            + variables.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
    }
}
