import CSystem
import CohortLocking
import Synchronization

/// Runs the Swift jobs of one context on the pool, one at a time and in order, so that a context's launches have one
/// program order and its analysis needs no lock.
package final class ContextExecutor: TaskExecutor, @unchecked Sendable {
    // SAFETY: `contextWord` is written once, before the first job.
    private unowned(unsafe) let pool: WorkerPool
    private let jobs = Locked(Jobs())
    var contextWord: UnsafeMutableRawPointer?

    private struct Jobs {
        var waiting: [UnownedJob] = []
        var isScheduled = false
    }

    init(pool: WorkerPool) { self.pool = pool }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let mustSchedule = jobs.withLock {
            $0.waiting.append(job)
            let isNew = !$0.isScheduled
            $0.isScheduled = true
            return isNew
        }
        if mustSchedule { pool.submit(WorkItem(Unmanaged.passRetained(self))) }
    }

    /// True while there are jobs to run, or one runs.
    var hasWork: Bool { jobs.withLock { $0.isScheduled } }

    /// Runs jobs until none is left. Called by the one worker that took the item.
    func drain() {
        while let job = next() { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    private func next() -> UnownedJob? {
        jobs.withLock {
            guard !$0.waiting.isEmpty else {
                $0.isScheduled = false
                return nil
            }
            return $0.waiting.removeFirst()
        }
    }
}
