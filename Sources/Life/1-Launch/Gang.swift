import CohortDiagnostics
import CohortLocking
import Synchronization

/// Tasks that run at the same time, each on a worker of its own: those of a must-epoch, or the points of a concurrent launch.
package final class Gang: Sendable {
    /// The members; final before the first of them can be ready.
    private let sizeWord = Atomic<Int>(0)
    /// The sequence of the operation whose failure kept a member from running; 0 while all is well.
    private let poisonWord = Atomic<UInt64>(0)
    /// Members at the barrier among the points, the turns it has had, and members that will come to it no more.
    private let arrived = Atomic<Int>(0)
    private let turn = Atomic<Int>(0)
    private let gone = Atomic<Int>(0)

    /// In a managed runtime, the members that are ready, and the mapper's answers once all are.
    let roll = Locked(Roll())

    package init() {}

    var size: Int { sizeWord.load(ordering: .acquiring) }
    func grow(by count: Int) { sizeWord.wrappingAdd(count, ordering: .acquiringAndReleasing) }

    var poison: UInt64 { poisonWord.load(ordering: .acquiring) }
    func spoil(_ origin: UInt64) { poisonWord.store(origin, ordering: .releasing) }

    /// Members that are not over.
    var membersLeft: Int { size - gone.load(ordering: .acquiring) }
    /// A member is over.
    func memberEnds() { gone.wrappingAdd(1, ordering: .acquiringAndReleasing) }

    /// Waits until all members have come; false when one ended without coming, so that the others would wait for ever.
    package func meet(_ pause: () -> Void) -> Bool {
        let mine = turn.load(ordering: .acquiring)
        if arrived.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue == size {
            arrived.store(0, ordering: .relaxed)
            turn.wrappingAdd(1, ordering: .acquiringAndReleasing)
            return true
        }
        while turn.load(ordering: .acquiring) == mine {
            if gone.load(ordering: .acquiring) > 0, turn.load(ordering: .acquiring) == mine { return false }
            pause()
        }
        return true
    }
}

/// The tasks launched so far in a must-epoch, none of which runs before the epoch is closed.
package final class Epoch {
    let gang = Gang()
    /// An operation that completes when the epoch is closed; all tasks of the epoch follow it.
    let opening: OperationReference
    var launches: [Member] = []
    var error: CohortError?

    init(opening: OperationReference) { self.opening = opening }

    /// A launch of the epoch, kept to be compared with later ones.
    struct Member {
        let name: StaticString
        let place: SourceLocation
        let pointCount: Int
        let requirements: [Requirement]
        let fields: [Int32]
        let reservations: [HeldReservation]
        /// Keeps what the requirements name.
        let holders: [AnyObject]
    }
}
