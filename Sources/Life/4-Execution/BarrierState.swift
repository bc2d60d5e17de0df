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
        /// From this generation on waiting was given up.
        var broken: (generation: UInt64, arrived: Int)?

        /// The first generation up to the last awaited that lacks arrivals for which no launch was issued.
        func firstLost(needed: Int) -> UInt64? {
            guard let last = waiters.keys.max(), last >= completed else { return nil }
            return (completed ... last).first { arrived[$0, default: 0] + promised[$0, default: 0] < needed }
        }

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

    /// Counts an arrival at a generation.
    ///
    /// - Parameter isPromised: true for the arrival of a launch that was announced.
    /// - Throws: `barrier.too-many-arrivals` when the generation has all its arrivals already; nothing is counted then.
    package func arrive(at generation: UInt64, count: Int = 1, isPromised: Bool = false) throws(CohortError) {
        let needed = arrivalCount
        let ready: [@Sendable (CohortError?) -> Void]? = state.withLock {
            if isPromised, let left = $0.promised[generation] { $0.promised[generation] = left - 1 }
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
        let (isLate, error): (Bool, CohortError?) = state.withLock {
            if generation < $0.completed { return (true, nil) }
            if let broken = $0.broken, generation >= broken.generation {
                return (true, neverComplete(broken.generation, broken.arrived))
            }
            $0.waiters[generation, default: []].append(action)
            return (false, nil)
        }
        if isLate { action(error) }
    }

    /// True when the generation has all its arrivals, and all before it have.
    package func isComplete(_ generation: UInt64) -> Bool { state.withLock { generation < $0.completed } }

    /// True when somebody awaits a generation that lacks arrivals for which no launch was issued: then waiting is in vain whatever
    /// happens to others that wait.
    var isLost: Bool {
        state.withLock { state in state.waiters.isEmpty ? false : state.firstLost(needed: arrivalCount) != nil }
    }

    /// Lets everyone who waits go with an error, now and later: nothing that runs can arrive any more.
    func giveUp() {
        let (waiters, generation, arrived) = state.withLock { state in
            let generation = state.firstLost(needed: arrivalCount) ?? state.completed
            let arrived = state.arrived[generation, default: 0]
            state.broken = (generation, arrived)
            defer { state.waiters = [:] }
            return (state.waiters, generation, arrived)
        }
        for (_, actions) in waiters.sorted(by: { $0.key < $1.key }) {
            for action in actions { action(neverComplete(generation, arrived)) }
        }
    }

    private func neverComplete(_ generation: UInt64, _ count: Int) -> CohortError {
        CohortError(
            .barrierStalled,
            "generation \(generation) of barrier '\(name)' has \(count) of \(arrivalCount) arrivals, and nothing that runs can arrive "
                + "any more",
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
