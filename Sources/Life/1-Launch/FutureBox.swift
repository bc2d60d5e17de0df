import CohortLocking
import CohortDiagnostics
import Synchronization

/// Where the results of a launch arrive: one element for each point.
///
/// The elements' memory has a fixed address from the start, so that tasks which take a result as argument can be launched
/// before it is there.
package class FutureBox: @unchecked Sendable {
    // SAFETY: an element is written by the one task that produces it, before `finish`; readers either come after an
    // acquiring load of `state`, or are ordered after the producer by an edge.
    package let base: UnsafeMutableRawPointer
    package let stride: Int
    package let count: Int
    let statuses: UnsafeMutablePointer<UInt8>
    private let state = Atomic<UInt8>(0)
    private let waiting = Locked(Waiting())
    /// The context that launched the producer, and the producing operations, for edges within that context.
    var producerContext: UInt64 = 0
    let producers: UnsafeMutablePointer<OperationReference>

    private struct Waiting {
        var waiters: [@Sendable () -> Void] = []
        var failures: [Int: CohortError] = [:]
    }

    init(base: UnsafeMutableRawPointer, stride: Int, count: Int) {
        self.base = base
        self.stride = stride
        self.count = count
        statuses = .allocate(capacity: max(1, count))
        statuses.initialize(repeating: 0, count: max(1, count))
        producers = .allocate(capacity: max(1, count))
        producers.initialize(repeating: .none, count: max(1, count))
    }

    deinit {
        statuses.deallocate()
        producers.deallocate()
    }

    /// True when every point has a value or has failed.
    package var isDone: Bool { state.load(ordering: .acquiring) != 0 }

    /// Marks element `point` as present; the caller has initialised it.
    package func didStore(_ point: Int) { statuses[point] = 1 }

    func fail(_ point: Int, _ error: CohortError) { waiting.withLock { $0.failures[point] = error } }

    /// Makes every element fail with one error.
    package func failAll(_ error: CohortError) { for point in 0 ..< count { fail(point, error) } }

    /// The error of element `point`, if its task failed. Call when done.
    package func failure(of point: Int) -> CohortError? { waiting.withLock { $0.failures[point] } }

    /// The error of the first failed point in order, if any.
    package var firstFailure: CohortError? {
        waiting.withLock { $0.failures.min { $0.key < $1.key }?.value }
    }

    /// The errors of all failed points, in order.
    package var allFailures: [CohortError] {
        waiting.withLock { $0.failures.sorted { $0.key < $1.key }.map(\.value) }
    }

    /// Declares all points over, and runs those who waited.
    package func finish() {
        let waiters = waiting.withLock {
            state.store(1, ordering: .releasing)
            let waiters = $0.waiters
            $0.waiters = []
            return waiters
        }
        for waiter in waiters { waiter() }
    }

    /// Runs `action` once the box is done: at once if it is.
    package func whenDone(_ action: @escaping @Sendable () -> Void) {
        let isLate = waiting.withLock {
            if state.load(ordering: .acquiring) != 0 { return true }
            $0.waiters.append(action)
            return false
        }
        if isLate { action() }
    }
}

/// A box of elements of one type, which it destroys at the end.
package final class TypedFutureBox<Value>: FutureBox, @unchecked Sendable {
    package init(count: Int) {
        let elements = UnsafeMutablePointer<Value>.allocate(capacity: max(1, count))
        super.init(base: UnsafeMutableRawPointer(elements), stride: MemoryLayout<Value>.stride, count: count)
    }

    deinit {
        for point in 0 ..< count where statuses[point] == 1 { elements.advanced(by: point).deinitialize(count: 1) }
        elements.deallocate()
    }

    package var elements: UnsafeMutablePointer<Value> { base.assumingMemoryBound(to: Value.self) }

    package func store(_ value: Value, at point: Int) {
        elements.advanced(by: point).initialize(to: value)
        didStore(point)
    }
}
