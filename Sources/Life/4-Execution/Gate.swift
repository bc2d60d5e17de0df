import CohortData
import CohortGeometry
import CohortLocking

/// Something that an operation must have to itself, or share with readers alone, while it runs.
enum Claim {
    /// A reservation.
    case reservation(HeldReservation)
    /// Data used atomically among the tasks of one context.
    case data(DataClaim)
    /// The workers, together with the other members of a gang.
    case gang(Gang)

    struct DataClaim {
        var context: UInt64
        var tree: Int
        var fields: [Int32]
        var node: PartitionNode
        var selection: PieceSelection
        var isShared: Bool
    }

    /// Whether two operations, at these points of their launches, must run one after the other because of the claims.
    static func collide(_ a: Claim, _ pointOfA: Int, _ b: Claim, _ pointOfB: Int) -> Bool {
        switch (a, b) {
        case (.reservation(let held), .reservation(let other)):
            return held.excludes(other)
        case (.data(let a), .data(let b)):
            guard a.context == b.context, a.tree == b.tree, !(a.isShared && b.isShared) else { return false }
            guard a.fields.contains(where: b.fields.contains) else { return false }
            let piece = a.selection.piece(ofPoint: pointOfA)
            let other = b.selection.piece(ofPoint: pointOfB)
            if a.node === b.node, piece == other { return true }
            return !a.node.pieces[piece].intersectionOrEmpty(b.node.pieces[other]).isEmpty
        case (.gang(let gang), .gang(let other)):
            return gang !== other
        case (.reservation, _), (.data, _), (.gang, _):
            return false
        }
    }
}

/// Lets operations in one at a time where their claims collide, and the members of a gang all at once.
///
/// An operation gets all its claims at once or waits for all, and holds nothing while it waits, so no two can hold what the
/// other needs. Those that wait are served in the order in which they came: none is overtaken by one that it collides with, but
/// for the members of a gang that is not yet complete.
final class Gate: Sendable {
    private let state = Locked(State())

    /// Whether the operation may run now, if not it will be handed out later and asks again; and others that now may run.
    /// O(visitors² × claims).
    func admit(_ record: RecordPointer, _ launch: LaunchPointer) -> (isAdmitted: Bool, others: [RecordPointer]) {
        let visitor = Visitor(record: record, launch: launch)
        let (isAdmitted, others) = state.withLock { state in
            if state.isInside(visitor) { return (true, [Visitor]()) }
            state.waiting.append(visitor)
            let admitted = state.settle()
            return (state.isInside(visitor), admitted.filter { $0 != visitor })
        }
        return (isAdmitted, others.map(\.record))
    }

    /// An admitted operation has run; returns those that may run now.
    func leave(_ record: RecordPointer) -> [RecordPointer] {
        let leaving = UInt(bitPattern: record)
        return state.withLock { state in
            state.inside.removeAll { UInt(bitPattern: $0.record) == leaving }
            return state.settle()
        }.map(\.record)
    }

    /// Returns those that may run after a gang has become smaller.
    func settle() -> [RecordPointer] { state.withLock { $0.settle() }.map(\.record) }

    /// Sends all who wait away, since nobody inside will leave before them; returns each with the operation inside that it waits for.
    func giveUp() -> [(record: RecordPointer, launch: LaunchPointer, obstacle: LaunchPointer?)] {
        state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting.map { one in
                (one.record, one.launch, state.inside.first { one.collides(with: $0) }?.launch)
            }
        }
    }

    /// Those who wait, oldest first, each with who is in the way and by which claim; nobody for the member of a gang that is not complete.
    var queue: [(record: RecordPointer, obstacle: RecordPointer?, claim: Claim?)] {
        state.withLock { state in
            state.waiting.indices.map { index in
                let one = state.waiting[index]
                let ahead =
                    state.inside + state.waiting[..<index].filter { $0.launch.gang !== one.launch.gang || one.launch.gang == nil }
                for other in ahead {
                    if let claim = one.collision(with: other) { return (one.record, other.record, claim) }
                }
                return (one.record, nil, nil)
            }
        }
    }

    /// Sends the waiting members of a gang away; returns them.
    func dismiss(_ gang: Gang) -> [RecordPointer] {
        state.withLock { state in
            let members = state.waiting.filter { $0.launch.gang === gang }
            state.waiting.removeAll { $0.launch.gang === gang }
            return members
        }.map(\.record)
    }

    /// An operation that has claims, inside or at the gate.
    private struct Visitor: Equatable, @unchecked Sendable {
        // SAFETY: the operation is not over while it is here, so its record and its launch stay what they are.
        let record: RecordPointer
        let launch: LaunchPointer

        func collides(with other: Visitor) -> Bool { collision(with: other) != nil }

        /// The first claim of this one's that the other is in the way of.
        func collision(with other: Visitor) -> Claim? {
            for claim in launch.pointee.claims {
                for opposing in other.launch.pointee.claims
                where Claim.collide(claim, Int(record.pointee.point), opposing, Int(other.record.pointee.point)) {
                    return claim
                }
            }
            return nil
        }
    }

    private struct State {
        var inside: [Visitor] = []
        var waiting: [Visitor] = []

        func isInside(_ visitor: Visitor) -> Bool { inside.contains(visitor) }

        /// Lets in all who can be, in order.
        mutating func settle() -> [Visitor] {
            var admitted: [Visitor] = []
            var blocked: [Visitor] = []
            var rest = waiting
            waiting = []
            while let first = rest.first {
                let gang = first.launch.gang
                let party = gang == nil ? [first] : rest.filter { $0.launch.gang === gang }
                rest.removeAll(where: party.contains)
                if let gang, party.count < gang.size {
                    waiting += party
                } else if party.contains(where: { one in (inside + blocked).contains { one.collides(with: $0) } }) {
                    waiting += party
                    blocked += party
                } else {
                    inside += party
                    admitted += party
                }
            }
            return admitted
        }
    }
}

extension UnsafeMutablePointer where Pointee == LaunchRecord {
    /// The gang that the launch's points belong to, if any.
    var gang: Gang? {
        for case .gang(let gang) in pointee.claims { return gang }
        return nil
    }
}
