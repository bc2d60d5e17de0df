import Cohort

/// Seeds of programs that once differed, each with what was wrong: a text with a program a line.
///
///     # seed, and the workers if a number showed it; what was wrong
///     20300650 1  # a child wrote into an array that was attached later
public struct Corpus: Sendable {
    /// The programs, in the order of the text.
    public private(set) var entries: [Entry] = []

    /// A program that once differed.
    public struct Entry: Equatable, Sendable, CustomStringConvertible {
        /// Its seed.
        public var seed: UInt64
        /// The threads that it ran on; nil for those that follow from the seed.
        public var workers: Int?
        /// What was wrong.
        public var comment: String

        /// A program with that seed.
        public init(seed: UInt64, workers: Int? = nil, comment: String) {
            self.seed = seed
            self.workers = workers
            self.comment = comment
        }

        /// The line of a corpus that says this.
        public var description: String {
            "\(seed)\(workers.map { " \($0)" } ?? "")  # \(comment.replacing("\n", with: " "))"
        }
    }

    /// Reads a corpus. Empty lines and those that begin with `#` say nothing.
    ///
    /// - Throws: `UsageError` that names the first line that is none of a corpus.
    public init(_ text: String) throws {
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let parts = line.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            let words = parts.first?.split(separator: " ") ?? []
            if words.isEmpty { continue }
            let comment = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
            guard let entry = Self.entry(words, comment) else {
                throw UsageError("line \(number + 1) of the corpus is no seed with perhaps a number of workers: '\(line)'")
            }
            entries.append(entry)
        }
    }

    private static func entry(_ words: [Substring], _ comment: String) -> Entry? {
        guard words.count <= 2, let seed = UInt64(words[0]) else { return nil }
        if words.count == 1 { return Entry(seed: seed, comment: comment) }
        guard let workers = Int(words[1]), (1 ... 4096).contains(workers) else { return nil }
        return Entry(seed: seed, workers: workers, comment: comment)
    }
}

extension Fuzz {
    /// Runs each program of a corpus several times, since not every fault shows each time; returns how many programs behaved, and the
    /// first finding of each that did not.
    ///
    /// - Parameters:
    ///   - rounds: how often each program is run.
    ///   - checksLogs: whether each run also writes a log, in which a checker looks for races.
    ///   - progress: called before each run with the number of runs done and the seed.
    public static func run(
        _ corpus: Corpus, rounds: Int, checksLogs: Bool = false,
        progress: @escaping @Sendable (_ done: Int, _ seed: UInt64) -> Void = { _, _ in }
    ) async -> (passed: Int, failed: [Finding]) {
        var findings: [Finding] = []
        for (number, entry) in corpus.entries.enumerated() {
            for round in 0 ..< rounds {
                progress(number * rounds + round, entry.seed)
                let found = await run(programs: 1, seed: entry.seed, workers: entry.workers, checksLogs: checksLogs).failed
                findings += found
                if !found.isEmpty { break }
            }
        }
        return (corpus.entries.count - findings.count, findings)
    }
}
