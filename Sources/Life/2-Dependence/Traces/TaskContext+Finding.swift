import CohortDiagnostics

// Repeated parts that the program does not name. A repetition begins before a launch, and ends before the first launch of the next.

extension TaskContext {
    /// A task is about to be launched: perhaps a repetition ends here, or begins.
    @inline(__always)
    func findRepetition() {
        if finder != nil { followRepetition() }
    }

    @inline(never)
    private func followRepetition() {
        if traces?.depth ?? 0 > 0 { return }
        // It was replayed, and another launch came.
        if finder?.isOpen == true, let traces, traces.current != nil, traces.recording == nil, traces.replay == nil {
            end(traces)
            finder?.didDiffer()
        }
        switch finder?.step(nextSequence) ?? .nothing {
        case .nothing: return
        case .next: nextRepetition()
        case .stop:
            endFound()
            followRepetition()
        case .begin(let fingerprint, let length):
            if traces == nil { traces = Traces() }
            guard let traces, let trace = traces.foundTrace(fingerprint, length: length) else {
                finder?.forget()
                return
            }
            finder?.begin(after: trace.report.replayed)
            begin(trace, traces)
        }
    }

    private func nextRepetition() {
        guard let traces, let trace = traces.lastFound else { return }
        end(traces)
        if finder?.proceed(trace.report) == true { begin(trace, traces) }
    }

    /// Something comes that no repetition can contain: one that has had its last launch ends before it.
    @inline(__always)
    func endDueRepetition() {
        if finder?.isDue == true { endDue() }
    }

    @inline(never)
    private func endDue() {
        guard let traces else { return }
        end(traces)
        finder?.didEnd()
    }

    /// What was found ends here: the program names a part that repeats, or ends.
    func endFound() {
        if finder?.isOpen == true, let traces { end(traces) }
        finder?.forget()
    }

    /// A task has been launched, which asks for what that fingerprint says.
    @inline(__always)
    func sawLaunch(_ fingerprint: @autoclosure () -> UInt64) {
        guard canReplay else { return }
        if finder == nil { makeFinder() }
        if finder != nil { finder?.saw(fingerprint(), before: nextSequence) }
    }

    @inline(never)
    private func makeFinder() {
        // Most tasks that launch others do so a few times only.
        if !isEager, issuedCount < 32 { return }
        // Where a seed draws the turns, a run must not hang on where its data lie, as fingerprints do.
        if case .seeded = runtime.options.schedule, !isEager { return }
        finder = TraceFinder(capacity: parent == nil ? 1024 : 128, isEager: isEager)
    }
}
