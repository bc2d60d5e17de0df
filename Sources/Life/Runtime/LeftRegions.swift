import CohortData
import CohortDiagnostics

// A task that is over leaves the regions it owns, and that somebody still holds, to the task that launched it: those that it
// returned. With them goes what it knows of their contents, fills that are not carried out, and failures.

/// A region on its way from a task that is over to its parent.
struct LeftRegion: @unchecked Sendable {
    // SAFETY: the context that leaves the state does not touch it again; the mail's lock hands it over.
    let state: TreeState
    let spoiled: [SpoiledPiece]
}

/// Data whose last writer failed.
struct SpoiledPiece {
    let fields: [Int32]
    let node: PartitionNode
    let piece: Int
    let error: CohortError
}

extension TaskContext {
    /// Leaves the regions of this task to its parent. Call when everything it launched is over.
    func leaveRegions() {
        guard let parent else { return }
        readMail { _ in }
        if hasFailures { catchUp() }
        for state in ownedStates {
            let spoiled = hasFailures ? spoiledPieces(of: state) : []
            state.forgetOperations()
            let mail = parent.mail
            state.end?.listen {
                mail.add(.left(LeftRegion(state: state, spoiled: spoiled)))
                return { mail.add(.released($0)) }
            }
        }
    }

    private func spoiledPieces(of state: TreeState) -> [SpoiledPiece] {
        var spoiled: [SpoiledPiece] = []
        for history in state.histories {
            history.forEachWriter { node, piece, writer in
                guard let error = failures.withLock({ $0.error(of: writer.sequence) }) else { return }
                spoiled.append(SpoiledPiece(fields: history.fields, node: node, piece: piece, error: error))
            }
        }
        return spoiled
    }

    /// Takes the last writer's place of data whose writer failed in the task that made them, so that whoever needs them fails too.
    func spoil(_ spoiled: SpoiledPiece, of state: TreeState) {
        let record = takeRecord()
        log?.tell(event: record.pointee.sequence, "left failure", in: self)
        record.pointee.poison.store(record.pointee.sequence, ordering: .relaxed)
        remember(record.pointee.sequence, spoiled.error, isOrigin: false)
        var sink = EdgeSink(record, self)
        take(spoiled.fields, of: state, spoiled.node, pieces: [spoiled.piece], &sink)
        sink.commit()
    }

    /// Makes the operation the last writer of some pieces.
    func take(_ fields: some Collection<Int32>, of state: TreeState, _ node: PartitionNode, pieces: [Int], _ sink: inout EdgeSink)
    {
        catchUp()
        changes &+= 1
        var histories: ContiguousArray<Int> = []
        state.collectHistories(of: fields, into: &histories)
        for position in histories {
            let history = state.histories[position]
            let slot = history.slot(of: node)
            for piece in pieces where !slot.isEmpty(piece) {
                history.useCoherently(slot, piece: piece, .discard, .exclusive, &sink)
            }
        }
    }
}
