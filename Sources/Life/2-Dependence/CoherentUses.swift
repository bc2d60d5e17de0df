/// The users of a piece since its last exclusive writer that do not all follow one another.
struct Crowd {
    private(set) var members: ContiguousArray<Member> = []

    struct Member {
        var operation: OperationReference
        var use: DataUse
    }

    /// Adds a user. Members that are over are forgotten when there are many, unless all must be kept.
    mutating func join(_ member: Member, keepsAll: Bool) {
        if members.count >= 32, members.count & (members.count - 1) == 0, !keepsAll {
            members.removeAll { $0.operation.isOver }
        }
        members.append(member)
    }
}

extension FieldHistory {
    /// As `use`, where the coherence of this use or of earlier ones is not exclusive.
    ///
    /// A coherent use follows the last exclusive writer and those of the crowd that it must, and joins the crowd. An exclusive
    /// writer follows all and ends the crowd.
    @inline(never)
    func useCoherently(_ slot: HistorySlot, piece: Int, _ mode: UseMode, _ coherence: Coherence, _ sink: inout EdgeSink) {
        let use = DataUse(changes: mode != .read, coherence: coherence)
        let endsCrowds = use.changes && coherence == .exclusive
        meet(slot, piece, mode, use, &sink)
        slot.forEachMeeting { other, overlap in
            if !other.isLive { return }
            for index in overlap.entries(of: piece) {
                let target = Int(overlap.targets[index])
                if other === slot, target == piece { continue }
                meet(other, target, mode, use, &sink)
                if endsCrowds, overlap.covers[index] { other.clear(piece: target) }
            }
        }
        slot.isLive = true
        if coherence != .exclusive {
            slot.crowds[piece, default: Crowd()].join(
                Crowd.Member(operation: sink.reference, use: use), keepsAll: sink.keepsAll)
            hasCrowds = true
        } else if use.changes {
            slot.clear(piece: piece)
            slot.entries[piece].writer = sink.reference
            hasCrowds = slots.contains { !$0.crowds.isEmpty }
        } else {
            slot.entries[piece].addReader(sink.reference, keepsAll: sink.keepsAll)
        }
    }

    private func meet(_ slot: HistorySlot, _ piece: Int, _ mode: UseMode, _ use: DataUse, _ sink: inout EdgeSink) {
        (slot.entries + piece).order(mode, &sink)
        guard let crowd = slot.crowds[piece] else { return }
        for member in crowd.members where DataUse.relation(member.use, use) == .ordered {
            sink.add(member.operation, poison: member.use.changes && mode != .discard)
        }
    }
}
