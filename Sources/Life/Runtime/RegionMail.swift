import CohortLocking
import Synchronization

/// What other threads tell a context of its regions: that nobody holds one any more, or that a task which is over has left it
/// one. Filled from any thread, emptied by the context.
///
/// An object of its own, so that a region outliving its context has something to report to.
final class RegionMail: Sendable {
    private let letters = Locked<[Letter]>([])
    private let hasAny = Atomic<Bool>(false)

    /// One message.
    enum Letter {
        /// Nobody holds the region with this number.
        case released(Int)
        /// A region that the context owns from now on.
        case left(LeftRegion)
    }

    var isEmpty: Bool { !hasAny.load(ordering: .relaxed) }

    func add(_ letter: Letter) {
        letters.withLock { $0.append(letter) }
        hasAny.store(true, ordering: .releasing)
    }

    /// All messages, in the order in which they came.
    func takeAll() -> [Letter] {
        hasAny.store(false, ordering: .relaxed)
        return letters.withLock {
            let all = $0
            $0 = []
            return all
        }
    }
}
