import CohortDiagnostics

extension TaskContext {
    /// A task's body failed: its future gets the error, and what depends on it will not run. Called by the worker.
    func didFail(_ record: RecordPointer, _ launch: LaunchPointer, _ point: Int, _ error: CohortError) {
        let sequence = record.pointee.sequence
        remember(sequence, error, isOrigin: true)
        record.pointee.poison.store(sequence, ordering: .relaxed)
        launch.pointee.result?.fail(point, error)
    }

    /// An operation does not run, since one that it depends on failed. Called by the worker.
    func didPoison(_ record: RecordPointer, _ launch: LaunchPointer, _ point: Int, origin: UInt64) {
        guard let error = failures.withLock({ $0.error(of: origin) }) else {
            cohortBug("operation \(origin) poisoned another without an error of its own")
        }
        remember(record.pointee.sequence, error, isOrigin: false)
        launch.pointee.result?.fail(point, error)
    }

    /// Fails without a launch that it could be the error of: whoever waits for all learns of it.
    func refuse(_ error: CohortError) {
        let plan = LaunchPlan()
        plan.isChecked = false
        refuse(plan, error, nil)
    }

    /// A launch broke a rule and does not run. Its future fails; and an operation that fails takes its place in program
    /// order, so that whoever uses what it would have written fails too.
    func refuse(_ plan: LaunchPlan, _ error: CohortError, _ result: FutureBox?) {
        let record = takeRecord()
        log?.tell(event: record.pointee.sequence, "refused", in: self)
        record.pointee.poison.store(record.pointee.sequence, ordering: .relaxed)
        remember(record.pointee.sequence, error, isOrigin: true)
        if let result {
            result.producerContext = identity
            for point in 0 ..< result.count {
                result.fail(point, error)
                result.producers[point] = record.reference
            }
        }
        var sink = EdgeSink(record, self)
        poisonWrites(plan, &sink)
        sink.commit()
        result?.finish()
        // Others count on the arrivals; those that use the data learn of the failure by it.
        if !plan.arrivals.isEmpty { issueArrivals(plan, after: [record.reference]) }
        if runtime.options.order != .parallel, epoch == nil { finishNow(record) }
    }

    /// Takes the writer's place of everything the refused launch would have written, as far as it may be named at all.
    private func poisonWrites(_ plan: LaunchPlan, _ sink: inout EdgeSink) {
        for requirement in plan.requirements
        where requirement.privilege.writes && requirement.tree.defect == nil {
            let state = state(of: requirement.tree)
            if state.destroyed != nil { continue }
            state.refresh()
            take(plan.fields[requirement.fields], of: state, requirement.node, pieces: requirement.namedPieces, &sink)
        }
        noteWrites(plan)
    }
}

/// Stops with the state of a bug of ours; never for anything a user did.
func cohortBug(_ message: String, file: StaticString = #fileID, line: UInt = #line) -> Never {
    // our bug: an invariant of the runtime itself is broken, and going on could give wrong answers.
    fatalError("this is a bug in Cohort, not in your program: \(message)", file: file, line: line)
}
