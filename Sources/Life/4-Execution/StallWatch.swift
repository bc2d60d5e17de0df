import CohortLocking
import Synchronization

/// Knows when nothing can go on any more: nobody works, no program code runs, and operations wait for arrivals that only they
/// could bring about.
///
/// Program code counts as running from the start of a task's body to its end, but for the time it waits for operations.
final class StallWatch: Sendable {
    /// Bodies that may launch or arrive without anything else happening first.
    private let running = Atomic<Int>(0)
    /// Waits for barriers at which others than the program's tasks arrive: while there are any, nothing is stalled.
    private let waitsForOthers = Atomic<Int>(0)
    private let barriers = Locked<[ObjectIdentifier: (state: BarrierState, count: Int)]>([:])

    func codeStarts() { running.wrappingAdd(1, ordering: .sequentiallyConsistent) }
    func codeEnds() { running.wrappingSubtract(1, ordering: .sequentiallyConsistent) }

    /// True when no program code runs.
    var isIdle: Bool { running.load(ordering: .sequentiallyConsistent) == 0 }

    /// True when, if no worker works, no one is left to give them work.
    var isQuiet: Bool { waitsForOthers.load(ordering: .sequentiallyConsistent) == 0 && isIdle }

    func startsWaiting(for state: BarrierState) {
        if state.isOpen {
            waitsForOthers.wrappingAdd(1, ordering: .sequentiallyConsistent)
            return
        }
        barriers.withLock { $0[ObjectIdentifier(state), default: (state, 0)].count += 1 }
    }

    func stopsWaiting(for state: BarrierState) {
        if state.isOpen {
            waitsForOthers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
            return
        }
        barriers.withLock {
            let left = ($0[ObjectIdentifier(state)]?.count ?? 1) - 1
            $0[ObjectIdentifier(state)] = left > 0 ? (state, left) : nil
        }
    }

    /// Held by the one worker that lets waits fail: another that also found everybody asleep looks again afterwards.
    private let givingUp = Locked(())

    /// Lets waits fail rather than last for ever: those for arrivals that nobody has launched, whose failures may let the others go on;
    /// if there are none, those at the gate; then one in a circle of tasks that await each other's results; and if there is none, all
    /// waits for barriers. The errors carry what the doctor finds, who is asked before anything fails. False when nothing could fail.
    func giveUp(when isStillStalled: () -> Bool, diagnosis: () -> Diagnosis, atGate: (String) -> Bool) -> Bool {
        givingUp.withLock { _ in
            guard isStillStalled() else { return true }
            let diagnosis = diagnosis()
            let stalled = barriers.withLock { $0.values.map(\.state) }
            let lost = stalled.filter(\.isLost)
            if lost.isEmpty, atGate(diagnosis.text) || diagnosis.breakCircle() { return true }
            for state in lost.isEmpty ? stalled : lost { state.giveUp(diagnosis.text) }
            return !stalled.isEmpty
        }
    }
}
