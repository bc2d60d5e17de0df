import Cohort

/// Random programs against the oracle.
public enum Fuzz {
    /// A program whose run differs from the oracle.
    public struct Finding: Sendable, CustomStringConvertible {
        /// The program.
        public var program: RandomProgram
        /// How it was run.
        public var options: RuntimeOptions
        /// The first difference.
        public var difference: Difference

        /// Which program differs, how it was run, and where.
        public var description: String { "program \(program.seed), \(options.workers) workers, \(options.order): \(difference)" }

        /// The line of a corpus that runs it again.
        public var entry: Corpus.Entry {
            Corpus.Entry(seed: program.seed, workers: options.workers, comment: "\(options.order): \(difference)")
        }
    }

    /// Runs programs number `seed`, `seed` + 1, …; returns how many behaved and all that did not.
    ///
    /// - Parameters:
    ///   - workers: threads for each run; nil for a random number from 1 to 8 that depends on the seed.
    ///   - traces: whether launches that repeat are replayed in each run; nil for a random answer that depends on the seed.
    ///   - checksLogs: whether each run also writes a log, in which a checker that knows nothing of the runtime looks for races.
    ///   - logs: a folder that keeps the log of each program under its seed; each program then runs by itself, and its log is checked.
    ///   - progress: called now and then with the number of programs done, and before each program with its seed.
    public static func run(
        programs: Int, seed: UInt64, workers: Int? = nil, traces: RuntimeOptions.Traces? = nil, checksLogs: Bool = false,
        logs: String? = nil,
        progress: @escaping @Sendable (_ done: Int, _ seed: UInt64) -> Void = { _, _ in }
    ) async -> (passed: Int, failed: [Finding], coverage: Coverage) {
        var findings: [Finding] = []
        let coverage = Counter()
        var next = 0
        while next < programs {
            let first = seed &+ UInt64(next)
            // One set of workers serves the programs whose seeds share all but the last bits.
            let count = min(programs - next, batchSize - Int(first % UInt64(batchSize)))
            var options = options(seed: first, workers: workers, traces: traces)
            if let logs {
                progress(next, first)
                options.logFile = "\(logs)/\(first).log"
                findings += await runAlone([first], options)
                next += 1
                continue
            }
            if checksLogs { options.logFile = CheckedLog.newFile }
            let done = next
            let batch = (0 ..< count).map { first &+ UInt64($0) }
            findings += await run(batch, options, coverage) { progress(done, $0) }
            CheckedLog.remove(options.logFile)
            next += count
        }
        return (programs - findings.count, findings, coverage.coverage)
    }

    /// The difference between the oracle and a run of a legal program; nil when there is none, or nothing to compare.
    public static func difference(of program: RandomProgram, _ options: RuntimeOptions) async -> Difference? {
        guard let expected = try? Oracle.outcome(of: program) else { return nil }
        let actual = await Runner.outcome(of: program, options)
        return Difference.first(expected: expected, actual: actual) ?? CheckedLog.difference(in: options.logFile)
    }

    /// What was seen, by whoever runs the batch at the time.
    private final class Counter: @unchecked Sendable {
        // SAFETY: batches run one after the other.
        var coverage = Coverage()
    }

    static let batchSize = 32

    /// How the program of a seed is run.
    public static func options(seed: UInt64, workers: Int?, traces: RuntimeOptions.Traces?) -> RuntimeOptions {
        // Of the batch, so that a program run again by itself is mapped as it was.
        let batch = seed / UInt64(batchSize)
        var dice = Dice(batch)
        let count = dice.among(1 ... 8)
        let order: RuntimeOptions.Order = dice.pick([.parallel, .parallel, .parallel, .parallel, .inline, .sequential])
        var options = RuntimeOptions(workers: workers ?? count, window: dice.pick([64, 4096]), order: order)
        if dice.among(0 ... 1) == 1 {
            options.mapper = RandomMapper(seed: batch, runsInline: true)
            options.machine = try? MachineModel(
                "nodes \(dice.among(1 ... 3)), cpus 3, gpus \(dice.among(0 ... 2)), framebuffer 1GiB")
        }
        if dice.among(0 ... 7) == 0 { options.schedule = .seeded(batch) }
        options.traces = traces ?? dice.pick([.found, .forced, .forced, .off])
        return options
    }

    private static func run(
        _ seeds: [UInt64], _ options: RuntimeOptions, _ counter: Counter, _ progress: @escaping (UInt64) -> Void
    ) async -> [Finding] {
        do {
            let findings = try await withCohort(Runner.comparable(options)) { cohort in
                var findings: [Finding] = []
                for seed in seeds {
                    progress(seed)
                    let program = RandomProgram.random(seed: seed)
                    counter.coverage.note(program)
                    let actual = await Runner.outcomeInside(program, workers: Runner.workers(options))
                    if let difference = judge(program, actual) {
                        findings.append(Finding(program: program, options: options, difference: difference))
                    }
                }
                counter.coverage.note(cohort.traceReport)
                return findings
            }
            // A log is of all programs together: each by itself tells whose the fault is.
            return findings.isEmpty && CheckedLog.difference(in: options.logFile) != nil
                ? await runAlone(seeds, options) : findings
        } catch {
            return await runAlone(seeds, options)
        }
    }

    /// Something failed that no program looked at: each runs by itself, so that it is known whose it was.
    private static func runAlone(_ seeds: [UInt64], _ options: RuntimeOptions) async -> [Finding] {
        var findings: [Finding] = []
        for seed in seeds {
            let program = RandomProgram.random(seed: seed)
            let actual = await Runner.outcome(of: program, options)
            if let difference = judge(program, actual) ?? CheckedLog.difference(in: options.logFile) {
                findings.append(Finding(program: program, options: options, difference: difference))
            }
        }
        return findings
    }

    private static func judge(_ program: RandomProgram, _ actual: Outcome) -> Difference? {
        do {
            return Difference.first(expected: try Oracle.outcome(of: program), actual: actual)
        } catch {
            return Difference(description: "the generator made an illegal program: step \(error.label), \(error.code)")
        }
    }
}
