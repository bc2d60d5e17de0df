import CohortDiagnostics
import CohortLocking

/// The generations of one phase barrier: how many arrivals each still lacks, and who waits for it.
///
/// Generations complete in order. A generation that has all its arrivals completes when the one before it has.
package final class BarrierState: Sendable {
    package let name: String
    package let place: SourceLocation
    package let arrivalCount: Int
    /// True when arrivals may come from outside the program's tasks, so that no wait is known to be in vain.
    package let isOpen: Bool
    private let state = Locked(State())

    private struct State {
        /// Generations below this one are complete.
        var completed: UInt64 = 0
        /// Arrivals so far at generations not yet complete.
        var arrived: [UInt64: Int] = [:]
        /// Arrivals that launches still have to make.
        var promised: [UInt64: Int] = [:]
        var waiters: [UInt64: [@Sendable (CohortError?) -> Void]] = [:]

        /// Takes out everyone who need not wait any more.
        mutating func release(needed: Int) -> [@Sendable (CohortError?) -> Void] {
            while arrived[completed, default: 0] >= needed {
                arrived[completed] = nil
                promised[completed] = nil
                completed += 1
            }
            let ready = waiters.keys.filter { $0 < completed }.sorted()
            return ready.flatMap { waiters.removeValue(forKey: $0) ?? [] }
        }
    }

    package init(name: String, arrivals: Int, isOpen: Bool, at place: SourceLocation) {
        self.name = name
        self.isOpen = isOpen
        self.place = place
        arrivalCount = arrivals
    }

    /// A launch that will arrive at the generation has been issued.
    func promise(_ generation: UInt64) { state.withLock { $0.promised[generation, default: 0] += 1 } }

    /// Counts the arrival of such a launch.
    func keepPromise(_ generation: UInt64) throws(CohortError) {
        state.withLock { if let left = $0.promised[generation] { $0.promised[generation] = left - 1 } }
        try arrive(at: generation)
    }

    /// Counts an arrival at a generation.
    ///
    /// - Throws: `barrier.too-many-arrivals` when the generation has all its arrivals already; nothing is counted then.
    package func arrive(at generation: UInt64, count: Int = 1) throws(CohortError) {
        let needed = arrivalCount
        let ready: [@Sendable (CohortError?) -> Void]? = state.withLock {
            let isLate = generation < $0.completed || $0.arrived[generation, default: 0] + count > needed
            if isLate { return nil }
            $0.arrived[generation, default: 0] += count
            return $0.release(needed: needed)
        }
        guard let ready else { throw tooMany(generation) }
        for waiter in ready { waiter(nil) }
    }

    /// Runs `action` once the generation is complete, at once if it is; with an error if it can never be.
    package func whenComplete(_ generation: UInt64, _ action: @escaping @Sendable (CohortError?) -> Void) {
        let isLate = state.withLock {
            if generation < $0.completed { return true }
            $0.waiters[generation, default: []].append(action)
            return false
        }
        if isLate { action(nil) }
    }

    /// True when the generation has all its arrivals, and all before it have.
    package func isComplete(_ generation: UInt64) -> Bool { state.withLock { generation < $0.completed } }

    /// The first generation that somebody awaits and that no launch was issued for: why others may wait.
    var lost: String? {
        state.withLock { state in
            let awaited = state.waiters.keys.sorted()
            let lost = awaited.first { state.arrived[$0, default: 0] + state.promised[$0, default: 0] < arrivalCount }
            return lost.map { "generation \($0) of barrier '\(name)'" }
        }
    }

    /// Lets everyone who waits go with an error: nothing that runs can arrive any more, in the end for want of `cause`.
    func giveUp(_ cause: String?) {
        let (waiters, stuck) = state.withLock { state in
            defer { state.waiters = [:] }
            return (state.waiters, state)
        }
        for (generation, actions) in waiters.sorted(by: { $0.key < $1.key }) {
            let isCause = stuck.arrived[generation, default: 0] + stuck.promised[generation, default: 0] < arrivalCount
            let error = neverComplete(generation, stuck.arrived[generation, default: 0], isCause ? nil : cause)
            for action in actions { action(error) }
        }
    }

    private func neverComplete(_ generation: UInt64, _ count: Int, _ cause: String?) -> CohortError {
        CohortError(
            .barrierStalled,
            "generation \(generation) of barrier '\(name)' has \(count) of \(arrivalCount) arrivals, and nothing that runs can arrive "
                + "any more" + (cause.map { "; those launched wait, in the end, for arrivals never launched at \($0)" } ?? ""),
            rule: "a generation of a phase barrier completes when it has all its arrivals",
            fix: "launch as many arrivals as the barrier was made for at \(place), and advance the barrier once a generation",
            at: place)
    }

    private func tooMany(_ generation: UInt64) -> CohortError {
        CohortError(
            .barrierOverrun, "generation \(generation) of barrier '\(name)' has had all its \(arrivalCount) arrivals",
            rule: "each generation of a phase barrier takes as many arrivals as the barrier was made for",
            fix: "arrive at `barrier.advanced()` for the next generation, or make the barrier for more arrivals", at: place)
    }
}

/// One generation of a barrier, as a launch names it.
package struct BarrierPhase: Sendable {
    package let state: BarrierState
    package let generation: UInt64

    package init(state: BarrierState, generation: UInt64) {
        self.state = state
        self.generation = generation
    }
}
