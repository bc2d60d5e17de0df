import CohortData
import CohortGeometry
import CohortLocking

/// Something that an operation must have to itself, or share with readers alone, while it runs.
enum Claim {
    /// A reservation, by its number.
    case reservation(UInt64, isShared: Bool)
    /// Data used atomically among the tasks of one context.
    case data(DataClaim)

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
        case (.reservation(let number, let isShared), .reservation(let other, let isOtherShared)):
            return number == other && !(isShared && isOtherShared)
        case (.data(let a), .data(let b)):
            guard a.context == b.context, a.tree == b.tree, !(a.isShared && b.isShared) else { return false }
            guard a.fields.contains(where: b.fields.contains) else { return false }
            let piece = a.selection.piece(ofPoint: pointOfA)
            let other = b.selection.piece(ofPoint: pointOfB)
            if a.node === b.node, piece == other { return true }
            return !a.node.pieces[piece].intersectionOrEmpty(b.node.pieces[other]).isEmpty
        case (.reservation, .data), (.data, .reservation):
            return false
        }
    }
}

/// Lets operations in one at a time where their claims collide.
///
/// An operation gets all its claims at once or waits for all, so no two can hold what the other needs. Those that wait are
/// served in the order in which they came: none is overtaken by one that it collides with.
final class Gate: Sendable {
    private let state = Locked(State())

    private struct State {
        var inside: [Visitor] = []
        var waiting: [Visitor] = []
    }

    /// An operation that has claims, inside or at the gate.
    private struct Visitor: @unchecked Sendable {
        // SAFETY: the operation is not over while it is here, so its record and its launch stay what they are.
        let record: RecordPointer
        let launch: LaunchPointer

        func collides(with other: Visitor) -> Bool {
            for claim in launch.pointee.claims {
                for opposing in other.launch.pointee.claims
                where Claim.collide(claim, Int(record.pointee.point), opposing, Int(other.record.pointee.point)) {
                    return true
                }
            }
            return false
        }
    }

    /// Whether the operation may run now; if not it will be handed out by `leave`, and is asked for again. O(visitors × claims).
    func admits(_ record: RecordPointer, _ launch: LaunchPointer) -> Bool {
        let visitor = Visitor(record: record, launch: launch)
        return state.withLock { state in
            if state.inside.contains(where: { $0.record == visitor.record }) { return true }
            let isFree = !(state.inside + state.waiting).contains { visitor.collides(with: $0) }
            if isFree { state.inside.append(visitor) } else { state.waiting.append(visitor) }
            return isFree
        }
    }

    /// An admitted operation has run; returns those that may run now.
    func leave(_ record: RecordPointer) -> [RecordPointer] {
        let leaving = Name(record: record)
        return state.withLock { state in
            state.inside.removeAll { $0.record == leaving.record }
            var admitted: [Name] = []
            var waiting: [Visitor] = []
            for visitor in state.waiting {
                if (state.inside + waiting).contains(where: { visitor.collides(with: $0) }) {
                    waiting.append(visitor)
                } else {
                    state.inside.append(visitor)
                    admitted.append(Name(record: visitor.record))
                }
            }
            state.waiting = waiting
            return admitted
        }.map(\.record)
    }

    private struct Name: @unchecked Sendable {
        // SAFETY: only a name; the record is not looked into.
        let record: RecordPointer
    }
}
