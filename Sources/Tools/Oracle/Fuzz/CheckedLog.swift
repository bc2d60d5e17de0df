import CohortWitness
import Glibc

/// Logs of random programs, and what is wrong with them.
enum CheckedLog {
    /// The name of a file that nobody has yet.
    static var newFile: String {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        return "\(folder)/cohort-fuzz-\(getpid())-\(UInt32.random(in: 0 ... .max)).log"
    }

    static func remove(_ file: String?) { if let file { unlink(file) } }

    /// The first thing that the checker finds in a log; nil when there is none, or no log.
    static func difference(in file: String?) -> Difference? {
        guard let file else { return nil }
        do {
            let log = try Log(LogFile(path: file))
            let check = Check(log)
            let finding = check.findings.first.map { "\($0)" } ?? check.superfluous.first.map { log.describe(superfluous: $0) }
            return finding.map { Difference(description: $0) }
        } catch {
            return Difference(description: "\(error)")
        }
    }
}
