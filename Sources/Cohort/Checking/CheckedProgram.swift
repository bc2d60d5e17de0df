import CohortDiagnostics
import CohortLife

/// A program that is run again and again, and what it leaves in program order.
struct CheckedProgram {
    private let program: (Context, CheckedResults) async throws -> Void
    private var expected = CheckedOutcome()
    /// How often a run is tried that may differ only now and then.
    private static let trials = 10

    init(_ program: @escaping (Context, CheckedResults) async throws -> Void) { self.program = program }

    /// The program with what it leaves when each task runs at once, on one thread; where tasks must run at the same time, when each launch
    /// runs by itself.
    func inProgramOrder() async throws -> CheckedProgram {
        var known = self
        var options = RuntimeOptions(workers: 8, order: .sequential)
        options.poison = .silent
        do {
            known.expected = try await outcome(options)
        } catch let error as CohortError where error.code == .tooManyConcurrent {
            options.order = .inline
            known.expected = try await outcome(options)
        }
        return known
    }

    private func outcome(_ options: RuntimeOptions) async throws -> CheckedOutcome {
        let program = program
        return try await withCohort(options) { cohort in
            cohort.context?.keepRegions()
            let results = CheckedResults()
            try await program(cohort, results)
            await cohort.fence()
            return try await CheckedOutcome(of: cohort.context, results)
        }
    }

    /// How a run differs from program order; nil when it does not, or the machine is too small for it.
    func difference(of run: CheckedRun) async -> CheckedDifference? {
        do {
            return expected.difference(from: try await outcome(run.options))
        } catch let error as CohortError where error.code == .tooManyConcurrent {
            return nil
        } catch {
            return CheckedDifference("the program runs in program order, but fails with this:\n\(error)\n")
        }
    }

    /// What to say of a run that differed: how to see it again, and the simplest run that differs too.
    func error(_ difference: CheckedDifference, _ seed: UInt64, at place: SourceLocation) async -> CohortError {
        let run = CheckedRun(seed: seed)
        var again = "run it again by `mappings: .seed(\(seed))`"
        if let simplest = await simplest(like: run) {
            if simplest != run { again += "; the simplest run that differs has \(simplest)" }
        } else {
            again += ", which may take several tries: in \(Self.trials) more it did not differ"
        }
        return CohortError(
            .checkDifference, "\(difference)",
            rule: "what a program computes follows from its tasks and the privileges that they declare, not from how it is run",
            fix:
                "\(again); look for a task that touches what it did not declare, and for results that depend on the number of workers, "
                + "on time or on addresses",
            trail: ["seed \(seed): \(run)"], at: place)
    }

    /// Nil when the run itself does not differ any more.
    private func simplest(like run: CheckedRun) async -> CheckedRun? {
        guard await differs(run) else { return nil }
        var simplest = run
        var isSimpler = true
        while isSimpler {
            isSimpler = false
            for candidate in simplest.simpler {
                guard await differs(candidate) else { continue }
                simplest = candidate
                isSimpler = true
                break
            }
        }
        return simplest
    }

    private func differs(_ run: CheckedRun) async -> Bool {
        for _ in 0 ..< Self.trials { if await difference(of: run) != nil { return true } }
        return false
    }
}
