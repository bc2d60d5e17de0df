import CohortDiagnostics
import CohortSimulation
import TestSupport
import Testing

@testable import Cohort
@testable import CohortLife

/// The races that matter, in all ways that they can go.
@Suite struct RaceTests {
    /// Runs a program on two workers under each schedule that interrupts one of them at these points.
    @discardableResult
    private func explore(
        _ points: Set<TurnPoint>?, interruptions: Int = 2, workers: Int = 2, limit: Int = amount(800, sanitized: 40),
        _ body: @escaping () async throws -> Void
    ) async throws -> Int {
        try await Exploration(interruptions: interruptions, points: points, limit: limit).run { explorer in
            var options = RuntimeOptions(workers: workers)
            options.chooser = explorer
            try await withCohort(options) { _ in
                try await body()
                explorer.isOver = true
            }
        }.runs
    }

    /// Two workers run a task and one that follows it by this schedule.
    private func follow(_ schedule: TwoColumns) async throws {
        var options = RuntimeOptions(workers: 2)
        options.chooser = schedule
        try await withCohort(options) { (_: Context) async throws in
            let line = Region<Line, 1>(0 ..< 4)
            put(&line.a, 3)
            #expect(try await total(line.a).value == 12)
        }
        #expect(schedule.remainder == nil, "\(schedule)")
    }

    // MARK: Steal against pop

    /// Each item of a deque goes to one thread, the last one too.
    @Test(arguments: [1, 2]) func stealAgainstPop(thieves: Int) async throws {
        let interruptions = thieves == 1 ? amount(6, sanitized: 3) : amount(3, sanitized: 1)
        let (runs, isComplete) = try await Exploration(interruptions: interruptions, limit: 20_000).run { explorer in
            let deque = SharedDeque()
            let taken = Shared<[UInt]>([])
            let take: (WorkItem?) -> Void = { item in if let item { taken.value.append(item.bits) } }
            let owner = {
                for bits in [8, 16, 24] as [UInt] { _ = deque.deque.push(WorkItem(bits: bits)) }
                for _ in 0 ..< 2 { take(deque.deque.pop()) }
                _ = deque.deque.push(WorkItem(bits: 32))
                for _ in 0 ..< 4 { take(deque.deque.pop()) }
            }
            let thief = { for _ in 0 ..< 2 { take(deque.deque.steal()) } }
            runColumns(explorer, [owner] + Array(repeating: thief, count: thieves))
            explorer.isOver = true
            #expect(taken.value.sorted() == [8, 16, 24, 32], "\(explorer.story.joined(separator: ", "))")
        }
        #expect(isComplete)
        #expect(runs > amount(20, sanitized: 5))
    }

    // MARK: Completion against launch

    /// An operation is over just before its successor is entered there: that one need not wait.
    @Test func overBeforeConnected() async throws {
        try await follow(
            TwoColumns(
                """
                launches   | runs
                -----------|---------
                connect    |
                           | complete
                           | rest
                wake       |
                """)
        )
    }

    /// It is entered just before the operation is over, and told.
    @Test func connectedBeforeOver() async throws {
        try await follow(
            TwoColumns(
                """
                launches   | runs
                -----------|---------
                connect    |
                           | complete
                commit     |
                           | tell
                """)
        )
    }

    @Test func completionAgainstLaunch() async throws {
        let runs = try await explore([.connect, .commit, .complete, .tell], interruptions: 3) { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            put(&line.a, 3)
            add(&line.a, 1)
            let sum = total(line.a)
            add(&line.a, 1)
            #expect(try await sum.value == 16)
            #expect(try await total(line.a).value == 20)
        }
        #expect(runs > amount(50, sanitized: 30))
    }

    // MARK: Sleep against wake

    /// Points that wait for each other, so that a worker that is not woken is missed: by a pool that would sleep for ever.
    @Test func sleepAgainstWake() async throws {
        let runs = try await explore([.rest, .wake, .steal, .pop], interruptions: 2) { () async throws in
            let line = Region<Line, 1>(0 ..< 2)
            let points = line.partitioned(.equal, into: 2)
            line.a.fill(0)
            for _ in 0 ..< 2 { try await concurrently { wave(&points.a.all, 1) }.wait() }
            #expect(try await line.a.values() == [2, 2])
        }
        #expect(runs > amount(100, sanitized: 30))
    }

    // MARK: Poison against success

    /// A task after one that fails and one that does not: it fails in every order in which the two end.
    @Test func poisonAgainstSuccess() async throws {
        let runs = try await explore([.connect, .commit, .complete, .tell], interruptions: 2, workers: 3) { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(1)
            line.b.fill(1)
            breaks(&line.a)
            add(&line.b, 1)
            await expectError(.taskFailed, naming: ["breaks"]) { try await both(line.a, line.b).value }
            #expect(try await total(line.b).value == 8)
        }
        #expect(runs > amount(50, sanitized: 30))
    }

    // MARK: Deletion against use

    /// A region is destroyed, or let go of, while tasks still use it: they see its data, and its memory goes after them.
    @Test(arguments: [false, true]) func deletionAgainstUse(destroys: Bool) async throws {
        let bounds = Exploration(
            interruptions: 1, points: [.complete, .tell, .connect, .commit, .lock], limit: amount(800, sanitized: 40))
        let runs = try await bounds.run { explorer in
            var options = RuntimeOptions(workers: 2)
            options.chooser = explorer
            let memory = Weak<RegionStorage>()
            try await withCohort(options) { _ in
                let sum = sumOfShortLived(memory, destroys: destroys)
                #expect(try await sum.value == 12)
                _ = try await executionFence().value
                if destroys { #expect(memory.object?.hasColumn(0) != true) }
                explorer.isOver = true
            }
            #expect(memory.object == nil)
        }.runs
        #expect(runs > 20)
    }
}

/// The sum over a region that nobody holds when this returns.
private func sumOfShortLived(_ memory: Weak<RegionStorage>, destroys: Bool) -> Future<Int> {
    let line = Region<Line, 1>(0 ..< 4)
    memory.object = line.tree.storage
    put(&line.a, 3)
    let sum = total(line.a)
    if destroys { line.destroy() }
    return sum
}

private final class Weak<Object: AnyObject>: @unchecked Sendable {
    // SAFETY: set before, and looked at after what others do with the object.
    weak var object: Object?
}

/// A deque that threads share.
private final class SharedDeque: @unchecked Sendable {
    // SAFETY: made for several threads.
    let deque = WorkDeque()
}

private struct Defect: Error {}

@Task
func breaks(_ y: inout Field<Int, 1>) throws {
    y[0] = 0
    throw Defect()
}

@Task
func both(_ x: borrowing Field<Int, 1>, _ y: borrowing Field<Int, 1>) -> Int { x[0] + y[0] }
