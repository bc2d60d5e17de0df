// What ran, where and when.

extension RunLog {
    /// How an operation ended, as the log says it.
    enum Outcome: UInt64 {
        case well, failed, notReached, notWanted
    }
}

extension LogBlock {
    /// Notes that an operation has run since `begin`, well or not.
    func tell(_ record: RecordPointer, _ worker: Worker, since begin: UInt64) {
        tell(record, worker, since: begin, record.hasFailed ? .failed : .well)
    }

    /// Notes that an operation does not run.
    func tell(_ record: RecordPointer, _ worker: Worker, _ outcome: RunLog.Outcome) {
        tell(record, worker, since: RunLog.now, outcome)
    }

    private func tell(_ record: RecordPointer, _ worker: Worker, since begin: UInt64, _ outcome: RunLog.Outcome) {
        let words = append(.run, count: 5)
        words[0] = record.pointee.sequence
        words[1] = UInt64(worker.index)
        words[2] = begin
        words[3] = RunLog.now
        words[4] = outcome.rawValue
    }
}
