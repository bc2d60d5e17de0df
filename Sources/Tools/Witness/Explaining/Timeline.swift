/// When operations could begin, and did. Times are nanoseconds of the monotonic clock.
public struct Timeline: Sendable {
    private let log: Log
    private let predecessors: [Int: [Int]]
    /// By context, what its code waited for, by the place in the program from which on all comes later.
    private let waits: [Int: [Log.Wait]]
    /// When the first thing happened that the log has a time of.
    let start: Int
    /// How many threads ran something.
    let workerCount: Int
    private let runs: [Log.Run]

    /// - Complexity: O(edges + runs log runs).
    public init(_ log: Log) {
        self.log = log
        predecessors = Dictionary(grouping: log.edges) { $0.later }.mapValues { $0.map(\.earlier) }
        waits = Dictionary(grouping: log.waits) { $0.context }.mapValues { $0.sorted { $0.position < $1.position } }
        runs = log.runs.values.sorted { $0.begin < $1.begin }
        let asked = log.launches.values.compactMap(\.time).min()
        start = min(runs.first?.begin ?? .max, asked ?? .max)
        workerCount = (runs.map(\.worker).max() ?? 0) + 1
    }

    /// When an operation was over; of one that only stands for something, when all that it follows was. Nil when the log does not say.
    func end(_ operation: Int) -> Int? {
        var seen: Set<Int> = []
        return end(operation, &seen)
    }

    private func end(_ operation: Int, _ seen: inout Set<Int>) -> Int? {
        if let run = log.runs[operation] { return run.end }
        guard seen.insert(operation).inserted else { return nil }
        return (predecessors[operation] ?? []).compactMap { end($0, &seen) }.max()
    }

    /// When an operation was asked for.
    func asked(_ operation: Int) -> Int? { log.launch(of: operation)?.time }

    /// When the last that it follows was over, and which that was; nil when it follows nobody whose end is known.
    func release(_ operation: Int) -> (time: Int, by: Int)? {
        (predecessors[operation] ?? []).compactMap { one in end(one).map { (time: $0, by: one) } }.max { $0.time < $1.time }
    }

    /// How long others kept an operation waiting after it was asked for; 0 when they did not.
    public func delay(_ operation: Int) -> Int {
        guard let release = release(operation)?.time, let asked = asked(operation) else { return 0 }
        return max(0, release - asked)
    }

    /// How long an operation waited that could have run; nil when it did not run.
    public func idle(_ operation: Int) -> Int? {
        log.runs[operation].map { $0.begin - free(operation, before: $0) }
    }

    /// When an operation that ran could have begun.
    func free(_ operation: Int, before run: Log.Run) -> Int {
        min(run.begin, max(release(operation)?.time ?? start, asked(operation) ?? start))
    }

    /// What the code waited for last before it asked for an operation.
    func wait(before operation: Int) -> Log.Wait? {
        guard let context = log.context(of: operation) else { return nil }
        return waits[context]?.last { $0.position <= operation }
    }

    /// How many threads ran something on average between two times.
    func busyWorkers(_ times: Range<Int>) -> Double {
        if times.isEmpty { return 0 }
        let busy = runs.reduce(0) { $0 + max(0, min($1.end, times.upperBound) - max($1.begin, times.lowerBound)) }
        return Double(busy) / Double(times.count)
    }
}
