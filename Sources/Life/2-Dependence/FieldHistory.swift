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
    /// True when some piece has users whose coherence is not exclusive; at an address of its own, for those who ask for each point.
    let crowdsWord: UnsafeMutablePointer<Bool>
    var hasCrowds: Bool {
        get { crowdsWord.pointee }
        set { crowdsWord.pointee = newValue }
    }

    init(fields: [Int32]) {
        self.fields = fields
        crowdsWord = .allocate(capacity: 1)
        crowdsWord.initialize(to: false)
    }

    deinit { crowdsWord.deallocate() }

    /// A history of its own for some of the fields, equal up to now.
    func split(off some: [Int32]) -> FieldHistory {
        let other = FieldHistory(fields: some)
        other.hasCrowds = hasCrowds
        let leaving = Set(some)
        fields.removeAll { leaving.contains($0) }
        for slot in slots { other.add(HistorySlot(copying: slot)) }
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

/// The history of one node's pieces.
final class HistorySlot {
    let node: PartitionNode
    let coversRoot: Bool
    /// The slots some of whose pieces mine meet, in the order in which they were made; my own too when mine meet one another.
    @exclusivity(unchecked) private var meetings: ContiguousArray<Meeting> = []
    /// Its entries and whom they meet, as the analysis walks them.
    let table: UnsafeMutablePointer<SlotTable>
    var entries: UnsafeMutablePointer<HistoryEntry> { table.pointee.entries }
    private let count: Int
    /// Another slot of the history, which holds both.
    private struct Meeting {
        unowned(unsafe) let slot: HistorySlot
        let overlap: OverlapIndex
    }

    /// True when some piece has no points.
    let hasEmptyPieces: Bool
    /// By piece, whether it has no points; none when all have some.
    private let areEmpty: ContiguousArray<Bool>
    /// By piece, users since the last exclusive writer whose coherence is not exclusive.
    @exclusivity(unchecked) var crowds: [Int: Crowd] = [:]
    /// False when no entry holds anything.
    var isLive: Bool {
        get { table.pointee.isLive }
        set { table.pointee.isLive = newValue }
    }

    init(node: PartitionNode) {
        self.node = node
        coversRoot = node.coversRoot
        count = node.count
        let areEmpty = node.pieces.map(\.isEmpty)
        hasEmptyPieces = areEmpty.contains(true)
        self.areEmpty = hasEmptyPieces ? ContiguousArray(areEmpty) : []
        table = .allocate(capacity: 1)
        table.initialize(to: SlotTable(pieces: count))
    }

    convenience init(copying other: HistorySlot) {
        self.init(node: other.node)
        isLive = other.isLive
        guard isLive else { return }
        crowds = other.crowds
        for piece in 0 ..< count { entries[piece] = other.entries[piece].copied() }
    }

    deinit {
        table.pointee.deallocate(pieces: count)
        table.deallocate()
    }

    /// Adds a slot of the history, with which of its pieces each of mine meets.
    func meet(_ other: HistorySlot, _ overlap: OverlapIndex) {
        if overlap.isEmpty { return }
        meetings.append(Meeting(slot: other, overlap: overlap))
        table.pointee.meet(other.table, overlap)
    }

    /// Visits the slots that this one meets, and where.
    func forEachMeeting(_ body: (HistorySlot, OverlapIndex) -> Void) {
        for meeting in meetings { body(meeting.slot, meeting.overlap) }
    }

    /// Whether a piece has no points. Who uses such a one follows nobody, and nobody follows it.
    @inline(__always)
    func isEmpty(_ piece: Int) -> Bool { hasEmptyPieces && areEmpty[piece] }

    /// Forgets all uses.
    func clear() {
        for piece in 0 ..< count {
            entries[piece].writer = .none
            entries[piece].clearReaders()
        }
        crowds = [:]
        isLive = false
    }

    func clear(piece: Int) {
        entries[piece].writer = .none
        entries[piece].clearReaders()
        crowds[piece] = nil
    }

    func forEachOperation(_ body: (OperationReference) -> Void) {
        for piece in 0 ..< count {
            if entries[piece].writer.record != nil { body(entries[piece].writer) }
            entries[piece].forEachReader(body)
        }
        for crowd in crowds.values { for member in crowd.members { body(member.operation) } }
    }
}

/// The last writer of one piece, and its readers since.
struct HistoryEntry {
    var writer = OperationReference.none
    private var readers: UnsafeMutablePointer<OperationReference>?
    private(set) var readerCount: Int32 = 0
    /// Room for readers: 2 to this power; none when it is 0.
    private var room: UInt8 = 0
    /// True when a writer of other pieces that meet this one follows all of the readers. Whoever reads this piece from now on follows that
    /// writer, so it stands for them all.
    private(set) var areReadersFollowed = false

    @inline(__always)
    func forEachReader(_ body: (OperationReference) -> Void) {
        var index = 0
        while index < Int(readerCount) {
            body(readers.unsafelyUnwrapped[index])
            index += 1
        }
    }

    /// A writer that uses the data for itself alone has been made to follow all readers.
    @inline(__always)
    mutating func noteReadersFollowed() { areReadersFollowed = true }

    @inline(__always)
    mutating func clearReaders() {
        readerCount = 0
        areReadersFollowed = false
    }

    @inline(__always)
    mutating func addReader(_ reader: OperationReference, keepsAll: @autoclosure () -> Bool) {
        if areReadersFollowed { clearReaders() }
        if readerCount == capacity { makeRoom(keepsAll()) }
        readers.unsafelyUnwrapped[Int(readerCount)] = reader
        readerCount += 1
    }

    /// Forgets readers that come before the operation with that number.
    mutating func dropReaders(before sequence: UInt64) { keepReaders { $0.sequence >= sequence } }

    private mutating func keepReaders(where isKept: (OperationReference) -> Bool) {
        guard let readers else { return }
        var kept = 0
        for index in 0 ..< Int(readerCount) where isKept(readers[index]) {
            readers[kept] = readers[index]
            kept += 1
        }
        readerCount = Int32(kept)
    }

    private var capacity: Int32 { room == 0 ? 0 : 1 &<< Int32(room) }

    /// Drops readers that are over; grows only if most are not.
    @inline(never)
    private mutating func makeRoom(_ keepsAll: Bool) {
        if readers != nil, !keepsAll {
            keepReaders { !$0.isOver }
            if readerCount * 2 <= capacity { return }
        }
        room = max(2, room + 1)
        let larger = UnsafeMutablePointer<OperationReference>.allocate(capacity: Int(capacity))
        if let readers {
            larger.initialize(from: readers, count: Int(readerCount))
            readers.deallocate()
        }
        readers = larger
    }

    /// The same users, with memory of its own.
    func copied() -> HistoryEntry {
        var copy = HistoryEntry()
        copy.writer = writer
        forEachReader { copy.addReader($0, keepsAll: true) }
        copy.areReadersFollowed = areReadersFollowed
        return copy
    }

    /// Call when the entry is not used any more.
    func deallocate() { readers?.deallocate() }
}

extension OperationReference {
    /// True when the operation has completed. Issuing thread only.
    var isOver: Bool {
        guard let record else { return true }
        return record.pointee.sequence != sequence || record.isCompleted
    }
}

extension PartitionNode {
    /// The box around all points, its low corner then its high one; where there are none, one that meets no other. O(rectangles).
    fileprivate var box: ContiguousArray<Int> {
        let dimension = parentDomain.dimension
        var box = ContiguousArray(repeating: Int.max, count: dimension) + ContiguousArray(repeating: Int.min, count: dimension)
        for piece in pieces {
            piece.withRectangles { corners in
                for first in stride(from: 0, to: corners.count, by: 2 * dimension) {
                    for axis in 0 ..< dimension {
                        box[axis] = min(box[axis], corners[first + axis])
                        box[dimension + axis] = max(box[dimension + axis], corners[first + dimension + axis])
                    }
                }
            }
        }
        return box
    }
}
