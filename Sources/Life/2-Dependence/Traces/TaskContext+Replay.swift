import CohortDiagnostics

extension TaskContext {
    /// Begins to replay: launches are compared with the template from now on.
    func startReplay(_ trace: Trace, _ template: TemplatePointer, _ traces: Traces) {
        let isNext = isAhead && traces.ahead?.template == template && trace.last.upperBound == nextSequence
        if !isNext {
            if isAhead { stopAhead() }
            while ring.capacity < 4 * template.pointee.count { ring.grow() }
        }
        template.pointee.settle(self)
        traces.replay = Traces.Replay(
            trace: trace, template: template, first: nextSequence, before: trace.last, isFirst: !isNext)
        traces.ahead = Traces.Ahead(template: template, first: nextSequence, isFirst: !isNext)
        isAhead = true
        replays = true
    }

    /// The scope is over: the repetition is whole, or was another one.
    func endReplay(_ replay: Traces.Replay, _ traces: Traces) {
        guard replay.isWhole else { return stopAhead() }
        replays = false
        traces.replay = nil
        changes &+= 1
        if !isLogged { traces.didReplay(replay) }
        replay.trace.didReplay(replay.first ..< nextSequence, changes)
    }

    /// Issues a launch whose records are filled as its repetition's template says; false when the template says something else, and then
    /// the replay is over.
    ///
    /// - Parameter known: the launch that it is once more, if it is known; then nothing is left to be noted of its data.
    func replay(_ plan: LaunchPlan, _ launch: LaunchPointer, _ result: FutureBox?, as known: KnownPointer? = nil) -> Bool {
        guard let traces = uncountedTraces else { return false }
        return traces._withUnsafeGuaranteedRef { replay(plan, launch, result, known, $0) }
    }

    private func replay(
        _ plan: LaunchPlan, _ launch: LaunchPointer, _ result: FutureBox?, _ known: KnownPointer?, _ traces: Traces
    ) -> Bool {
        guard let replay = traces.replay, !replay.isWhole, isNext(plan, replay, known) else {
            stopAhead()
            return false
        }
        let (first, count) = replay.template.pointee.points(ofLaunch: replay.launched)
        prepare(traces, replay, upTo: first + count)
        traces.replay?.launched += 1
        if !isLogged {
            traces.didLaunch(replay.launched + 1, of: replay)
            isBehind = true
        }
        let buffers = plan.buffers
        if known == nil { holdEmptyPieces(plan, launch, replay.template.pointee.launches[replay.launched].uses) }
        issue(plan, replay, first, count, launch, result)
        if isLogged { enter(replay.template.pointee.launches[replay.launched], replay) }
        if known == nil, plan.isChecked { noteWrites(plan) }
        if let buffers {
            issueFolds(plan, buffers)
            plan.buffers = nil
        }
        return true
    }

    /// Whether a launch is the one that comes next in a repetition.
    @inline(__always)
    private func isNext(_ plan: LaunchPlan, _ replay: Traces.Replay, _ known: KnownPointer?) -> Bool {
        let template = replay.template
        guard nextSequence == replay.first + UInt64(template.pointee.points(ofLaunch: replay.launched).first),
            obstacle(of: plan) == nil
        else { return false }
        let number = known?.pointee.number ?? 0
        if number == 0 || template.pointee.known[replay.launched] != number {
            guard template.pointee.launches[replay.launched].asksForSame(as: plan, self) else { return false }
            template.pointee.known[replay.launched] = number
        }
        if template.pointee.followsNothingElse(replay.launched), !plan.followsOthers { return true }
        return template.pointee.launches[replay.launched].followsSame(as: plan, self, replay.first, replay.before)
    }

    private func holdEmptyPieces(_ plan: LaunchPlan, _ launch: LaunchPointer, _ uses: ContiguousArray<TracedUse>) {
        for use in uses where use.planned.hasEmptyPieces { hold(plan.requirements[use.planned.requirement], launch) }
    }

    /// Prepares the records of the first operations of a repetition, and of all to which these lead.
    private func prepare(_ traces: Traces, _ replay: Traces.Replay, upTo position: Int) {
        let end = replay.first + UInt64(replay.template.pointee.reach(of: position))
        if ring.end >= end { return }
        guard let ahead = traces.ahead else { return }
        while ring.end < end {
            let sequence = ring.end
            let record = prepareRecord()
            let pending = OperationRecord.bias + ahead.predecessorCount(of: sequence)
            record.pointee.pending.store(pending, ordering: .relaxed)
        }
    }

    private func issue(
        _ plan: LaunchPlan, _ replay: Traces.Replay, _ first: Int, _ count: Int, _ launch: LaunchPointer, _ result: FutureBox?
    ) {
        let number = isLogged ? log?.tell(plan, in: self) : nil
        if count == 0 { launch.didComplete() }
        let template = replay.template
        let isConnected =
            replay.isFirst || !template.pointee.isSettled
            || (!template.pointee.followsNothingElse(replay.launched)
                && template.pointee.launches[replay.launched].takesOlder(plan, self, replay))
        var queued = 0
        for point in 0 ..< count {
            let position = first + point
            let record = ring.takePrepared()
            record.pointee.launch = launch
            record.pointee.point = Int32(truncatingIfNeeded: point)
            record.pointee.traced = UnsafePointer(template.pointee.successors + position)
            result?.producers[point] = record.reference
            plan.buffers?.producers.append(record.reference)
            if let number { tell(plan, number, point, position, replay) }
            if isConnected { connect(record, plan, position, replay) } else { commit(record, edges: 0, &queued) }
        }
        tellOfQueued(&queued)
    }

