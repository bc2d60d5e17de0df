import CSystem
import CohortDiagnostics
import CohortSimulation

extension Worker {
    /// Declares an operation over: settles its launch, then tells its successors. Returns one that became ready.
    func complete(_ record: RecordPointer) -> RecordPointer? {
        entersRuntime()
        if let launch = record.pointee.launch { launch.didComplete() }
        let isPoisoned = record.pointee.poison.load(ordering: .relaxed)
        if cohort_simulates() { Turns.stop(at: .complete) }
        // The last access to the record: from here on the issuing thread may use it again.
        var edge = record.pointee.successors.exchange(OperationRecord.closed, ordering: .acquiringAndReleasing)
        var next: RecordPointer?
        while edge != 0 {
            let carriesPoison = edge & 1 != 0
            let address = edge & ~1
            let successor = RecordPointer.owner(ofEdge: address)
            if cohort_simulates() { Turns.stop(at: .tell) }
            // Read the link before lowering `pending`: after that the successor may be over and its record reused.
            edge = UnsafePointer<UInt>(bitPattern: address).unsafelyUnwrapped.pointee
            if isPoisoned != 0, carriesPoison { successor.pointee.poison.store(isPoisoned, ordering: .relaxed) }
            if successor.pointee.pending.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0 {
                if next == nil {
                    next = successor
                } else {
                    push(WorkItem(successor))
                    pool.wakeOne()
                }
            }
        }
        return next
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
