import CohortData
import CohortDiagnostics

extension TaskContext {
    /// Finds, once for the whole launch, the histories and slots its requirements use.
    func planUses(_ plan: LaunchPlan) {
        catchUp()
        changes &+= 1
        planUses(of: plan)
    }

    /// The same, for somebody who does not look into the histories.
    func planUses(of plan: LaunchPlan) {
        // A later requirement may split a history that an earlier one was planned on; the second time all are split.
        if planUsesOnce(plan), plan.requirements.count > 1 { _ = planUsesOnce(plan) }
    }

    /// Returns whether a history was split.
    private func planUsesOnce(_ plan: LaunchPlan) -> Bool {
        uses.removeAll(keepingCapacity: true)
        var didSplit = false
        for index in plan.requirements.indices {
            let mode: UseMode
            switch plan.requirements[index].privilege {
            case .none: continue
            case .read: mode = .read
            case .readWrite, .write: mode = .write
            case .discard: mode = plan.predicate == nil ? .discard : .write
            case .reduce:
                guard plan.requirements[index].reducesInPlace else { continue }
                mode = .write
            }
            if planUse(plan, index, mode) { didSplit = true }
        }
        return didSplit
    }

    private func planUse(_ plan: LaunchPlan, _ index: Int, _ mode: UseMode) -> Bool {
        let node = plan.requirements[index].node
        let state = state(of: plan.requirements[index].tree)
        var table: UnsafePointer<Int32>?
        var constant: Int32 = -1
        switch plan.requirements[index].selection {
        case .identity: break
        case .piece(let piece): constant = Int32(piece)
        case .projected(let projection): table = projection.pieces
        }
        historyScratch.removeAll(keepingCapacity: true)
        let before = state.histories.count
        state.collectHistories(of: plan.fields[plan.requirements[index].fields], into: &historyScratch)
        for position in historyScratch {
            let history = state.histories[position]
            let slot = history.slot(of: node)
            uses.append(
                PlannedUse(
                    history: history, slot: slot, table: slot.table, requirement: index,
                    mode: mode,
                    coherence: plan.requirements[index].use.coherence, hasEmptyPieces: slot.hasEmptyPieces, pieces: table,
                    constant: constant))
        }
        return state.histories.count != before
    }

    /// After a launch that wrote all pieces of a node: what lies wholly under them needs no memory of its own any more.
    func raiseFloors(_ plan: LaunchPlan) {
        for use in uses where raisesFloor(use, plan) { use.history.raiseFloor(use.slot) }
    }

    /// Whether a use writes all pieces of its node, with nobody else beside.
    @inline(__always)
    func raisesFloor(_ use: PlannedUse, _ plan: LaunchPlan) -> Bool {
        if use.mode == .read || use.coherence != .exclusive { return false }
        let requirement = plan.requirements[use.requirement]
        return (requirement.usesAllPieces || requirement.node.count == 1) && !sharesHistory(use)
    }

    /// True when the launch changes the same fields through another node too, as two folds may: then the points' uses of the
    /// two nodes alternate, and neither is later than all of the other.
    private func sharesHistory(_ use: PlannedUse) -> Bool {
        uses.count > 1 && uses.contains { $0.history === use.history && $0.slot !== use.slot && $0.mode != .read }
    }

    /// Orders one point after what it follows for other reasons than data.
    @inline(never)
    func follow(_ plan: LaunchPlan, _ point: Int, _ sink: inout EdgeSink) {
        sink.isForData = false
        if let reducers = plan.foldSources { sink.add(reducers.producers[point], poison: true) }
        plan.forEachSource(point) { follow($0, $1, &sink) }
        for event in plan.events { sink.add(event, poison: true) }
    }

    /// Orders the operation after the producer of one element of a box.
    private func follow(_ box: FutureBox, _ element: Int, _ sink: inout EdgeSink) {
        if isLogged, box.producers[element].record != nil { log?.tell(sink.sequence, takes: box.producers[element].sequence) }
        if box.producerContext == identity {
            sink.add(box.producers[element], poison: true)
        } else if !box.isDone {
            followForeign(box, &sink)
        } else if let error = box.failure(of: element) {
            remember(sink.sequence, error, isOrigin: false)
            sink.record.pointee.poison.store(sink.sequence, ordering: .relaxed)
        }
    }

    /// A box that another context fills: an operation without a body stands for it, and completes when the box is done.
    private func followForeign(_ box: FutureBox, _ sink: inout EdgeSink) {
        let event = takeRecord()
        log?.tell(event: event.pointee.sequence, "future", in: self)
        for point in 0 ..< box.count where box.producers[point].record != nil {
            log?.tell(event.pointee.sequence, after: box.producers[point].sequence, forData: false, spoils: true)
        }
        sink.add(event.reference, poison: true)
        let sequence = event.pointee.sequence
        let carrier = ForeignEvent(record: event, context: self)
        let end: @Sendable (CohortError?, Bool) -> Void = { error, isOrigin in
            if let error {
                carrier.context.remember(sequence, error, isOrigin: isOrigin)
                carrier.record.pointee.poison.store(sequence, ordering: .relaxed)
            }
            carrier.context.commit(carrier.record, edges: 0)
        }
        let waits = waits
        let number = waits.begin(Wait(object: .results(box), record: event, fail: { end($0, true) }))
        // A wait that was given up is over, and its context may be.
        box.whenDone { if waits.end(number) != nil { end(box.firstFailure, false) } }
    }

    /// A finished predecessor had failed: the operation inherits its failure.
    func inheritFailure(of sequence: UInt64, into record: RecordPointer) {
        if failures.withLock({ $0.error(of: sequence) }) != nil {
            record.pointee.poison.store(sequence, ordering: .relaxed)
        }
    }
}

/// Carries a record into the callback of a foreign future.
private struct ForeignEvent: @unchecked Sendable {
    // SAFETY: the record stays the event's until the commit that the callback makes, and its context until then.
    let record: RecordPointer
    unowned(unsafe) let context: TaskContext
}
