import CohortData
import CohortDiagnostics
import CohortGeometry

// The system on one screen: what happens to a launch, in order. Every operation there is comes through here.

extension TaskContext {
    /// Launches what the plan says; results go to `result`. Afterwards the plan is free for the next launch.
    ///
    /// A launch that breaks a rule does not run: its error goes to `result`, and to whatever uses what it would have written.
    package func issue(_ plan: LaunchPlan, result: FutureBox? = nil) {
        defer { plan.letGo() }
        if stillness.isWanted { Worker.current?.keepStill() }
        if plan.isTaskOfProgram { findRepetition() }
        readMail()
        if recognises, let known = recognise(plan) { return issue(known, plan, result) }
        // 1 Launch: what was asked, and is it allowed?
        if plan.isChecked, let error = check(plan) { return refuse(plan, error, result) }
        if let error = checkTraceOrder(plan) { return refuse(plan, error, result) }
        if plan.isChecked, epoch != nil || plan.gang != nil, let error = joinEpoch(plan) { return refuse(plan, error, result) }
        if plan.isChecked { materialiseFills(seenBy: plan) }
        if !plan.doubts.isEmpty { plan.settleDoubts() }
        if copiedAttachments != 0, plan.isChecked, let error = bringIn(plan) { return refuse(plan, error, result) }

        // 3 Mapping: where is the data? One memory and one instance a region: the same answer for every point.
        let launch = takeLaunch()
        if let error = map(plan, to: launch, result) { return refuse(plan, error, result) }
        if poisonsData { poisonOverwritten(plan, launch) }

        let last = copiedAttachments != 0 && plan.isChecked ? takingOut(plan) : nil

        // 2 Dependence: who must come before me? As in the last repetition; or history slots once a launch, edges for each point.
        if replays, replay(plan, launch, result) { return learn(plan, launch) }
        planUses(plan)
        holdEmptyPieces(plan, launch)
        if !plan.awaited.isEmpty { awaitBarriers(plan) }
        if fence.record != nil { followFence(plan) }
        var issued: ContiguousArray<OperationReference> = []
        // Whoever sees the arrival sees the data: folds and copies to arrays outside arrive for the launch.
        let arrives = !plan.arrivals.isEmpty && plan.buffers == nil
        let isIsolated = order == .sequential && plan.gang == nil && epoch == nil && openMappings == 0
        let runsInline = launch.pointee.request != nil && launch.runsInline
        let buffers = plan.buffers
        let followsOthers = plan.followsOthers
        let number = isLogged ? log?.tell(plan, in: self) : nil
        let first = nextSequence
        if plan.pointCount == 0 { launch.didComplete() }
        var queued = 0
        for point in 0 ..< plan.pointCount {
            let record = takeRecord()
            record.pointee.launch = launch
            record.pointee.point = Int32(truncatingIfNeeded: point)
            if let number { log?.tell(record.pointee.sequence, number, point: point) }
            if runsInline { hold(record) }
            var sink = EdgeSink(record, self)
            order(point, &sink)
            if followsOthers { follow(plan, point, &sink) }
            result?.producers[point] = record.reference
            if arrives { issued.append(record.reference) }
            buffers?.producers.append(record.reference)
            // 4 Execution: queued now, or by the worker that completes the last predecessor; 5 Completion follows there.
            sink.commit(&queued)
            if runsInline || isIsolated { tellOfQueued(&queued) }
            if runsInline { runHeld(record) }
            if isIsolated { finishNow(record) }
        }
        tellOfQueued(&queued)
        if noting == .edges { record(plan, from: first) }
        if arrives { issueArrivals(plan, after: issued) }
        raiseFloors(plan)
        if plan.isChecked { noteWrites(plan) }
        if let buffers {
            issueFolds(plan, buffers)
            // Accumulators that are not folded end with the fold's operation, not with the next launch.
            plan.buffers = nil
        }
        if let last { issue(last) }
        if order == .inline, epoch == nil, openMappings == 0 { finishAll() }
        learn(plan, launch)
    }

    /// Adds the edges of one point of the launch, for every history it uses.
    @inline(__always)
    private func order(_ point: Int, _ sink: inout EdgeSink) {
        for index in uses.indices { order(uses[index], point, &sink) }
    }

    @inline(__always)
    func order(_ use: PlannedUse, _ point: Int, _ sink: inout EdgeSink) {
        let piece = use.piece(point)
        // An edge would be superfluous; between two members of a gang it would keep both waiting for ever.
        if use.hasEmptyPieces, use.slot.isEmpty(piece) { return }
        if use.coherence == .exclusive, !use.table.pointee.isCrowded {
            use.table.use(piece: piece, use.mode, &sink)
        } else {
            use.history.useCoherently(use.slot, piece: piece, use.mode, use.coherence, &sink)
        }
    }

    /// No history knows of uses of no points, so the launch itself keeps what it names.
    @inline(__always)
    private func holdEmptyPieces(_ plan: LaunchPlan, _ launch: LaunchPointer) {
        for index in uses.indices where uses[index].hasEmptyPieces { hold(plan.requirements[uses[index].requirement], launch) }
    }

    @inline(never)
    func hold(_ requirement: Requirement, _ launch: LaunchPointer) {
        launch.pointee.holds.append(requirement.node)
        launch.pointee.holds.append(requirement.tree.storage)
    }
}
