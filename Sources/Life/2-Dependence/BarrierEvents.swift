import CohortDiagnostics

extension TaskContext {
    /// Makes, for each barrier that the launch awaits, an operation without a body that completes with the generation; the
    /// points follow these.
    func awaitBarriers(_ plan: LaunchPlan) {
        for phase in plan.awaited where !phase.state.isComplete(phase.generation) {
            plan.events.append(event(of: phase, for: plan))
        }
    }

    private func event(of phase: BarrierPhase, for plan: LaunchPlan) -> OperationReference {
        let record = takeRecord()
        let sequence = record.pointee.sequence
        log?.tell(event: sequence, "barrier", in: self)
        let carrier = BarrierEvent(record: record, context: self)
        let pool = runtime.pool
        let watch = pool.watch
        let trail = trail + [plan.name.description]
        let place = plan.place
        let waits = waits
        let number = waits.begin(Wait(object: .generation(phase.state, phase.generation), record: record))
        watch.startsWaiting(for: phase.state)
        phase.state.whenComplete(phase.generation) { error in
            waits.end(number)
            if var error {
                error.trail = trail
                error.place = place
                carrier.context.remember(sequence, error, isOrigin: true)
                carrier.record.pointee.poison.store(sequence, ordering: .relaxed)
            }
            // An arrival from outside counts until it has become work, since nothing else tells that somebody is about to queue it.
            if !phase.state.isOpen { watch.stopsWaiting(for: phase.state) }
            carrier.context.commit(carrier.record, edges: 0)
            guard phase.state.isOpen else { return }
            watch.stopsWaiting(for: phase.state)
            // That work may be over by now, and all asleep who thought that this wait goes on.
            pool.lookAgain()
        }
        return OperationReference(record: record, sequence: sequence)
    }

    /// Arrives at the launch's barriers once its points are over, failed or not.
    func issueArrivals(_ plan: LaunchPlan, after references: ContiguousArray<OperationReference>) {
        let arrivals = plan.arrivals
        let who = Arrivals.Line(plan.name, at: plan.place)
        for phase in arrivals { phase.state.promise(phase.generation, by: who) }
        let launch = takeLaunch()
        launch.pointee.body = nil
        launch.pointee.closure = { _ in
            for phase in arrivals { try phase.state.arrive(at: phase.generation, by: who, isPromised: true) }
        }
        launch.pointee.holds.append(ArrivalNote(arrivals))
        launch.pointee.place = plan.place
        issueLone(launch, "arrive", after: references)
    }
}

/// Tells of an operation at which barriers it arrives.
final class ArrivalNote: Sendable {
    let phases: ContiguousArray<BarrierPhase>
    init(_ phases: ContiguousArray<BarrierPhase>) { self.phases = phases }
}

/// Carries a record into the callback of a barrier.
private struct BarrierEvent: @unchecked Sendable {
    // SAFETY: the record stays the event's until the commit that the callback makes, and its context until then.
    let record: RecordPointer
    unowned(unsafe) let context: TaskContext
}
