import CSystem
import CohortSimulation
import Glibc
import Synchronization

/// Lets one question at a time to a mapper, and others in while an answer waits.
final class MapperTurn: @unchecked Sendable {
    // SAFETY: the mutex is at one address from `init` to `deinit`.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    /// The thread whose turn it is; 0 for none.
    private let owner = Atomic<UInt>(0)

    init() {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    func take<Result>(_ body: () throws -> Result) rethrows -> Result {
        begin()
        defer { end() }
        return try body()
    }

    /// Lets others in while `body` runs, if it is the calling thread's turn.
    func leave<Result>(_ body: () -> Result) -> Result {
        guard owner.load(ordering: .relaxed) == UInt(pthread_self()) else { return body() }
        end()
        defer { begin() }
        return body()
    }

    private func begin() {
        if cohort_simulates() { _ = Turns.wait { self.owner.load(ordering: .relaxed) == 0 } }
        pthread_mutex_lock(mutex)
        owner.store(UInt(pthread_self()), ordering: .relaxed)
    }

    private func end() {
        owner.store(0, ordering: .relaxed)
        pthread_mutex_unlock(mutex)
    }
}
