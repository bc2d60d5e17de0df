import Cohort

/// How far a long run of random programs has come: a value that a file holds, so that the next run goes on from there.
///
///     cohort soak 1
///     next 20301082
///     passed 81
///     failed 1
///     seconds 12
public struct Soak: Equatable, Sendable, CustomStringConvertible {
    /// The seed of the next program.
    public var next: UInt64
    /// Programs that behaved.
    public var passed = 0
    /// Programs that did not.
    public var failed = 0
    /// How long all runs took together.
    public var seconds = 0.0

    private static let heading = "cohort soak 1"

    /// The beginning, with the seed of the first program.
    public init(from seed: UInt64) { next = seed }

    /// Reads what `description` wrote.
    ///
    /// - Throws: `UsageError` when the text is something else.
    public init(_ text: String) throws {
        let lines = text.split(separator: "\n")
        guard lines.first == Self.heading[...] else { throw UsageError("the state of a soak begins with '\(Self.heading)'") }
        let words = lines.dropFirst().map { $0.split(separator: " ") }
        guard words.allSatisfy({ $0.count == 2 }) else { throw UsageError("the state of a soak has a name and a number a line") }
        let numbers = Dictionary(words.map { ($0[0], $0[1]) }) { $1 }
        guard let next = numbers["next"].flatMap({ UInt64($0) }), let passed = numbers["passed"].flatMap({ Int($0) }),
            let failed = numbers["failed"].flatMap({ Int($0) }), let seconds = numbers["seconds"].flatMap({ Double($0) })
        else { throw UsageError("the state of a soak says next, passed, failed and seconds") }
        (self.next, self.passed, self.failed, self.seconds) = (next, passed, failed, seconds)
    }

    /// The text that holds it.
    public var description: String {
        "\(Self.heading)\nnext \(next)\npassed \(passed)\nfailed \(failed)\nseconds \((seconds * 10).rounded() / 10)\n"
    }

    /// Goes on until it is time to stop.
    ///
    /// - Parameters:
    ///   - workers: threads for each run; nil for a random number from 1 to 8 that depends on the seed.
    ///   - traces: whether launches that repeat are replayed; nil for a random answer that depends on the seed.
    ///   - checksLogs: whether each run also writes a log, in which a checker looks for races.
    ///   - isOver: asked after each 32 programs or so, when `note` has been called.
    ///   - progress: called before each program with the number of programs done, and its seed.
    ///   - note: called with the programs that differed and how far it has come; from there the next run goes on.
    public mutating func run(
        workers: Int?, traces: RuntimeOptions.Traces? = nil, checksLogs: Bool = false, until isOver: @Sendable () -> Bool,
        progress: @escaping @Sendable (_ done: Int, _ seed: UInt64) -> Void,
        note: @Sendable ([Fuzz.Finding], Soak) async throws -> Void
    ) async rethrows {
        let before = seconds, start = ContinuousClock.now
        repeat {
            let done = passed + failed
            let count = Fuzz.batchSize - Int(next % UInt64(Fuzz.batchSize))
            let (good, bad, _) = await Fuzz.run(
                programs: count, seed: next, workers: workers, traces: traces, checksLogs: checksLogs
            ) {
                progress(done + $0, $1)
            }
            passed += good
            failed += bad.count
            next &+= UInt64(count)
            seconds = before + (ContinuousClock.now - start) / .seconds(1)
            try await note(bad, self)
        } while !isOver()
    }
}
