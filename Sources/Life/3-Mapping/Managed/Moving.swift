import CohortData

// Moving data. What is large is shared by all workers that have nothing else to do.

extension InstanceManager {
    /// Brings what the instances of a point lack; false when workers do so, and hand the point out again afterwards.
    func fill(
        _ copies: [DataMove], for placement: PointPlacement, _ record: RecordPointer, _ request: PlacementRequest,
        _ pool: WorkerPool
    ) -> Bool {
        if copies.isEmpty { return true }
        if let clock = pool.clock { return fill(copies, for: placement, record, request, pool, clock) }
        guard isLarge(copies) else {
            run(copies, record, request, pool)
            wake(state.withLock { $0.didFill(copies, for: placement) }, pool)
            return true
        }
        let item = WorkItem(record)
        let point = Int(record.pointee.point)
        let operation = record.pointee.sequence
        let begin = log == nil ? 0 : RunLog.now
        // SAFETY: the operation waits for the job, so its request and its placement are not touched by anyone else meanwhile.
        nonisolated(unsafe) let (placement, request) = (placement, request)
        let job = MoveJob(copies, isTimed: isTimed(request, point)) { [unowned pool, unowned self] job in
            note(job.moves, job.durations, request, point)
            log?.tell(job.moves, for: operation, since: begin)
            wake(state.withLock { $0.didFill(job.moves, for: placement) }, pool)
            pool.submit(item)
        }
        job.submit(to: pool)
        return false
    }

    /// Where time is modelled, data are there when their channels are done; then the point is handed out again.
    private func fill(
        _ copies: [DataMove], for placement: PointPlacement, _ record: RecordPointer, _ request: PlacementRequest,
        _ pool: WorkerPool, _ clock: ModelledClock
    ) -> Bool {
        run(copies, record, request, pool)
        clock.move(copies) { worker in
            self.wake(self.state.withLock { $0.didFill(copies, for: placement) }, worker.pool)
            worker.hand(record)
        }
        return false
    }

    /// Makes copies and returns when they are made.
    func run(_ copies: [DataMove], _ record: RecordPointer, _ request: PlacementRequest, _ pool: WorkerPool) {
        let point = Int(record.pointee.point)
        let begin = log == nil ? 0 : RunLog.now
        let copies = log?.faults.copies(copies) ?? copies
        defer { log?.tell(copies, for: record.pointee.sequence, since: begin) }
        let isTimed = isTimed(request, point)
        if isLarge(copies) {
            let job = MoveJob(copies, isTimed: isTimed)
            job.run(with: pool)
            if isTimed { note(copies, job.durations, request, point) }
        } else if isTimed {
            note(copies, copies.map { copy in ContinuousClock().measure { copy.run() } }, request, point)
        } else {
            for copy in copies { copy.run() }
        }
    }

    private func isLarge(_ copies: [DataMove]) -> Bool { copies.reduce(0) { $0 + $1.byteCount } >= MoveJob.sharedByteCount }

    private func isTimed(_ request: PlacementRequest, _ point: Int) -> Bool {
        request.points[point].log?.requests.contains(.copies) ?? false
    }
}
