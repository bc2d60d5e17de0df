import Synchronization

/// Which threads of a pool have nothing to do: those that sleep, and those that wait within a call. One word, so that one look says
/// whether nobody works.
///
/// A thread rests only after it has looked for work in vain, and leaves before it takes any. So when all rest there is no work that
/// a worker could have queued: whoever queued it looked after that, and did not rest.
final class Resting: Sendable {
    /// From the lowest: sleeping, waiting without need, waiting with need; and how often anybody left, so that a change is noticed
    /// that was undone.
    private let word = Atomic<UInt64>(0)
    /// How often anybody has come to rest after work, by which what others wait for may have happened.
    private let works = Atomic<UInt64>(0)

    /// How a thread rests.
    enum Kind: UInt64 {
        /// On the futex, until work is queued.
        case asleep = 0
        /// Within a call that would like to wait, but may go on.
        case optional = 16
        /// Within a call that cannot go on.
        case necessary = 32

        fileprivate var one: UInt64 { 1 << rawValue }
    }

    private static let turn: UInt64 = 1 << 48

    /// Call before the first rest after work.
    func didWork() { works.wrappingAdd(1, ordering: .sequentiallyConsistent) }
    /// Another number after anybody has worked, as soon as it rests.
    var lastWork: UInt64 { works.load(ordering: .sequentiallyConsistent) }

    func begin(_ kind: Kind) { word.wrappingAdd(kind.one, ordering: .sequentiallyConsistent) }
    func end(_ kind: Kind) { word.wrappingAdd(Self.turn &- kind.one, ordering: .sequentiallyConsistent) }

    /// True when all of `count` threads sleep.
    func isAsleep(_ count: Int) -> Bool { number(.asleep, word.load(ordering: .sequentiallyConsistent)) == count }

    /// Ends the rest of one thread that waits, if all `count` rest, and do so still after `isHopeless` was asked; false when not.
    ///
    /// One goes on at a time, since it may do what another waits for; and who must wait only when no other is left.
    func giveUp(_ kind: Kind, of count: Int, when isHopeless: () -> Bool) -> Bool {
        leave(kind, of: count) { optional in (kind != .necessary || optional == 0) && isHopeless() }
    }

    /// Ends the rest of one thread, if all `count` rest, and do so still after `condition` was asked, which is told how many wait
    /// without need; false when not.
    func leave(_ kind: Kind, of count: Int, when condition: (_ optional: Int) -> Bool) -> Bool {
        let seen = word.load(ordering: .sequentiallyConsistent)
        let optional = number(.optional, seen)
        guard number(.asleep, seen) + optional + number(.necessary, seen) == count, condition(optional) else { return false }
        let left = seen &+ Self.turn &- kind.one
        return word.compareExchange(expected: seen, desired: left, ordering: .sequentiallyConsistent).exchanged
    }

    private func number(_ kind: Kind, _ word: UInt64) -> Int { Int(word >> kind.rawValue & 0xFFFF) }
}
