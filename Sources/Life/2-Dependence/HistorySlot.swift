import CohortData

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

    /// Another slot of the history, which holds both.
    private struct Meeting {
        unowned(unsafe) let slot: HistorySlot
        let overlap: OverlapIndex
    }

    init(node: PartitionNode) {
        self.node = node
        coversRoot = node.coversRoot
        count = node.count
        let areEmpty = node.pieces.map(\.isEmpty)
        hasEmptyPieces = areEmpty.contains(true)
        self.areEmpty = hasEmptyPieces ? ContiguousArray(areEmpty) : []
        table = SlotTable.make(pieces: count)
    }

    convenience init(copying other: HistorySlot) {
        self.init(node: other.node)
        isLive = other.isLive
        guard isLive else { return }
        crowds = other.crowds
        for piece in 0 ..< count { entries[piece] = other.entries[piece].copied() }
    }

    deinit {
        SlotTable.free(table, pieces: count)
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
