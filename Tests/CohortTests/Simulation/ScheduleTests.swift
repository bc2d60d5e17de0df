import CohortDiagnostics
import CohortSimulation
import TestSupport
import Testing

@testable import Cohort

/// The same seed, the same run.
@Suite struct ScheduleTests {
    /// Tasks with siblings, children, results, reductions and waits; what the regions hold.
    private func mixture(
        _ workers: Int, _ chooser: RecordingChooser, _ change: (inout RuntimeOptions) -> Void = { _ in }
    ) async throws -> [Int] {
        var options = RuntimeOptions(workers: workers)
        options.chooser = chooser
        change(&options)
        return try await withCohort(options) { _ in
            let line = Region<Line, 1>(0 ..< 24)
            let pieces = line.partitioned(.equal, into: 6)
            line.a.fill(1)
            line.b.fill(0)
            for round in 0 ..< 3 {
                add(&pieces.a.all, round)
                accumulate(&pieces.b.all, 1)
                add(&line.a, 1)
                if round == 1 { _ = try await total(line.b).value }
            }
            let sum = total(line.a)
            let values = try await [sum.value] + line.b.values()
            chooser.isOver = true
            return values
        }
    }

    @Test(arguments: [1, 2, 5]) func repeats(workers: Int) async throws {
        for seed in 1 ... 4 as ClosedRange<UInt64> {
            let first = RecordingChooser(SeededChooser(seed: seed)), second = RecordingChooser(SeededChooser(seed: seed))
            let values = try await mixture(workers, first)
            #expect(values == [24 * (1 + 0 + 1 + 2 + 3)] + Array(repeating: 3, count: 24))
            #expect(try await mixture(workers, second) == values)
            #expect(first.story.count > 100)
            let difference = zip(first.story, second.story).first { $0 != $1 }
            #expect(difference == nil && first.story.count == second.story.count, "seed \(seed)")
        }
    }

    /// With instances in several memories, whoever decides.
    @Test func repeatsMapped() async throws {
        var stories: [[String]] = []
        for _ in 0 ..< 2 {
            let chooser = RecordingChooser(SeededChooser(seed: 5))
            _ = try await mixture(3, chooser) {
                $0.mapper = RandomMapper(seed: 7)
                $0.machine = .twoNodesTwoDevices
            }
            stories.append(chooser.story)
        }
        let isSame = stories[0] == stories[1]
        #expect(isSame)
    }

    /// Another seed is another run.
    @Test func seedsDiffer() async throws {
        var stories: Set<[String]> = []
        for seed in 1 ... 4 as ClosedRange<UInt64> {
            let chooser = RecordingChooser(SeededChooser(seed: seed))
            _ = try await mixture(2, chooser)
            stories.insert(chooser.story)
        }
        #expect(stories.count == 4)
    }

    @Test func choice() async throws {
        #expect(try RuntimeOptions.ofCommandLine(["--cohort-schedule", "7"]).schedule == .seeded(7))
        #expect(try RuntimeOptions.ofCommandLine(["--cohort-schedule=system"]).schedule == .system)
        #expect(try RuntimeOptions.ofCommandLine([]).schedule == .system)
        await expectError(.machineValue, naming: ["--cohort-schedule 7"]) {
            try RuntimeOptions.ofCommandLine(["--cohort-schedule", "fair"])
        }
    }

    /// A timestamp counts the steps of the run.
    @Test func timestampsRepeat() async throws {
        func time() async throws -> Duration {
            var options = RuntimeOptions(workers: 3)
            options.schedule = .seeded(3)
            return try await withCohort(options) { _ in
                let line = Region<Line, 1>(0 ..< 24)
                line.a.fill(1)
                return try await timestamp(after: total(line.a)).value
            }
        }
        let first = try await time()
        #expect(first > .zero)
        #expect(try await time() == first)
    }

    /// What waits for ever is found as ever, by the doctor, without patience.
    @Test func stalls() async throws {
        var options = RuntimeOptions(workers: 2)
        options.schedule = .seeded(1)
        await expectError(.barrierStalled, naming: ["never"]) {
            try await withCohort(options) { _ in
                let line = Region<Line, 1>(0 ..< 24)
                line.a.fill(0)
                let barrier = PhaseBarrier(arrivals: 1, named: "never")
                try await launching(awaiting: [barrier.advanced()]) { add(&line.a, 1) }.value
            }
        }
    }
}
