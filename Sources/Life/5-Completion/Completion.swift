import CSystem
import CohortDiagnostics
import CohortSimulation

extension Worker {
    /// Declares an operation over: settles its launch, then tells its successors. Returns one that became ready.
    func complete(_ record: RecordPointer) -> RecordPointer? {
        entersRuntime()
        if let launch = record.pointee.launch { launch.didComplete() }
        let isPoisoned = record.pointee.poison.load(ordering: .relaxed)
        // First those of the trace: the ring they are in may be gone as soon as somebody else is told.
        var next = record.pointee.traced.flatMap { tell($0, of: record, isPoisoned) }
        if cohort_simulates() { Turns.stop(at: .complete) }
        // The last access to the record: from here on the issuing thread may use it again.
        var edge = record.pointee.successors.exchange(OperationRecord.closed, ordering: .acquiringAndReleasing)
        while edge != 0 {
            let carriesPoison = edge & 1 != 0
            let address = edge & ~1
            let successor = RecordPointer.owner(ofEdge: address)
            if cohort_simulates() { Turns.stop(at: .tell) }
            // Read the link before lowering `pending`: after that the successor may be over and its record reused.
            edge = UnsafePointer<UInt>(bitPattern: address).unsafelyUnwrapped.pointee
            release(successor, carriesPoison ? isPoisoned : 0, &next)
        }
        return next
    }

    /// Tells those that follow the operation in each repetition of its trace; returns one that became ready.
    @inline(__always)
    private func tell(
        _ traced: UnsafePointer<TracedSuccessors>, of record: RecordPointer, _ poison: UInt64
    ) -> RecordPointer? {
        let table = traced.pointee.table
        let sequence = record.pointee.sequence
        var next: RecordPointer?
        var index = 0
        while index < Int(traced.pointee.count) {
            let step = traced.pointee.steps[index]
            index += 1
            if cohort_simulates() { Turns.stop(at: .tell) }
            release(table[sequence &+ step.distance], step.spoils ? poison : 0, &next)
        }
        return next
    }

    /// One predecessor less for an operation: the first that is ready is the next, the others are queued.
    @inline(__always)
    private func release(_ successor: RecordPointer, _ poison: UInt64, _ next: inout RecordPointer?) {
        if poison != 0 { successor.pointee.poison.store(poison, ordering: .relaxed) }
        guard successor.pointee.pending.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0 else { return }
        if next == nil {
            next = successor
        } else {
            push(WorkItem(successor))
            pool.wakeOne()
        }
    }
}

extension UnsafeMutablePointer where Pointee == LaunchRecord {
    /// One point less to come; the last one lets go of what the launch held.
    @inline(__always)
    func didComplete() {
        // The count starts one above the points, so that 0, which frees the record, is stored after the clearing.
        if pointee.remaining.pointee.load(ordering: .acquiring) <= 2
            || pointee.remaining.pointee.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 1
        {
            release()
            pointee.remaining.pointee.store(0, ordering: .releasing)
        }
    }

    private func release() {
        pointee.known = nil
        if let result = pointee.result {
            pointee.result = nil
            result.finish()
        }
        if pointee.closure != nil { pointee.closure = nil }
        if pointee.asynchronousBody != nil { pointee.asynchronousBody = nil }
        if pointee.predicate != nil { pointee.predicate = nil }
        if pointee.request != nil { pointee.request = nil }
        if pointee.buffers != nil { pointee.buffers = nil }
        if pointee.domain != nil { pointee.domain = nil }
        if !pointee.claims.isEmpty { pointee.claims.removeAll() }
        if !pointee.holds.isEmpty { pointee.holds.removeAll(keepingCapacity: true) }
        if !pointee.privileges.isEmpty { pointee.privileges.removeAll() }
    }

    /// The value of the launch's predicate; when it is false the point's result is the one given for that case.
    func holdsPredicate() -> Bool {
        guard let predicate = pointee.predicate else { return true }
        return predicate.box.base.assumingMemoryBound(to: Bool.self).pointee
    }
}
