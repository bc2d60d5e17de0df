// Tasks that the launching task runs itself, as a mapper wishes.

extension UnsafeMutablePointer where Pointee == LaunchRecord {
    /// True when the launching task runs the points itself.
    @inline(never)
    var runsInline: Bool { pointee.request?.runsInline ?? false }
}

extension TaskContext {
    /// Keeps an operation that is being analysed from running before `runHeld`.
    func hold(_ record: RecordPointer) { record.pointee.pending.wrappingAdd(1, ordering: .relaxed) }

    /// Runs an operation that was held on this thread, when what it depends on is over, and returns when it is over itself. If that depends on
    /// what this code has still to do, the operation runs later, like others.
    func runHeld(_ record: RecordPointer) {
        let worker = Worker.current
        if let worker {
            _ = runtime.pool.help(worker, isOptional: true) { record.pointee.pending.load(ordering: .acquiring) == 1 }
        }
        if record.pointee.pending.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0 {
            if let worker { worker.runNow(record) } else { runtime.pool.submit(WorkItem(record)) }
        }
        finishNow(record)
    }
}
