import CohortDiagnostics

// A repeated part of a context's program, from its beginning to its end. What is analysed, what replayed, and why it is right is in
// `Documentation/Decisions/0018-traces.md`.

extension TaskContext {
    /// Begins one repetition of a part of the program that is repeated; within another one it belongs to that.
    package func beginTrace(at place: SourceLocation, mayDiffer: Bool) {
        if traces == nil { traces = Traces() }
        uncountedTraces?._withUnsafeGuaranteedRef { traces in
            if traces.depth == 0 { endFound() }
            traces.depth += 1
            if traces.depth > 1 { return }
            readMail()
            isInTrace = !mayDiffer
            begin(traces.trace(at: place, mayDiffer: mayDiffer), traces)
        }
    }

    /// Ends the repetition.
    package func endTrace() {
        uncountedTraces?._withUnsafeGuaranteedRef { traces in
            traces.depth -= 1
            if traces.depth == 0 { end(traces) }
        }
    }

    /// Replays a repetition, or writes down what becomes of it.
    func begin(_ trace: Trace, _ traces: Traces) {
        traces.current = trace
        guard canReplay else { return }
        if let template = trace.template, trace.isCurrent(changes) { return startReplay(trace, template, traces) }
        catchUp()
        traces.recording = Repetition(from: nextSequence, after: trace.predecessor(changes))
        noting = .edges
    }

    func end(_ traces: Traces) {
        guard let trace = traces.current else { return }
        if isInTrace, let error = checkTraceEnd(trace, traces) { refuse(error) }
        isInTrace = false
        traces.current = nil
        traces.hasDiffered = false
        trace.endRepetition()
        if let replay = traces.replay { endReplay(replay, traces) }
        guard let repetition = traces.recording else { return }
        noting = .nothing
        traces.recording = nil
        repetition.finish(before: nextSequence)
        if repetition.count > TraceTemplate.largest { repetition.stop(.tooLong) }
        trace.add(repetition, self)
    }

    /// What became of this task's traces, and of those of tasks that are over.
    package var traceReport: TraceReport {
        var report = runtime.tracesOver.withLock { $0 }
        if let traces { report.add(traces.report) }
        return report
    }

    /// Tells the runtime what became of this task's traces. Call when the task is over.
    func reportTraces() {
        if let report = traces?.report { runtime.tracesOver.withLock { $0.add(report) } }
    }

    /// A launch of the repetition has been analysed, whose first point got that number.
    @inline(never)
    func record(_ plan: LaunchPlan, from sequence: UInt64) {
        guard let repetition = traces?.recording, repetition.obstacle == nil else { return }
        var obstacle: TraceObstacle?
        let first = Int(sequence - repetition.first)
        if let launch = TracedLaunch(plan, self, in: repetition, first: first, obstacle: &obstacle) {
            repetition.add(launch)
        } else if let obstacle {
            repetition.stop(obstacle)
        }
    }

    /// True when operations that were there before a trace are over and none failed: nobody need follow them again.
    func areOver(_ edges: [OlderEdge]) -> Bool {
        let areOver = edges.allSatisfy { reference(to: $0.earlier).isOver }
        if !areOver || !hasFailures { return areOver }
        return failures.withLock { table in edges.allSatisfy { table.error(of: $0.earlier) == nil } }
    }

    // MARK: What the histories do not know

    /// Enters into the histories what was replayed, as the analysis would have; before anybody else looks into them.
    @inline(__always)
    func catchUp() {
        if isBehind { enterReplayed() }
    }

    @inline(never)
    private func enterReplayed() {
        isBehind = false
        guard let behind = traces?.takeBehind() else { return }
        let noted = noting
        noting = .usesOnly
        defer { noting = noted }
        if let whole = behind.whole {
            for launch in behind.template.pointee.launches { enter(launch, from: whole) }
            if behind.hasSkipped { enterSkippedReaders(behind.template, before: whole) }
        }
        for launch in behind.template.pointee.launches.prefix(behind.partLaunches) { enter(launch, from: behind.part) }
    }

    /// Enters one launch of a repetition that began with that number.
    func enter(_ launch: TracedLaunch, from first: UInt64) {
        for point in 0 ..< launch.count {
            let sequence = first + UInt64(launch.first + point)
            let record = ring.record(of: sequence)
            var sink = EdgeSink(record, self, as: sequence)
            for use in launch.uses {
                let piece = use.planned.piece(point)
                if use.planned.hasEmptyPieces, use.planned.slot.isEmpty(piece) { continue }
                use.planned.table.use(piece: piece, use.planned.mode, &sink)
            }
        }
        for use in launch.uses where use.raisesFloor { use.planned.history.raiseFloor(use.planned.slot) }
    }

    /// What each repetition reads and none writes has been read by those, too, that were not entered: one operation that follows all
    /// that still run stands for them.
    private func enterSkippedReaders(_ template: TemplatePointer, before whole: UInt64) {
        var entries: Set<UnsafeMutablePointer<HistoryEntry>> = []
        for launch in template.pointee.launches {
            for use in launch.uses where use.planned.mode == .read {
                for point in 0 ..< launch.count {
                    let entry = use.planned.table.pointee.entries + use.planned.piece(point)
                    entry.pointee.forEachReader { if $0.sequence < whole { entries.insert(entry) } }
                }
            }
        }
        if entries.isEmpty { return }
        var running: ContiguousArray<OperationReference> = []
        forEachOutstanding { running.append($0) }
        if running.isEmpty { return }
        let noted = noting
        noting = .nothing
        let reader = issueAction("readers", after: running) {}
        noting = noted
        for entry in entries {
            entry.pointee.dropReaders(before: whole)
            entry.pointee.addReader(reader, keepsAll: true)
        }
    }
}
