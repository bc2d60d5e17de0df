import Cohort
import CohortOracle
import Glibc
import Synchronization

/// `cohort fuzz`: random programs against the oracle.
enum FuzzCommand: Command {
    static let name = "fuzz"
    static let summary = "runs random programs and compares each with the sequential oracle"
    static let help = """
        usage: cohort fuzz [--programs N] [--seed S] [--workers W] [--check]

        Runs N random programs, made from the seeds S, S + 1, …, and compares all they leave,
        bit by bit, with what a sequential runtime computes. The first one that differs is
        printed in its smallest form with its seed, so that
        `cohort fuzz --seed SEED --programs 1` runs it again.

          --programs N   how many programs; 1000 unless given
          --seed S       the first seed; 1 unless given
          --workers W    threads for every program; a random number from 1 to 8 unless given
          --check        writes a log of each run, in which `cohort check` must find nothing wrong

        The last line but one says how many programs had each construct; the last one is
        `N passed, M failed`, and the status is 1 when any failed. A program that
        hangs for a minute ends the run, counts as failed, and is named.
        """

    static func run(_ arguments: [String]) async throws -> Int32 {
        let options = try Options(arguments)
        let watch = Watch()
        watch.begin()
        let (passed, failed, coverage) = await Fuzz.run(
            programs: options.programs, seed: options.seed, workers: options.workers, checksLogs: options.checksLogs
        ) { watch.note(done: $0, seed: $1) }
        for finding in failed {
            print(
                "program \(finding.program.seed), \(finding.options.workers) workers, \(finding.options.order): \(finding.difference)"
            )
        }
        if let first = failed.first { await explain(first) }
        print("programs with: \(coverage)")
        print("\(passed) passed, \(failed.count) failed")
        return failed.isEmpty ? 0 : 1
    }

    /// Prints the smallest program that still differs.
    private static func explain(_ finding: Fuzz.Finding) async {
        let shrinker = Shrinker { program in
            // A race does not show every time.
            for _ in 0 ..< 20 where await Fuzz.difference(of: program, finding.options) != nil { return true }
            return false
        }
        let smallest = await shrinker.shrink(finding.program)
        let difference = await Fuzz.difference(of: smallest, finding.options) ?? finding.difference
        print("\nsmallest form of program \(finding.program.seed):\n\n\(smallest)\n\n\(difference)\n")
        print("again: cohort fuzz --seed \(finding.program.seed) --programs 1 --workers \(finding.options.workers)\n")
    }

    private struct Options {
        var programs = 1000
        var seed: UInt64 = 1
        var workers: Int?
        var checksLogs = false

        init(_ arguments: [String]) throws {
            var rest = arguments[...]
            while let option = rest.popFirst() {
                if option == "--check" {
                    checksLogs = true
                    continue
                }
                guard ["--programs", "--seed", "--workers"].contains(option) else {
                    throw UsageError("unknown option '\(option)'")
                }
                guard let text = rest.popFirst() else { throw UsageError("\(option) takes a number") }
                switch option {
                case "--seed":
                    guard let number = UInt64(text) else { throw UsageError("--seed takes a number from 0, not '\(text)'") }
                    seed = number
                case "--programs":
                    guard let number = Int(text), number > 0 else {
                        throw UsageError("--programs takes a number from 1, not '\(text)'")
                    }
                    programs = number
                default:
                    guard let number = Int(text), (1 ... 4096).contains(number) else {
                        throw UsageError("--workers takes a number from 1 to 4096, not '\(text)'")
                    }
                    workers = number
                }
            }
        }
    }
}

/// Ends the process when no program has begun for a minute.
private final class Watch: Sendable {
    private let start = ContinuousClock.now
    private let done = Atomic<Int>(0)
    private let seed = Atomic<UInt64>(0)
    /// Milliseconds from the start to the beginning of the program.
    private let began = Atomic<Int64>(0)

    private var elapsed: Int64 { Int64((ContinuousClock.now - start) / .milliseconds(1)) }

    func note(done: Int, seed: UInt64) {
        self.done.store(done, ordering: .relaxed)
        self.seed.store(seed, ordering: .relaxed)
        began.store(elapsed, ordering: .releasing)
    }

    func begin() {
        Task.detached {
            while true {
                try? await Task.sleep(for: .seconds(5))
                guard self.elapsed - self.began.load(ordering: .acquiring) > 60_000 else { continue }
                let (done, seed) = (self.done.load(ordering: .relaxed), self.seed.load(ordering: .relaxed))
                print("program \(seed) hangs\n\(RandomProgram.random(seed: seed))\n\(done) passed, 1 failed")
                exit(1)
            }
        }
    }
}
