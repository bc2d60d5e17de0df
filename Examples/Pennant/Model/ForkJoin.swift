import Glibc
import Synchronization

/// A second thread that takes half of each loop: fork and join by hand, as one would without a runtime.
///
/// Both threads spin between loops, since nothing is faster while there are two processors for them.
final class ForkJoin: @unchecked Sendable {
    // SAFETY: `work` is written while the second thread waits, and read by it after it has acquired the next `round`.
    private var work: () -> Void = {}
    private let round = Atomic<Int>(0)
    private let done = Atomic<Int>(0)
    private let isOver = Atomic<Bool>(false)
    private var thread = pthread_t()

    init() {
        let own = Unmanaged.passUnretained(self).toOpaque()
        pthread_create(
            &thread, nil,
            {
                Unmanaged<ForkJoin>.fromOpaque($0!).takeUnretainedValue().serve(); return nil
            }, own)
    }

    /// Ends the thread. Call before the last reference goes.
    func end() {
        isOver.store(true, ordering: .releasing)
        pthread_join(thread, nil)
    }

    /// Calls both, at the same time, and returns when both have returned.
    func both(_ first: () -> Void, _ second: () -> Void) {
        withoutActuallyEscaping(second) { second in
            work = second
            let next = round.wrappingAdd(1, ordering: .releasing).newValue
            first()
            while done.load(ordering: .acquiring) != next { letAMomentPass() }
            work = {}
        }
    }

    private func serve() {
        var seen = 0
        while !isOver.load(ordering: .acquiring) {
            if round.load(ordering: .acquiring) == seen {
                letAMomentPass()
                continue
            }
            seen += 1
            work()
            done.store(seen, ordering: .releasing)
        }
    }
}

/// Lets a moment pass.
@inline(__always)
private func letAMomentPass() { atomicMemoryFence(ordering: .acquiring) }
