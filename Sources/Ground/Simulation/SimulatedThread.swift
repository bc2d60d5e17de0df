import CSystem
import Glibc

/// A thread that takes turns with others.
final class SimulatedThread: @unchecked Sendable {
    // SAFETY: `locks` belongs to the thread itself, all else to whoever holds the lock of its turns.
    let index: Int
    unowned(unsafe) let turns: Turns
    var state = State.absent
    /// Locks that it holds: nobody else goes on before it has let go of them, who might want one.
    var locks = 0
    private let signal: UnsafeMutablePointer<pthread_cond_t>

    enum State {
        case absent, over
        case ready
        /// It looks again, as soon as another has got on from this number of steps.
        case paused(Int)
        /// It goes on when the condition holds, or when the simulated time is over, if there is one.
        case waiting(() -> Bool, until: UInt64?)
    }

    init(_ index: Int, of turns: Turns) {
        self.index = index
        self.turns = turns
        signal = .allocate(capacity: 1)
        signal.initialize(to: pthread_cond_t())
        pthread_cond_init(signal, nil)
    }

    deinit {
        pthread_cond_destroy(signal)
        signal.deallocate()
    }

    /// The one that runs here, if this thread takes turns.
    static var current: SimulatedThread? {
        cohort_thread_words_get().pointee.simulated.map { Unmanaged<SimulatedThread>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Whether this is the thread that runs here, from now on.
    func runsHere(_ isTrue: Bool) {
        cohort_thread_words_get().pointee.simulated = isTrue ? Unmanaged.passUnretained(self).toOpaque() : nil
    }

    func wakeUp() { pthread_cond_signal(signal) }
    func sleep(_ mutex: UnsafeMutablePointer<pthread_mutex_t>) { pthread_cond_wait(signal, mutex) }

    var isOver: Bool { if case .over = state { true } else { false } }
    var isAbsent: Bool { if case .absent = state { true } else { false } }
}
