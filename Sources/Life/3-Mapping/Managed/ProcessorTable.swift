import CohortLocking

/// Who has each processor, and who waits for it: a processor runs one task at a time, the most urgent first.
final class ProcessorTable: Sendable {
    private let lines: Locked<[Line]>

    private struct Line {
        var isBusy = false
        var waiting: [Waiter] = []
        var arrivals = 0
    }

    private struct Waiter: @unchecked Sendable {
        // SAFETY: the operation is not over while it is here, so its record stays what it is.
        let record: RecordPointer
        let priority: Int
        let arrival: Int
    }

    init(count: Int) { lines = Locked(Array(repeating: Line(), count: count)) }

    /// Gives the operation the processor, or lets it wait for it.
    func enter(_ processor: Int, _ record: RecordPointer, priority: Int) -> Bool {
        lines.withLock { lines in
            if !lines[processor].isBusy {
                lines[processor].isBusy = true
                return true
            }
            lines[processor].arrivals += 1
            lines[processor].waiting.append(
                Waiter(record: record, priority: priority, arrival: lines[processor].arrivals))
            return false
        }
    }

    /// An operation leaves the processor; the one that has it now, if somebody waited. O(waiting).
    func leave(_ processor: Int) -> RecordPointer? {
        lines.withLock { lines -> Waiter? in
            let waiting = lines[processor].waiting
            guard let next = waiting.indices.max(by: { Self.isLess(waiting[$0], waiting[$1]) }) else {
                lines[processor].isBusy = false
                return nil
            }
            return lines[processor].waiting.remove(at: next)
        }?.record
    }

    /// How many more tasks a processor takes: one that runs, and one whose data come meanwhile.
    func room(_ processor: Int) -> Int {
        lines.withLock { $0[processor].isBusy ? max(0, 1 - $0[processor].waiting.count) : 2 }
    }

    func isIdle(_ processor: Int) -> Bool { lines.withLock { !$0[processor].isBusy } }

    private static func isLess(_ a: Waiter, _ b: Waiter) -> Bool { (a.priority, -a.arrival) < (b.priority, -b.arrival) }
}
