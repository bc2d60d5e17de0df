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

    /// Pieces of another slot that mine meet. The slots of a history hold the tables of overlaps.
    struct Meeting {
        let other: UnsafeMutablePointer<SlotTable>
        let offsets: UnsafePointer<Int32>
        let targets: UnsafePointer<Int32>
        let covers: UnsafePointer<Bool>
    }

    init(pieces count: Int) {
        entries = .allocate(capacity: max(1, count))
        entries.initialize(repeating: HistoryEntry(), count: max(1, count))
        meetings = .allocate(capacity: 0)
    }

    /// Call when the slot is not used any more.
    func deallocate(pieces count: Int) {
        for piece in 0 ..< count { entries[piece].deallocate() }
        entries.deallocate()
        meetings.deallocate()
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
