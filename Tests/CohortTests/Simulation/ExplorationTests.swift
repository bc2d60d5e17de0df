import CohortSimulation
import Synchronization
import Testing

/// What looks for races finds them.
@Suite struct ExplorationTests {
    /// Two threads that add by a load and a store: one addition can be lost, and only where both meet.
    @Test func findsLostAddition() async throws {
        var sums: Set<Int> = []
        let (runs, isComplete) = try await Exploration(interruptions: 2).run { explorer in
            let sum = Shared<Int>(0)
            let add = {
                let before = sum.value
                Turns.stop(at: .tell)
                sum.value = before + 1
            }
            runColumns(explorer, [add, add])
            explorer.isOver = true
            sums.insert(sum.value)
        }
        #expect(sums == [1, 2])
        #expect(isComplete)
        #expect(runs > 2)
    }

    /// A sleeper that looks before it says that it sleeps, and a waker who wakes only those who say so.
    @Test(arguments: [false, true]) func findsLostWaking(looksAgain: Bool) async throws {
        var lost = 0
        _ = try await Exploration(interruptions: 2).run { explorer in
            let hasWork = Shared(false), sleeps = Shared(false), isWoken = Shared(false)
            runColumns(
                SleepingChooser(explorer) {
                    lost += 1; isWoken.value = true
                },
                [
                    {
                        if hasWork.value { return }
                        Turns.stop(at: .rest)
                        sleeps.value = true
                        if looksAgain {
                            Turns.stop(at: .rest)
                            if hasWork.value { return }
                        }
                        _ = Turns.wait { isWoken.value }
                    },
                    {
                        hasWork.value = true
                        Turns.stop(at: .wake)
                        if sleeps.value { isWoken.value = true }
                    },
                ])
        }
        #expect((lost > 0) == !looksAgain)
    }

    /// Who only looks again lets the others get on, however often.
    @Test func spinningEnds() async throws {
        let (runs, isComplete) = try await Exploration(interruptions: 1).run { explorer in
            let word = Shared(0)
            runColumns(
                explorer,
                [
                    { while word.value < 2 { Turns.yield() } },
                    {
                        while word.value < 1 { Turns.yield() }; word.value = 2
                    },
                    {
                        Turns.stop(at: .tell); word.value = 1
                    },
                ])
            explorer.isOver = true
            #expect(word.value == 2)
        }
        #expect(isComplete && runs > 1)
    }

    /// Simulated time goes on when nobody else can.
    @Test func timeOfWaiting() {
        let chooser = SeededChooser(seed: 1)
        var times: [UInt64] = []
        runColumns(
            chooser,
            [
                {
                    _ = Turns.wait(atMost: 5_000_000) { false }; times.append(Turns.now ?? 0)
                },
                {
                    _ = Turns.wait(atMost: 2_000_000) { false }; times.append(Turns.now ?? 0)
                },
            ])
        #expect(times.count == 2)
        #expect((2_000_000 ..< 2_100_000).contains(times[0]))
        #expect((5_000_000 ..< 5_100_000).contains(times[1]))
    }

    @Test func seedsRepeat() {
        func story(_ seed: UInt64) -> [String] {
            let chooser = RecordingChooser(SeededChooser(seed: seed))
            let columns = (0 ..< 3).map { _ in { for _ in 0 ..< 20 { Turns.stop(at: .tell) } } }
            runColumns(chooser, columns)
            return chooser.story
        }
        #expect(story(7) == story(7))
        #expect(Set((1 ... 8).map { story($0) }).count > 1)
    }
}

/// A value that threads share which take turns.
final class Shared<Value>: @unchecked Sendable {
    // SAFETY: only one of the threads runs at a time.
    var value: Value
    init(_ value: Value) { self.value = value }
}

/// Tells when nobody can go on, and lets somebody go on then.
private final class SleepingChooser: TurnChooser, @unchecked Sendable {
    // SAFETY: asked by whoever holds the lock of the threads' turns.
    private let inner: any TurnChooser
    private let whenAllSleep: () -> Void

    init(_ inner: any TurnChooser, _ whenAllSleep: @escaping () -> Void) {
        self.inner = inner
        self.whenAllSleep = whenAllSleep
    }

    func choose(among ready: [Int], after current: Int?, at point: TurnPoint) -> Int {
        inner.choose(among: ready, after: current, at: point)
    }

    func nobodyCanGoOn() { whenAllSleep() }
}

/// Writes down who went on where.
final class RecordingChooser: TurnChooser, @unchecked Sendable {
    // SAFETY: asked by whoever holds the lock of the threads' turns; looked at when they are over.
    private let inner: any TurnChooser
    private(set) var story: [String] = []
    /// Set by the program when it has come to its end: what the threads do from then on hangs on other threads.
    var isOver = false

    init(_ inner: any TurnChooser) { self.inner = inner }

    func choose(among ready: [Int], after current: Int?, at point: TurnPoint) -> Int {
        let chosen = inner.choose(among: ready, after: current, at: point)
        if !isOver { story.append("\(point) \(chosen)") }
        return chosen
    }
}
