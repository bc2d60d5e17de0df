import CSystem
import Synchronization

/// Lets somebody look at what the workers of a pool change, while none of them changes it.
///
/// Each worker says by one word, `Worker.activity`, what it does. Before it touches what others own it says `runtime`, and then looks
/// whether it is to wait. Whoever wants to look says so, makes all threads see it, and reads the words: a worker that says anything else
/// than `runtime` will wait before it changes anything. `Documentation/Architecture/Doctor.md` has the proof.
final class Stillness: Sendable {
    // SAFETY: written before the first worker starts, freed after the last has ended.
    nonisolated(unsafe) private let word: UnsafeMutablePointer<Atomic<UInt32>>

    init() {
        word = .allocate(capacity: 1)
        word.initialize(to: Atomic(0))
    }

    deinit { word.deallocate() }

    /// True while workers are to wait.
    @inline(__always)
    var isWanted: Bool { word.pointee.load(ordering: .acquiring) != 0 }

    func begin() {
        word.pointee.store(1, ordering: .sequentiallyConsistent)
        cohort_fence_all_threads()
    }

    func end() {
        word.pointee.store(0, ordering: .sequentiallyConsistent)
        cohort_futex_wake(word, Int32.max)
    }

    /// Returns when nobody wants to look any more.
    func wait() {
        while isWanted { cohort_futex_wait(word, 1, -1) }
    }
}

/// What a worker does, in one word that others may read.
struct Activity: Equatable {
    let word: UInt

    /// In the middle of the runtime: it may change anything.
    static let runtime = Activity(word: 0)
    /// It has nothing to do.
    static let rest = Activity(word: 1)
    /// A mapper answers.
    static let mapper = Activity(word: 2)
    /// It waits since somebody looks.
    static let still = Activity(word: 5)
    /// The body of a task runs that launches no others.
    static func leaf(_ record: RecordPointer) -> Activity { Activity(word: UInt(bitPattern: record) | leafMark) }
    /// A context's code runs, which may launch.
    static func code(_ context: UnsafeMutableRawPointer?) -> Activity { Activity(word: UInt(bitPattern: context) | codeMark) }

    private static let leafMark: UInt = 3
    private static let codeMark: UInt = 4
    private static let marks: UInt = 7

    /// The task whose body runs.
    var leaf: RecordPointer? { word & Self.marks == Self.leafMark ? RecordPointer(bitPattern: word & ~Self.marks) : nil }
    /// The address of the context whose code runs.
    var code: UInt? { word & Self.marks == Self.codeMark ? word & ~Self.marks : nil }
}

extension Worker {
    /// What the thread does.
    var activity: Activity { Activity(word: activityWord.load(ordering: .acquiring)) }

    /// The thread does something in which it changes nothing that others look at.
    @inline(__always)
    func enters(_ activity: Activity) { activityWord.store(activity.word, ordering: .releasing) }

    /// The thread goes on with the runtime's own work: not before nobody looks any more.
    @inline(__always)
    func entersRuntime() {
        activityWord.store(Activity.runtime.word, ordering: .releasing)
        if stillness.isWanted { keepStill() }
    }

    /// Waits while somebody looks.
    @inline(never)
    func keepStill() {
        let before = activity
        while stillness.isWanted {
            enters(.still)
            stillness.wait()
            // Whoever looks next may not have seen this, so look again.
            enters(before)
        }
    }
}