    /// Leads edges to an operation from those that do not know of it: of the repetition before, if that was not replayed, and what was
    /// there before both.
    @inline(never)
    private func connect(_ record: RecordPointer, _ plan: LaunchPlan, _ position: Int, _ replay: Traces.Replay) {
        var sink = EdgeSink(record, self)
        for edge in replay.template.pointee.edges(to: position) where replay.isFirst && edge.ends.earlier < 0 {
            sink.isForData = edge.isForData
            sink.add(reference(to: replay.sequence(of: edge.ends.earlier)), poison: edge.spoils)
        }
        sink.isForData = true
        for edge in replay.template.pointee.older(to: position) where !replay.template.pointee.isSettled {
            sink.add(reference(to: edge.earlier), poison: edge.spoils)
        }
        sink.isForData = false
        plan.forEachSource(Int(record.pointee.point)) { box, element in
            guard replay.isOlder(box, element, self), !box.isDone else { return }
            sink.add(box.producers[element], poison: true)
        }
        sink.commit()
    }

    /// An operation of this context, over or not.
    func reference(to sequence: UInt64) -> OperationReference {
        OperationReference(record: ring.record(of: sequence), sequence: sequence)
    }

    /// Tells the log of a point, and of what it follows.
    @inline(never)
    private func tell(_ plan: LaunchPlan, _ number: UInt64, _ point: Int, _ position: Int, _ replay: Traces.Replay) {
        let sequence = replay.first + UInt64(position)
        log?.tell(sequence, number, point: point)
        for edge in replay.template.pointee.older(to: position) where replay.template.pointee.isSettled {
            log?.tell(sequence, after: edge.earlier, forData: true, spoils: edge.spoils)
        }
        for edge in replay.template.pointee.edges(to: position) where edge.ends.earlier >= 0 || !replay.isFirst {
            log?.tell(
                sequence, after: replay.sequence(of: edge.ends.earlier), forData: edge.isForData, spoils: edge.spoils)
        }
        plan.forEachSource(point) { box, element in
            guard box.producers[element].record != nil else { return }
            let producer = box.producers[element].sequence
            log?.tell(sequence, takes: producer)
            // Those that are not over are told of when they are connected.
            if replay.isOlder(box, element, self), box.isDone {
                log?.tell(sequence, after: producer, forData: false, spoils: true)
            }
        }
    }

    /// Enters a launch into the histories, whose log must be whole at each moment.
    private func enter(_ traced: TracedLaunch, _ replay: Traces.Replay) {
        noting = .usesOnly
        enter(traced, from: replay.first)
        noting = .nothing
    }

    /// Gives up the records that are prepared, and the replay if one is under way: what comes next is something else.
    ///
    /// Those who came before still lead to these records, so each completes as soon as they have, with nothing to do.
    @inline(never)
    func stopAhead() {
        isAhead = false
        guard let traces, let ahead = traces.ahead else { return }
        traces.ahead = nil
        if let replay = traces.replay {
            replays = false
            traces.replay = nil
            replay.trace.didDiffer()
        }
        let next = nextSequence
        while ring.isAhead {
            let record = ring.takePrepared()
            let sequence = record.pointee.sequence
            let expected = ahead.predecessorCount(of: sequence, before: next)
            let change = expected &- ahead.predecessorCount(of: sequence) &- OperationRecord.bias
            if record.pointee.pending.wrappingAdd(change, ordering: .acquiringAndReleasing).newValue == 0 {
                record.pointee.successors.store(OperationRecord.closed, ordering: .releasing)
            }
        }
    }
}

extension TracedLaunch {
    /// Whether it takes a result that was asked for before both repetitions, and is not there yet.
    fileprivate func takesOlder(_ plan: LaunchPlan, _ context: TaskContext, _ replay: Traces.Replay) -> Bool {
        var found = false
        for point in 0 ..< count {
            plan.forEachSource(point) { if !$0.isDone, replay.isOlder($0, $1, context) { found = true } }
        }
        return found
    }
}

extension Traces.Replay {
    /// Whether a result is one of this context's, and was asked for before both repetitions.
    fileprivate func isOlder(_ box: FutureBox, _ element: Int, _ context: TaskContext) -> Bool {
        box.producerContext == context.identity
            && TracedLaunch.position(of: box.producers[element].sequence, first, before) == nil
    }

    /// The number of an operation of this repetition, or of the one before.
    fileprivate func sequence(of position: Int32) -> UInt64 {
        position >= 0 ? first + UInt64(position) : before.lowerBound + UInt64(-1 - position)
    }
}
