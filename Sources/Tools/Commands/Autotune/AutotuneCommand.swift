import Cohort

/// `cohort autotune`: looks for the mapping with which a program is fastest.
enum AutotuneCommand: Command {
    static let name = "autotune"
    static let summary = "looks for the fastest mapping of a program, and writes it as rules"
    static let help = """
        usage: cohort autotune [--machine MACHINE] [--budget N|TIME] [--output FILE]
                               [--measure modelled|wall] [--profile FILE] [--exhaustive]
                               [--seed S] -- PROGRAM [ARGUMENT…]

        Runs the program once to learn what its tasks do and how long they take on a worker
        of this computer, and then again and again, each time with other rules for its
        mapping: processors, memories, slices, extents. Each run takes the true decisions;
        how long it would take on the machine is modelled, so the machine need not be there.
        The best rules are written, with the figures as a comment.

            --machine MACHINE   a description such as "nodes 2, cpus 4, gpus 2", or a file with
                                one; the machine that the program would have unless given
            --budget N|TIME     trials, or a time such as 90s, 5min or 1h; 200 unless given
            --output FILE       the rules; PROGRAM.rules unless given
            --measure WHAT      modelled, which is the default; or wall, the true time of the
                                process on this computer, the shortest of three runs
            --profile FILE      what --cohort-profile wrote, instead of measuring anew
            --exhaustive        tries all mappings in which each task has all its data in one
                                kind of memory, sliced evenly, and no others
            --seed S            another seed makes another search; 1 unless given

        Rules with which the program fails are left out. If its output differs from that
        without rules, but for what differs between runs anyway, that is an error of the
        program, and the status is 1. Ctrl-C ends the search; the best so far is written.
        """

    static func run(_ arguments: [String]) async throws -> Int32 {
        let options = try AutotuneOptions(arguments)
        let machine = try machine(options.machine)
        return try withTemporaryFolder { folder in
            Interruption.listen()
            let program = TunedProgram(options, in: folder)
            let space = SearchSpace(TunedTask.tasks(of: try program.profile()), machine)
            if space.tasks.isEmpty {
                throw TuningFailure(description: "the program launches no leaf tasks, so there is nothing to map")
            }
            return try tune(program, space, options)
        }
    }

    private static func machine(_ description: String?) throws -> MachineModel {
        do {
            return try (description.map { try MachineConfiguration(synthetic: $0) } ?? MachineConfiguration()).model
        } catch let error as CohortError { throw UsageError(error.description) }
    }

    private static func tune(_ program: TunedProgram, _ space: SearchSpace, _ options: AutotuneOptions) throws -> Int32 {
        let progress = Progress(before: try program.defaultTime())
        var problem: (any Error)?
        let start = ContinuousClock.now
        var search = Search(space) { count in
            if Interruption.has || problem != nil || program.difference != nil { return true }
            switch options.budget {
            case .trials(let most): return !options.isExhaustive && count >= most
            case .seconds(let most): return (ContinuousClock.now - start) / .seconds(1) >= most
            }
        } time: { mapping in
            do {
                let time = try program.time(rules: mapping.rules(for: space.tasks))
                if !Interruption.has { progress.note(time) }
                return Interruption.has ? nil : time
            } catch {
                problem = error
                return nil
            }
        }
        if options.isExhaustive { search.exhaust() } else { search.descend(seed: options.seed) }
        if let problem { throw problem }
        if let output = program.difference {
            return complain("the program's output depends on its mapping; with the last rules it was:\n\(output)", status: 1)
        }
        try conclude(search, progress, (ContinuousClock.now - start) / .seconds(1), options)
        return 0
    }

    private static func conclude(_ search: Search, _ progress: Progress, _ seconds: Double, _ options: AutotuneOptions) throws {
        guard let best = search.best else { throw TuningFailure(description: "no mapping was tried to its end") }
        let figures = [
            "without rules \(Progress.text(progress.before)), with these \(Progress.text(best.time)): "
                + "\(Progress.ratio(progress.before, best.time)) times as fast, \(options.measure.rawValue) time",
            "\(search.trialCount) mappings tried in \(Progress.text(seconds)), \(search.failureCount) of them failed, "
                + "\(search.prunedCount) more had no room",
        ]
        let comment = ["\(options.line.joined(separator: " "))", options.machine.map { "on \($0)" }].compactMap { $0 } + figures
        let text =
            comment.map { "# \($0.replacing("\n", with: " "))\n" }.joined() + "\n" + best.mapping.rules(for: search.space.tasks)
        try TextFile.write(text, to: options.file)
        for line in figures { print(line) }
        print("the rules are in \(options.file); use them by `--cohort-rules \(options.file)`")
    }
}

/// Tells on the standard error stream how the search goes.
private final class Progress {
    /// The time without rules.
    let before: Double
    private var count = 0
    private var best: Double

    init(before: Double) {
        self.before = before
        best = before
        _ = complain("without rules: \(Self.text(before))", status: 0)
    }

    func note(_ time: Double?) {
        count += 1
        guard let time, time < best else { return }
        best = time
        _ = complain("trial \(count): \(Self.text(time)), \(Self.ratio(before, time)) times as fast", status: 0)
    }

    /// A time with three or four digits and its unit.
    static func text(_ seconds: Double) -> String {
        let (value, unit) = seconds < 1e-3 ? (seconds * 1e6, "us") : seconds < 1 ? (seconds * 1e3, "ms") : (seconds, "s")
        return "\((value * 100).rounded() / 100) \(unit)"
    }

    static func ratio(_ before: Double, _ after: Double) -> String { "\((before / max(after, 1e-12) * 100).rounded() / 100)" }
}
