import Cohort
import CohortOracle

/// `cohort fuzz`: random programs against the oracle.
enum FuzzCommand: Command {
    static let name = "fuzz"
    static let summary = "runs random programs and compares each with the sequential oracle"
    static let help = """
        usage: cohort fuzz [--programs N] [--seed S] [--workers W] [--traces HOW] [--check]
                           [--logs FOLDER] [--memory MIB]
               cohort fuzz --corpus FILE [--check] [--memory MIB]
               cohort fuzz --soak HOURS [--state FILE] [--corpus FILE]
                           [--seed S] [--workers W] [--traces HOW] [--check] [--memory MIB]

        Runs N random programs, made from the seeds S, S + 1, …, and compares all they leave,
        bit by bit, with what a sequential runtime computes. The first one that differs is
        printed in its smallest form with its seed, so that
        `cohort fuzz --seed SEED --programs 1` runs it again.

          --programs N   how many programs; 1000 unless given
          --seed S       the first seed; 1 unless given
          --workers W    threads for every program; a random number from 1 to 8 unless given
          --traces HOW   whether launches that repeat are replayed: off, found, or forced, where
                         the first that comes again is enough; random unless given
          --check        writes a log of each run, in which `cohort check` must find nothing wrong
          --logs FOLDER  keeps the log of each program as SEED.log, and checks it; each program
                         runs by itself then
          --memory MIB   fails when the process needed more at any time: what runs leave
                         behind adds up
          --corpus FILE  runs the programs of a file instead, each twenty times: a line has
                         a seed, perhaps a number of workers, and after # what was wrong

        With --soak it goes on for so many hours, which may be a fraction, and tells each
        minute how far it is.

          --state FILE   how far it is, written again and again; a run that finds the file
                         goes on from there
          --corpus FILE  programs that differ are added to it

        Ctrl-C ends a soak when the programs are over that run, and then it can go on.

        The last line but one says how many programs had each construct; the last one is
        `N passed, M failed`, and the status is 1 when any failed. A program that
        hangs for a minute ends the run, counts as failed, and is named.
        """

    static func run(_ arguments: [String]) async throws -> Int32 {
        let options = try FuzzOptions(arguments)
        switch options.work {
        case .soak(let hours): return try await SoakRun(options, hours: hours).run()
        case .corpus(let file): return try await run(corpus: file, options)
        case .programs(let count): return await run(programs: count, options)
        }
    }

    private static func run(programs: Int, _ options: FuzzOptions) async -> Int32 {
        let watch = Watch()
        let watching = watch.begin()
        defer { watching.cancel() }
        let (passed, failed, coverage) = await Fuzz.run(
            programs: programs, seed: options.seed ?? 1, workers: options.workers, traces: options.traces,
            checksLogs: options.checksLogs, logs: options.logs
        ) { watch.note(done: $0, seed: $1) }
        for finding in failed { print(finding) }
        if let first = failed.first { await explain(first) }
        print("programs with: \(coverage)")
        return conclude(passed, failed.count, options)
    }

    private static func run(corpus file: String, _ options: FuzzOptions) async throws -> Int32 {
        guard let text = try TextFile.read(file) else { throw TextFile.Failure(description: "there is no file '\(file)'") }
        let corpus = try Corpus(text)
        let watch = Watch()
        let watching = watch.begin()
        defer { watching.cancel() }
        let (passed, failed) = await Fuzz.run(corpus, rounds: 20, checksLogs: options.checksLogs) {
            watch.note(done: $0, seed: $1)
        }
        for finding in failed { print(finding) }
        return conclude(passed, failed.count, options)
    }

    /// The last line, and the status. Too much memory counts as one failure.
    static func conclude(_ passed: Int, _ failed: Int, _ options: FuzzOptions) -> Int32 {
        var failed = failed
        if let memory = options.memory, PeakMemory.mebibytes > memory {
            print("the runs needed \(PeakMemory.mebibytes) MiB of memory, more than \(memory)")
            failed += 1
        }
        print("\(passed) passed, \(failed) failed")
        return failed == 0 ? 0 : 1
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
        let (seed, options) = (finding.program.seed, finding.options)
        print("again: cohort fuzz --seed \(seed) --programs 1 --workers \(options.workers) --traces \(options.traces)\n")
    }
}
