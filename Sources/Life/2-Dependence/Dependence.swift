import CohortData

/// How a use of a piece orders against older uses.
enum UseMode {
    case read
    /// Needs what was there, and changes it.
    case write
    /// Changes all of it and does not need what was there.
    case discard
}

extension UnsafeMutablePointer where Pointee == SlotTable {
    /// Records that the operation of `sink` uses one piece, after adding edges from every older use it must follow.
    ///
    /// A reader follows the last writers of what it meets; a writer follows those and the readers since. A use wholly inside
    /// the piece that is now written needs no further memory: whoever meets it meets this writer. Readers of a piece that it only
    /// meets are remembered until the piece is read again, by somebody who follows this writer, and so them.
    @inline(__always)
    func use(piece: Int, _ mode: UseMode, _ sink: inout EdgeSink) {
        let own = pointee.entries + piece
        own.order(mode, &sink)
        var number = 0
        while number < pointee.meetingCount {
            let meeting = pointee.meetings + number
            number += 1
            let other = meeting.pointee.other
            guard other.pointee.isLive else { continue }
            var index = Int(meeting.pointee.offsets[piece])
            let end = Int(meeting.pointee.offsets[piece + 1])
            while index < end {
                let entry = other.pointee.entries + Int(meeting.pointee.targets[index])
                let isCovered = meeting.pointee.covers[index]
                index += 1
                if entry == own { continue }
                entry.order(mode, &sink)
                if mode == .read { continue }
                if isCovered {
                    entry.pointee.writer = .none
                    entry.pointee.clearReaders()
                } else {
                    entry.pointee.noteReadersFollowed()
                }
            }
        }
        pointee.isLive = true
        if mode == .read {
            own.pointee.addReader(sink.reference, keepsAll: sink.keepsAll)
        } else {
            own.pointee.writer = sink.reference
            own.pointee.clearReaders()
        }
    }
}

extension UnsafeMutablePointer where Pointee == HistoryEntry {
    /// Adds the edges from the entry's users that a use of this mode must follow.
    @inline(__always)
    func order(_ mode: UseMode, _ sink: inout EdgeSink) {
        if pointee.writer.record != nil { sink.add(pointee.writer, poison: mode != .discard) }
        if mode != .read {
            pointee.forEachReader { sink.add($0, poison: false) }
        }
    }
}
