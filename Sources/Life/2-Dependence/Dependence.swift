import CohortData

/// How a use of a piece orders against older uses.
enum UseMode {
    case read
    /// Needs what was there, and changes it.
    case write
    /// Changes all of it and does not need what was there.
    case discard
}

extension FieldHistory {
    /// Records that the operation of `sink` uses one piece, after adding edges from every older use it must follow.
    ///
    /// A reader follows the last writers of what it meets; a writer follows those and the readers since. A use wholly inside
    /// the piece that is now written needs no further memory: whoever meets it meets this writer. Readers of a piece that it only
    /// meets are remembered until the piece is read again, by somebody who follows this writer, and so them.
    @inline(__always)
    func use(_ slot: HistorySlot, piece: Int, _ mode: UseMode, _ sink: inout EdgeSink) {
        let own = slot.entries + piece
        order(after: own, mode, &sink)
        for position in 0 ..< slots.count {
            guard let overlap = slot.neighbours[position] else { continue }
            if overlap.isEmpty { continue }
            let other = slots[position]
            guard other.isLive else { continue }
            for index in overlap.entries(of: piece) {
                let entry = other.entries + Int(overlap.targets[index])
                if entry == own { continue }
                order(after: entry, mode, &sink)
                if mode == .read { continue }
                if overlap.covers[index] {
                    entry.pointee.writer = .none
                    entry.pointee.clearReaders()
                } else {
                    entry.pointee.noteReadersFollowed()
                }
            }
        }
        slot.isLive = true
        if mode == .read {
            own.pointee.addReader(sink.record.reference, keepsAll: sink.keepsAll)
        } else {
            own.pointee.writer = sink.record.reference
            own.pointee.clearReaders()
        }
    }

    @inline(__always)
    func order(after entry: UnsafeMutablePointer<HistoryEntry>, _ mode: UseMode, _ sink: inout EdgeSink) {
        if entry.pointee.writer.record != nil { sink.add(entry.pointee.writer, poison: mode != .discard) }
        if mode != .read {
            entry.pointee.forEachReader { sink.add($0, poison: false) }
        }
    }
}
