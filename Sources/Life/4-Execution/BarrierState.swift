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
        var arrived: [UInt64: Arrivals] = [:]
        /// Arrivals that launches still have to make.
        var promised: [UInt64: Arrivals] = [:]
        var waiters: [UInt64: [@Sendable (CohortError?) -> Void]] = [:]
        /// From this generation on waiting was given up.
        var broken: (generation: UInt64, arrived: Int, diagnosis: String)?

        /// The first generation up to the last awaited that lacks arrivals for which no launch was issued.
        func firstLost(needed: Int) -> UInt64? {
            guard let last = waiters.keys.max(), last >= completed else { return nil }
            return (completed ... last).first {
                arrived[$0, default: Arrivals()].count + promised[$0, default: Arrivals()].count < needed
            }
        }

        /// Takes out everyone who need not wait any more.
        mutating func release(needed: Int) -> [@Sendable (CohortError?) -> Void] {
            while let arrivals = arrived[completed], arrivals.count >= needed {
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
    func promise(_ generation: UInt64, by who: Arrivals.Line) {
        state.withLock { $0.promised[generation, default: Arrivals()].add(who) }
    }

    /// Counts an arrival at a generation.
    ///
    /// - Parameters:
    ///   - who: the launch that arrives, or the line.
    ///   - isPromised: true for the arrival of a launch that was announced.
    /// - Throws: `barrier.too-many-arrivals` when the generation has all its arrivals already; nothing is counted then.
    package func arrive(
        at generation: UInt64, by who: Arrivals.Line, count: Int = 1, isPromised: Bool = false
    ) throws(CohortError) {
        let needed = arrivalCount
        let ready: [@Sendable (CohortError?) -> Void]? = state.withLock {
            if isPromised { $0.promised[generation]?.remove(who) }
            let isLate = generation < $0.completed || $0.arrived[generation, default: Arrivals()].count + count > needed
            if isLate { return nil }
            $0.arrived[generation, default: Arrivals()].add(who, count)
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
                return (true, neverComplete(broken.generation, broken.arrived).diagnosed(broken.diagnosis))
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
    func giveUp(_ diagnosis: String) {
        let (waiters, generation, arrived) = state.withLock { state in
            let generation = state.firstLost(needed: arrivalCount) ?? state.completed
            let arrived = state.arrived[generation, default: Arrivals()].count
            state.broken = (generation, arrived, diagnosis)
            defer { state.waiters = [:] }
            return (state.waiters, generation, arrived)
        }
        for (_, actions) in waiters.sorted(by: { $0.key < $1.key }) {
            for action in actions { action(neverComplete(generation, arrived).diagnosed(diagnosis)) }
        }
    }

    /// What keeps a generation from being complete: the first that lacks arrivals, who arrived at it, and who will.
    func account(upTo last: UInt64) -> (generation: UInt64, arrived: Arrivals, promised: Arrivals) {
        state.withLock { state in
            let open = min(state.completed, last) ... last
            let lost = open.first {
                state.arrived[$0, default: Arrivals()].count + state.promised[$0, default: Arrivals()].count < arrivalCount
            }
            let generation = lost ?? open.lowerBound
            return (generation, state.arrived[generation, default: Arrivals()], state.promised[generation, default: Arrivals()])
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

/// Arrivals at one generation, by the lines that asked for them.
package struct Arrivals: Sendable {
    private(set) var count = 0
    private(set) var lines: [(line: Line, count: Int)] = []

    /// A launch that arrives, or a line that does so without one.
    package struct Line: Sendable {
        let name: StaticString?
        let place: SourceLocation

        package init(_ name: StaticString?, at place: SourceLocation) {
            self.name = name
            self.place = place
        }

        fileprivate func isSame(as other: Line) -> Bool {
            place.line == other.place.line && place.file.utf8Start == other.place.file.utf8Start
        }
    }

    mutating func add(_ who: Line, _ number: Int = 1) {
        count += number
        if let index = lines.firstIndex(where: { $0.line.isSame(as: who) }) {
            lines[index].count += number
        } else {
            lines.append((who, number))
        }
    }

    mutating func remove(_ who: Line) {
        guard let index = lines.firstIndex(where: { $0.line.isSame(as: who) }) else { return }
        count -= 1
        lines[index].count -= 1
        if lines[index].count == 0 { lines.remove(at: index) }
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
