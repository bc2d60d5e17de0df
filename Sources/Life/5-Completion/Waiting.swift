import CSystem
import CohortDiagnostics

extension TaskContext {
    /// Suspends until a box is done.
    ///
    /// - Returns: nil, or `future.cycle` when it never will be, since its tasks wait for this one.
    package func wait(for box: FutureBox) async -> CohortError? {
        if isLogged { log?.tell(self, waitsFor: box) }
        if box.isDone { return nil }
        let (watch, waits) = (runtime.pool.watch, waits)
        watch.codeEnds()
        return await withUnsafeContinuation { continuation in
            let end: @Sendable (CohortError?) -> Void = { error in
                watch.codeStarts()
                continuation.resume(returning: error)
            }
            let number = waits.begin(Wait(object: .results(box), fail: { end($0) }))
            box.whenDone { if waits.end(number) != nil { end(nil) } }
        }
    }

    /// Suspends until the operations numbered `range` have completed.
    package func wait(for range: ClosedRange<UInt64>) async {
        var references: ContiguousArray<OperationReference> = []
        forEachOutstanding { if range.contains($0.sequence) { references.append($0) } }
        await wait(for: references)
    }

    /// Suspends until everything this context has launched is over; the first failure that nobody has seen, if any.
    func drain() async -> CohortError? {
        endFound()
        await quiesce()
        reportTraces()
        return failures.withLock { $0.firstUnseen }
    }

    /// Suspends until everything launched so far is over.
    package func quiesce() async {
        var references: ContiguousArray<OperationReference> = []
        forEachOutstanding { references.append($0) }
        await wait(for: references)
    }

    private func wait(for references: ContiguousArray<OperationReference>) async {
        if references.isEmpty { return }
        let (watch, waits) = (runtime.pool.watch, waits)
        await withUnsafeContinuation { continuation in
            let number = waits.begin(Wait(object: .launched))
            let waiting = issueAction("wait", after: references) {
                waits.end(number)
                watch.codeStarts()
                continuation.resume()
            }
            log?.tell(self, waitsFor: waiting.sequence)
            watch.codeEnds()
        }
    }

    /// Frees the data of a region that nobody can name any more, after the operations that still use them.
    func issueRelease(_ state: TreeState) {
        catchUp()
        var references: ContiguousArray<OperationReference> = []
        for history in state.histories { history.forEachOperation { if !$0.isOver { references.append($0) } } }
        runtime.instances?.expectEnd(of: state.id)
        issueAction("free", after: references) { [runtime] in runtime.release(state.storage, ofRegion: state.id) }
    }

    /// Issues an operation that runs `action` when others are over, failed or not.
    @discardableResult
    func issueAction(
        _ name: StaticString, after references: ContiguousArray<OperationReference>, _ action: @escaping () -> Void
    ) -> OperationReference {
        let launch = takeLaunch()
        launch.pointee.body = nil
        launch.pointee.whenOver = action
        return issueLone(launch, name, after: references)
    }

    /// Issues the one operation of a launch record that is filled by hand, behind others, failed or not.
    @discardableResult
    func issueLone(
        _ launch: LaunchPointer, _ name: StaticString, after references: ContiguousArray<OperationReference>
    ) -> OperationReference {
        endDueRepetition()
        launch.pointee.name = name
        launch.pointee.pointCount = 1
        launch.pointee.remaining.pointee.store(2, ordering: .releasing)
        let record = takeRecord()
        log?.tell(event: record.pointee.sequence, name, in: self)
        record.pointee.launch = launch
        record.pointee.point = 0
        var sink = EdgeSink(record, self)
        sink.isForData = false
        for reference in references { sink.add(reference, poison: false) }
        let reference = record.reference
        sink.commit()
        return reference
    }

    /// Runs work on this thread until the operation has completed, or waits for what this code has still to do.
    func finishNow(_ record: RecordPointer) {
        guard let worker = Worker.current else { return }
        _ = runtime.pool.help(worker, isOptional: true) { record.isCompleted }
    }

    /// Runs work on this thread until everything launched so far is over, or waits for what this code has still to do.
    func finishAll() {
        var references: ContiguousArray<OperationReference> = []
        forEachOutstanding { references.append($0) }
        guard let worker = Worker.current else { return }
        for reference in references where !runtime.pool.help(worker, isOptional: true, until: { reference.isOver }) { return }
    }

    /// The first error among the operations numbered `range`; all of them count as seen from now on.
    package func takeFailure(in range: ClosedRange<UInt64>) -> CohortError? {
        if !hasFailures { return nil }
        return failures.withLock {
            let errors = $0.errors(in: range)
            for error in errors { $0.markSeen(error) }
            return errors.first
        }
    }

    /// The user has been thrown this error.
    package func didSee(_ error: CohortError) {
        if hasFailures { failures.withLock { $0.markSeen(error) } }
    }
}

extension FutureBox {
    /// Returns when the box is done. A worker's thread runs other work meanwhile, and returns also when nothing runs any more that
    /// could make it so, then with what the doctor says; any other thread looks on.
    @discardableResult
    package func block() -> String? {
        guard let worker = Worker.current else {
            while !isDone { cohort_yield() }
            return nil
        }
        let waits = TaskContext.current?.waits
        let number = waits?.begin(Wait(object: .results(self)))
        defer { if let number { waits?.end(number) } }
        while !worker.pool.help(worker, until: { isDone }) {
            let diagnosis = Doctor.examine(worker.pool).text
            if worker.pool.instances?.failLeftTasks(worker.pool, diagnosis) != true { return diagnosis }
        }
        return nil
    }
}
