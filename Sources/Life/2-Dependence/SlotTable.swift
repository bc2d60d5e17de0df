import CohortData

/// What the analysis of each point touches of a slot, in memory of its own: references would be counted there, a dozen for each task.
struct SlotTable {
    /// By piece, who used it last.
    let entries: UnsafeMutablePointer<HistoryEntry>
    /// The slots some of whose pieces meet some of mine; my own too when mine meet one another.
    private(set) var meetings: UnsafeMutablePointer<Meeting>
    private(set) var meetingCount = 0
    /// False when no entry holds anything.
    var isLive = false
    /// True when some piece of the history has users whose coherence is not exclusive.
    var isCrowded = false

    /// Pieces of another slot that mine meet. The slots of a history hold the tables of overlaps.
    struct Meeting {
        let other: UnsafeMutablePointer<SlotTable>
        let offsets: UnsafePointer<Int32>
        let targets: UnsafePointer<Int32>
        let covers: UnsafePointer<Bool>
    }

    /// A table of so many pieces, in one piece of memory with its entries.
    static func make(pieces count: Int) -> UnsafeMutablePointer<SlotTable> {
        let size = (MemoryLayout<SlotTable>.size + 15) & ~15
        let raw = UnsafeMutableRawPointer.allocate(byteCount: size + count * MemoryLayout<HistoryEntry>.stride, alignment: 16)
        let entries = (raw + size).bindMemory(to: HistoryEntry.self, capacity: count)
        entries.initialize(repeating: HistoryEntry(), count: count)
        let table = raw.bindMemory(to: SlotTable.self, capacity: 1)
        table.initialize(to: SlotTable(entries: entries, meetings: .allocate(capacity: 0)))
        return table
    }

    /// Frees a table with its entries.
    static func free(_ table: UnsafeMutablePointer<SlotTable>, pieces count: Int) {
        for piece in 0 ..< count { table.pointee.entries[piece].deallocate() }
        table.pointee.meetings.deallocate()
        UnsafeMutableRawPointer(table).deallocate()
    }

    private init(entries: UnsafeMutablePointer<HistoryEntry>, meetings: UnsafeMutablePointer<Meeting>) {
        self.entries = entries
        self.meetings = meetings
    }

    /// From now on uses of this slot look at another, whose pieces they meet as `overlap` says.
    mutating func meet(_ other: UnsafeMutablePointer<SlotTable>, _ overlap: OverlapIndex) {
        let more = UnsafeMutablePointer<Meeting>.allocate(capacity: meetingCount + 1)
        more.initialize(from: meetings, count: meetingCount)
        (more + meetingCount).initialize(
            to: Meeting(other: other, offsets: overlap.offsets, targets: overlap.targets, covers: overlap.covers))
        meetings.deallocate()
        meetings = more
        meetingCount += 1
    }
}
