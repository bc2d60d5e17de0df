import CohortLocking
import Synchronization

/// The numbers of a context's regions that nobody holds any more; filled from any thread, emptied by the context.
///
/// An object of its own, so that a region outliving its context has something to report to.
final class ReleasedRegions: Sendable {
    private let numbers = Locked<[Int]>([])
    private let hasAny = Atomic<Bool>(false)

    var isEmpty: Bool { !hasAny.load(ordering: .relaxed) }

    func add(_ number: Int) {
        numbers.withLock { $0.append(number) }
        hasAny.store(true, ordering: .releasing)
    }

    func takeAll() -> [Int] {
        hasAny.store(false, ordering: .relaxed)
        return numbers.withLock {
            let all = $0
            $0 = []
            return all
        }
    }
}
