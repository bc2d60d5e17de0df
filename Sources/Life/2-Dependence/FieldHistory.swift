import CohortData
import CohortGeometry

/// Who last wrote each piece of each node, and who read it since: the history of some fields of one region within one context.
///
///     history ─ slot of node P ─ entry of piece 0: writer, readers since
///             │                └ entry of piece 1: …
///             └ slot of node Q ─ …
///
/// A use looks at the entries of its own piece and, through overlap tables, at the entries of other nodes' pieces that it
/// meets. Fields that have been used alike so far share one history.
final class FieldHistory {
    /// The fields that share this history, ascending.
    @exclusivity(unchecked) var fields: [Int32]
    @exclusivity(unchecked) private(set) var slots: ContiguousArray<HistorySlot> = []
    @exclusivity(unchecked) private var slotOfNode: [Int: Int] = [:]
    /// The box around each slot's points, one behind the other: of thousands of slots few meet, and these are found fast.
    @exclusivity(unchecked) private var boxes: ContiguousArray<Int> = []
    @exclusivity(unchecked) private var latest: HistorySlot?
    /// True when some piece has users whose coherence is not exclusive.
    @exclusivity(unchecked) var hasCrowds = false { didSet { if hasCrowds != oldValue { markCrowded() } } }

    init(fields: [Int32]) {
        self.fields = fields
    }

    private func markCrowded() { for slot in slots { slot.table.pointee.isCrowded = hasCrowds } }

    /// A history of its own for some of the fields, equal up to now.
    func split(off some: [Int32]) -> FieldHistory {
        let other = FieldHistory(fields: some)
        let leaving = Set(some)
        fields.removeAll { leaving.contains($0) }
        for slot in slots { other.add(HistorySlot(copying: slot)) }
        other.hasCrowds = hasCrowds
        return other
    }

    /// The slot of a node, made on its first use.
    @inline(__always)
    func slot(of node: PartitionNode) -> HistorySlot {
        if let latest, latest.node === node { return latest }
        return findSlot(of: node)
    }

    @inline(never)
    private func findSlot(of node: PartitionNode) -> HistorySlot {
        let slot = slotOfNode[node.number].map { slots[$0] } ?? add(HistorySlot(node: node))
        latest = slot
        return slot
    }

    @discardableResult
    private func add(_ slot: HistorySlot) -> HistorySlot {
        let box = slot.node.box
        for (position, other) in slots.enumerated() where meets(box, position) {
            slot.meet(other, slot.node.overlaps(with: other.node))
            other.meet(slot, other.node.overlaps(with: slot.node))
        }
        boxes += box
        if !slot.node.isDisjoint { slot.meet(slot, slot.node.overlaps(with: slot.node)) }
        slotOfNode[slot.node.number] = slots.count
        slots.append(slot)
        slot.table.pointee.isCrowded = hasCrowds
        return slot
    }

    /// Whether a box, low corner then high one, shares a point with that of a slot.
    private func meets(_ box: ContiguousArray<Int>, _ position: Int) -> Bool {
        let dimension = box.count / 2, first = position * box.count
        for axis in 0 ..< dimension
        where box[axis] > boxes[first + dimension + axis] || boxes[first + axis] > box[dimension + axis] { return false }
        return true
    }

    /// Forgets everything that a write of all pieces of `slot` makes irrelevant: whoever comes later and meets an older
    /// use also meets that write, which already waits for the older use.
    func raiseFloor(_ slot: HistorySlot) {
        slot.forEachMeeting { other, overlap in
            if other !== slot, other.isLive, slot.coversRoot || overlap.coversAll { other.clear() }
        }
    }

    /// The last writer of each piece that has one.
    func forEachWriter(_ body: (PartitionNode, Int, OperationReference) -> Void) {
        for slot in slots where slot.isLive {
            for piece in 0 ..< slot.node.count where slot.entries[piece].writer.record != nil {
                body(slot.node, piece, slot.entries[piece].writer)
            }
        }
    }

    /// All operations of the history that may still run.
    func forEachOperation(_ body: (OperationReference) -> Void) {
        for slot in slots where slot.isLive { slot.forEachOperation(body) }
    }
}

extension PartitionNode {
    /// The box around all points, its low corner then its high one; where there are none, one that meets no other. O(rectangles).
    fileprivate var box: ContiguousArray<Int> {
        let dimension = parentDomain.dimension
        var box = ContiguousArray(repeating: Int.max, count: dimension) + ContiguousArray(repeating: Int.min, count: dimension)
        for piece in pieces {
            let bounds = piece.boundsPair
            for axis in 0 ..< dimension {
                box[axis] = min(box[axis], bounds.low[axis])
                box[dimension + axis] = max(box[dimension + axis], bounds.high[axis])
            }
        }
        return box
    }
}
