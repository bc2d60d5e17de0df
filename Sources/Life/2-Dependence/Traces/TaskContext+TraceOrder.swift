import CohortDiagnostics

// Each repetition of a trace launches the same tasks in the same order, unless it was said that it may not.

extension TaskContext {
    /// The error of a launch that is not the one at its place in the first repetition; nil when it is.
    @inline(__always)
    func checkTraceOrder(_ plan: LaunchPlan) -> CohortError? {
        guard isInTrace, plan.isTask, case .task = plan.kind, let traces, let trace = traces.current else { return nil }
        let position = traces.launched
        traces.launched += 1
        guard let order = trace.order else {
            trace.add(Trace.Member(name: plan.name, place: plan.place))
            return nil
        }
        if position < order.count, order[position].name.isSame(as: plan.name) { return nil }
        return differing(trace, traces, position, by: plan)
    }

    /// The error of a repetition that has ended too early; nil when it has not.
    func checkTraceEnd(_ trace: Trace, _ traces: Traces) -> CohortError? {
        defer { traces.launched = 0 }
        guard let order = trace.order else {
            trace.endOrder()
            return nil
        }
        if traces.launched >= order.count { return nil }
        return differing(trace, traces, traces.launched, by: nil)
    }

    /// `plan`: the launch that differs; nil for the end.
    @inline(never)
    private func differing(_ trace: Trace, _ traces: Traces, _ position: Int, by plan: LaunchPlan?) -> CohortError? {
        if traces.hasDiffered { return nil }
        traces.hasDiffered = true
        let order = trace.order ?? []
        let known =
            position < order.count ? "launched task '\(order[position].name)' (\(order[position].place))" : "ended"
        let what = plan.map { "launches task '\($0.name)' (\($0.place))" } ?? "ends"
        return CohortError(
            .traceDiffers,
            "repetition \(trace.repetitions + 1) of the trace at \(trace.place) \(what) "
                + "where the first one \(known)",
            rule: "each repetition of a trace launches the same tasks in the same order",
            fix: "launch what differs outside the trace, or say `trace(mayDiffer: true)`",
            trail: trail + (plan.map { [$0.name.description] } ?? []), at: plan?.place ?? trace.place)
    }
}

extension StaticString {
    /// Whether both have the same text: mostly they are at one place.
    @inline(__always)
    fileprivate func isSame(as other: StaticString) -> Bool {
        if hasPointerRepresentation, other.hasPointerRepresentation, utf8Start == other.utf8Start { return true }
        return description == other.description
    }
}
