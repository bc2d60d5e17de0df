/// Why an operation came when it did: what it waited for, for which data, what was copied for it, and what would make it come earlier.
public struct OperationStory: CustomStringConvertible {
    let log: Log
    let timeline: Timeline
    let operation: Int
    /// What it follows, the one that was over last at the beginning.
    let predecessors: [Log.Edge]

    /// - Parameter timeline: that of the same log.
    /// - Complexity: O(edges + copies).
    public init(of operation: Int, in log: Log, _ timeline: Timeline) {
        (self.log, self.timeline, self.operation) = (log, timeline, operation)
        predecessors = log.edges.filter { $0.later == operation }.sorted {
            (timeline.end($0.earlier) ?? 0, $0.earlier) > (timeline.end($1.earlier) ?? 0, $1.earlier)
        }
    }

    /// Lines for people.
    public var description: String {
        let title = "\(log.name(ofOperation: operation)), operation \(operation) of '\(contextName)'"
        return ([title] + times.map { "  \($0)" } + follows + copies).joined(separator: "\n")
    }

    private var contextName: String {
        log.context(of: operation).flatMap { log.contexts[$0]?.name }.flatMap { $0.isEmpty ? nil : $0 } ?? "the program"
    }

    // MARK: When

    private var times: [String] {
        var lines: [String] = []
        if let asked = timeline.asked(operation) { lines.append("asked for at \(time(asked))\(reasonOfAsking(asked))") }
        if let release = timeline.release(operation) { lines.append(text(release)) }
        guard let run = log.runs[operation] else { return lines + ["never ran"] }
        switch run.outcome {
        case .poisoned: lines.append("did not run, since what it needs failed")
        case .unwanted: lines.append("did not run, since its predicate was false")
        case .done, .failed:
            lines.append("began at \(time(run.begin)) on worker \(run.worker)\(reasonOfIdling(run))")
            lines.append("ran for \(span(run.end - run.begin)), and \(run.outcome == .done ? "went well" : "failed")")
        }
        return lines
    }

    private func reasonOfAsking(_ asked: Int) -> String {
        guard let wait = timeline.wait(before: operation), let end = timeline.end(wait.operation), end <= asked else { return "" }
        let name =
            if case .event(_, "wait") = log.operations[wait.operation] {
                "what it had launched"
            } else {
                log.name(ofOperation: wait.operation)
            }
        return ", after the code had waited for \(name), which was over at \(time(end))"
    }

    private func text(_ release: (time: Int, by: Int)) -> String {
        let name = log.name(ofOperation: release.by)
        let delay = timeline.delay(operation)
        if delay == 0 { return "waited for nobody: the last that it follows, \(name), was over at \(time(release.time))" }
        return "waited \(span(delay)) for \(name), which was over at \(time(release.time))"
    }

    private func reasonOfIdling(_ run: Log.Run) -> String {
        let free = timeline.free(operation, before: run)
        let idle = run.begin - free
        if idle < Self.briefly { return "" }
        let moving = log.copies.filter { $0.operation == operation && $0.end > free && $0.begin < run.begin }
        let copied = moving.map { min($0.end, run.begin) - max($0.begin, free) }.reduce(0, +)
        let busy = (timeline.busyWorkers(free ..< run.begin) * 10).rounded() / 10
        var reasons = ["\(busy) of \(timeline.workerCount) workers were busy"]
        if copied > 0 { reasons.insert("\(span(copied)) of it its data were copied", at: 0) }
        return ", \(span(idle)) after it could have: \(reasons.joined(separator: ", "))"
    }

    /// Nanoseconds that are not worth a word.
    private static let briefly = 20_000

    func time(_ nanoseconds: Int) -> String { span(nanoseconds - timeline.start) }

    func span(_ nanoseconds: Int) -> String {
        nanoseconds < 1_000_000
            ? "\((Double(nanoseconds) / 100).rounded() / 10) µs" : "\((Double(nanoseconds) / 10_000).rounded() / 100) ms"
    }
}
