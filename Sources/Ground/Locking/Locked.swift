import CSystem
import CohortSimulation
import Glibc

/// A value behind a lock.
///
/// As `Synchronization.Mutex`, over the system's mutex: the sanitizers know that one, so a race they report is a race.
/// An uncontended lock and unlock take some 20 ns.
package struct Locked<Value>: ~Copyable {
    private let storage: UnsafeMutablePointer<Storage>

    private struct Storage {
        var mutex = pthread_mutex_t()
        var value: Value
        /// Where a value of no size lies; else the thread sanitizer takes what is behind the block for it.
        let end: UInt8 = 0
    }

    package init(_ value: Value) {
        storage = .allocate(capacity: 1)
        storage.initialize(to: Storage(value: value))
        pthread_mutex_init(&storage.pointee.mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(&storage.pointee.mutex)
        storage.deinitialize(count: 1)
        storage.deallocate()
    }

    /// Runs `body` with the value, one thread at a time.
    package borrowing func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let isSimulated = cohort_simulates()
        if isSimulated { Turns.willLock() }
        pthread_mutex_lock(&storage.pointee.mutex)
        defer {
            pthread_mutex_unlock(&storage.pointee.mutex)
            if isSimulated { Turns.didUnlock() }
        }
        return try body(&storage.pointee.value)
    }
}

// SAFETY: the value is only reached under the lock. What goes in and out is the caller's to keep apart.
extension Locked: @unchecked Sendable {}
