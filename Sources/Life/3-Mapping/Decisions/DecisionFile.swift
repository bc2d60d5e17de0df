import CohortDiagnostics
import CohortLocking
import CohortMachine
import Glibc

/// A file that decisions are written to, a line each, as they are taken: what was decided before a crash is there after it.
final class DecisionFile: Sendable {
    private let descriptor: Int32
    private let lock = Locked(())
    private let isOurs: Bool

    /// The file of that path, empty; without a path the standard error stream.
    init(_ path: String?) throws(CohortError) {
        isOurs = path != nil
        guard let path else { descriptor = STDERR_FILENO; return }
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw CohortError(
                .mappingDecisions, "decisions cannot be written to '\(path)': \(String(cString: strerror(errno)))",
                rule: "a mapper that writes decisions down needs a file that it may write to", fix: "name another file")
        }
    }

    deinit { if isOurs { close(descriptor) } }

    /// Writes one line, whole. What the disk has no room for is lost: a log is no reason to fail.
    func write(_ line: String) {
        var bytes = Array((line + "\n").utf8)[...]
        lock.withLock { _ in
            while !bytes.isEmpty {
                let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                guard count > 0 else { return }
                bytes = bytes.dropFirst(count)
            }
        }
    }
}

extension Decision {
    /// The first line of a file of decisions.
    static let heading = "cohort decisions 1"

    /// The decisions that a recording mapper wrote to a file, in the order in which they were taken.
    ///
    /// - Throws: `mapping.decisions` when it cannot be read, or is no such file.
    public static func recorded(in path: String) throws(CohortError) -> [Decision] {
        guard let text = SystemFiles.text(at: path) else {
            throw CohortError(
                .mappingDecisions, "no file '\(path)' of decisions that can be read",
                rule: "decisions are read from a file that `--cohort-mapper record:FILE` wrote",
                fix: "correct the name, or record them")
        }
        let lines = text.split(separator: "\n")
        guard lines.first == heading[...] else { throw .unreadableDecision("\(path), line 1") }
        var decisions: [Decision] = []
        for (number, line) in lines.dropFirst().enumerated() {
            guard let decision = Decision(line) else { throw .unreadableDecision("\(path), line \(number + 2)") }
            decisions.append(decision)
        }
        return decisions
    }
}
