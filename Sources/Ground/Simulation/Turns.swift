import CSystem
import Glibc

/// Lets threads take turns: one runs, up to a point at which another may go on instead, and somebody says which.
///
///     thread 0   ──push──┐              ┌──complete──…
///     thread 1           └──steal──lock─┘
///
/// What runs is the true code on true threads. Points are where threads meet: before a lock, and between two looks at a word that others change.
/// A thread that waits does so here too, for a condition that is looked at whenever a turn ends. So all that happens follows from who was chosen,
/// unless a thread hangs on time, on addresses, or on threads that do not take part. `Documentation/Architecture/Simulation.md` says more.
package final class Turns: @unchecked Sendable {
    // SAFETY: all that changes is read and written under `mutex`.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let chooser: any TurnChooser
    private var threads: [SimulatedThread] = []
    /// Whose turn it is; nil before the beginning, and while nobody can go on.
    private var turn: Int?
    private var hasBegun = false
    /// Points passed by threads that did something.
    private var steps = 0
    private var time: UInt64 = 0
    private var ready: [Int] = []

    /// Nanoseconds that a step takes.
    private static let pace: UInt64 = 1000

    /// Turns of threads 0 up to `count`. Nobody runs before all have begun and `poke` was called.
    package init(threads count: Int, _ chooser: any TurnChooser) {
        self.chooser = chooser
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
        threads = (0 ..< count).map { SimulatedThread($0, of: self) }
        cohort_simulations_add(1)
    }

    deinit {
        cohort_simulations_add(-1)
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    // MARK: From within a thread

    /// The calling thread takes part from now on, as number `index`; returns when it is its turn.
    package func begin(_ index: Int) {
        let thread = threads[index]
        thread.runsHere(true)
        locked {
            thread.state = .ready
            if turn == nil { give(after: nil, at: .begin) }
            awaitTurn(of: thread)
        }
    }

    /// The calling thread takes part no more.
    package func end(_ index: Int) {
        threads[index].runsHere(false)
        locked {
            threads[index].state = .over
            give(after: nil, at: .begin)
        }
    }

    /// Lets another thread go on, if it is so chosen. Does nothing in a thread that takes no turns, or holds a lock.
    @inline(never)
    package static func stop(at point: TurnPoint) {
        guard let thread = SimulatedThread.current, thread.locks == 0 else { return }
        thread.turns.stop(thread, .ready, at: point)
    }

    /// Lets others go on until one of them has got on; a thread that takes no turns gives up the rest of its time slice.
    package static func yield() {
        guard let thread = SimulatedThread.current else { return cohort_yield() }
        thread.turns.stop(thread, .paused(0), at: .pause)
    }

    /// Suspends the calling thread until a condition holds that another's step makes true.
    ///
    /// - Parameters:
    ///   - nanoseconds: of simulated time, after which it goes on anyway; negative for ever. That time is over only when nobody else can go on.
    ///   - condition: asked by whichever thread ends its turn; it may only look, and take no lock.
    /// - Returns: false, at once, in a thread that takes no turns.
    package static func wait(atMost nanoseconds: Int64 = -1, until condition: @escaping () -> Bool) -> Bool {
        guard let thread = SimulatedThread.current else { return false }
        let turns = thread.turns
        if !condition() {
            turns.stop(thread, .waiting(condition, until: nanoseconds < 0 ? nil : turns.now + UInt64(nanoseconds)), at: .wait)
        }
        return true
    }

    /// Before a lock is taken: nobody else goes on before it is given back.
    @inline(never)
    package static func willLock() {
        guard let thread = SimulatedThread.current else { return }
        stop(at: .lock)
        thread.locks += 1
    }

    @inline(never)
    package static func didUnlock() { SimulatedThread.current?.locks -= 1 }

    /// The simulated time of the calling thread's turns, in nanoseconds; nil in a thread that takes none.
    package static var now: UInt64? { SimulatedThread.current?.turns.now }

    // MARK: From outside

    /// Somebody who takes no turns has done something that a thread may wait for; the first time, that all may begin.
    package func poke() {
        locked {
            let point: TurnPoint = hasBegun ? .wait : .begin
            hasBegun = true
            if turn == nil { give(after: nil, at: point) }
        }
    }

    // MARK: The turn

    private var now: UInt64 { locked { time } }

    private func locked<Result>(_ body: () -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }

    private func stop(_ thread: SimulatedThread, _ state: SimulatedThread.State, at point: TurnPoint) {
        // our bug: who is chosen next might wait for that lock for ever.
        precondition(
            thread.locks == 0, "this is a bug in Cohort, not in your program: a thread that holds a lock lets others go on")
        locked {
            if case .paused = state { thread.state = .paused(steps) } else { thread.state = state }
            time += Self.pace
            let canGoOn = if case .ready = state { true } else { false }
            if canGoOn { steps += 1 }
            give(after: canGoOn ? thread.index : nil, at: point)
            awaitTurn(of: thread)
        }
    }

    private func awaitTurn(of thread: SimulatedThread) {
        while turn != thread.index { thread.sleep(mutex) }
        thread.state = .ready
    }

    /// Chooses who goes on, and wakes that thread.
    private func give(after current: Int?, at point: TurnPoint) {
        turn = nil
        guard hasBegun, !threads.contains(where: \.isAbsent) else { return }
        findReady()
        if ready.isEmpty {
            if threads.allSatisfy(\.isOver) { return }
            chooser.nobodyCanGoOn()
            findReady()
            if ready.isEmpty { return }
        }
        let next = chooser.choose(among: ready, after: current, at: point)
        turn = next
        if next != current { threads[next].wakeUp() }
    }

    /// Those that can go on; else those that look again; else the one whose time is over first.
    private func findReady() {
        ready.removeAll(keepingCapacity: true)
        for thread in threads where thread.canGoOn(steps) { ready.append(thread.index) }
        if !ready.isEmpty { return }
        for case (let index, .paused) in threads.enumerated().map({ ($0, $1.state) }) { ready.append(index) }
        if !ready.isEmpty { return }
        let limits = threads.compactMap { thread in thread.limit.map { (time: $0, index: thread.index) } }
        guard let first = limits.min(by: { $0.time < $1.time }) else { return }
        time = max(time, first.time)
        ready.append(first.index)
    }
}

extension SimulatedThread {
    fileprivate func canGoOn(_ steps: Int) -> Bool {
        switch state {
        case .absent, .over: false
        case .ready: true
        case .paused(let before): steps > before
        case .waiting(let condition, _): condition()
        }
    }

    fileprivate var limit: UInt64? { if case .waiting(_, let limit) = state { limit } else { nil } }
}
