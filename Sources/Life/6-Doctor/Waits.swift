import CohortDiagnostics
import CohortLocking

/// Something that a context waits for and that no edge between operations tells.
struct Wait {
    /// What has to happen.
    enum Object {
        /// The results of a launch are there.
        case results(FutureBox)
        /// A generation of a barrier is complete.
        case generation(BarrierState, UInt64)
        /// What this context has launched is over.
        case launched
        /// Data that the context's code wants to use itself are ready.
        case mapping(FutureBox)
        /// The code of the task around this one does not use the data any more.
        case use
    }

    let object: Object
    /// The operation without a body that stands for it; nil when it is the context's code that waits.
    var record: RecordPointer?
    /// Lets the wait fail; nil where it cannot.
    var fail: (@Sendable (CohortError) -> Void)?
}

/// What one context waits for.
final class Waits: @unchecked Sendable {
    // SAFETY: all behind the lock.
    private let state = Locked(State())

    private struct State {
        var next = 0
        var all: [Int: Wait] = [:]
    }

    /// Notes a wait; the number ends it.
    func begin(_ wait: Wait) -> Int {
        state.withLock {
            $0.next += 1
            $0.all[$0.next] = wait
            return $0.next
        }
    }

    /// The wait is over; nil when that was said before.
    @discardableResult
    func end(_ number: Int) -> Wait? { state.withLock { $0.all.removeValue(forKey: number) } }

    /// All that last, oldest first.
    var all: [(number: Int, wait: Wait)] {
        state.withLock { $0.all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
    }
}

/// A context whose task is not over, and the operation that the task is.
struct LiveContext {
    let context: TaskContext
    /// Nil for a top-level task.
    let home: RecordPointer?
}

/// The contexts of a pool whose tasks are not over.
final class LiveContexts: Sendable {
    private let state = Locked<[UInt64: LiveContext]>([:])

    func begin(_ context: TaskContext, home: RecordPointer? = nil) {
        state.withLock { $0[context.identity] = LiveContext(context: context, home: home) }
    }

    func end(_ context: TaskContext) { state.withLock { $0[context.identity] = nil } }

    var isEmpty: Bool { state.withLock { $0.isEmpty } }

    /// All, in program order, the launching before the launched: the same in each run.
    var all: [LiveContext] {
        state.withLock { $0.values.sorted { $0.context.launchNumbers.lexicographicallyPrecedes($1.context.launchNumbers) } }
    }
}
