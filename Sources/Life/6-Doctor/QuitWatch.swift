import CSystem
import CohortLocking
import Glibc

/// Prints, at each SIGQUIT, what runs and what waits in the programs that want it.
///
/// The signal's handler only counts; a thread of its own looks and prints. When the last of the programs is over the signal does again what
/// it did before.
enum QuitWatch {
    private static let state = Locked(State())

    private struct State {
        var runtimes: [ObjectIdentifier: Runtime] = [:]
        var thread: pthread_t?
    }

    static func begin(_ runtime: Runtime) {
        state.withLock {
            $0.runtimes[ObjectIdentifier(runtime)] = runtime
            if $0.thread == nil, cohort_quit_begin() != 0 { $0.thread = start() }
        }
    }

    static func end(_ runtime: Runtime) {
        let thread = state.withLock { state -> pthread_t? in
            guard state.runtimes.removeValue(forKey: ObjectIdentifier(runtime)) != nil, state.runtimes.isEmpty else { return nil }
            return state.thread.take()
        }
        guard let thread else { return }
        cohort_quit_end()
        pthread_join(thread, nil)
    }

    private static func start() -> pthread_t {
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { _ in
                while cohort_quit_wait() != 0 { QuitWatch.answer() }
                return nil
            }, nil)
        return thread
    }

    private static func answer() {
        let runtimes = state.withLock { Array($0.runtimes.values) }
        for runtime in runtimes {
            let text = Doctor.report(runtime) + "\n"
            text.withCString { _ = write(STDERR_FILENO, $0, strlen($0)) }
        }
    }
}
