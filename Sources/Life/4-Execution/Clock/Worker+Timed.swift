import Glibc

// Bodies whose time is measured or modelled.

extension Worker {
    /// Queues an operation that may go on.
    func hand(_ record: RecordPointer) {
        push(WorkItem(record))
        pool.wakeOne()
    }

    /// Runs the body of an operation that has all it needs. It is over afterwards, or when the modelled clock says so.
    func runTimed(_ record: RecordPointer, _ launch: LaunchPointer, _ request: PlacementRequest) {
        let point = Int(record.pointee.point)
        if let recorder = pool.recorder {
            let start = Self.processorTime
            runLeaf(record, launch, point)
            recorder.note(request, point, nanoseconds: Self.processorTime - start)
        } else {
            runLeaf(record, launch, point)
        }
        guard let clock = pool.clock, let placement = request[point] else { return end(record, launch) }
        clock.take(request, point, placement) { $0.bringHome(record, launch) }
    }

    /// Ends an operation whose time is over, when enclosing tasks have what they are owed of its results.
    func bringHome(_ record: RecordPointer, _ launch: LaunchPointer) {
        guard let clock = pool.clock, let request = launch.pointee.request,
            let copies = pool.instances?.owed(record, request), !copies.isEmpty
        else { return end(record, launch) }
        clock.move(copies) { $0.end(record, launch) }
    }

    /// Nanoseconds that this thread has had a processor: others that run here disturb it little.
    private static var processorTime: Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    private func end(_ record: RecordPointer, _ launch: LaunchPointer) {
        if let next = completeAdmitted(record, launch) { hand(next) }
    }
}
