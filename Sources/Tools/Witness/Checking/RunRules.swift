/// What must hold of what ran: each operation once, and none that needed what failed.
struct RunRules {
    private(set) var findings: [Finding] = []

    init(_ log: Log) {
        if log.runs.isEmpty { return }
        for operation in log.ranTwice {
            findings.append(Finding(.ranTwice, [operation], "\(log.name(ofOperation: operation)) ran more than once"))
        }
        for (operation, kind) in log.operations.sorted(by: { $0.key < $1.key }) {
            guard case .point = kind, log.runs[operation] == nil else { continue }
            findings.append(Finding(.neverRan, [operation], "\(log.name(ofOperation: operation)) was launched and never ran"))
        }
        lookAtFailures(log)
    }

    private mutating func lookAtFailures(_ log: Log) {
        /// Operations that something which failed, or that nothing is known of, may have kept from running.
        var excused: Set<Int> = []
        for edge in log.edges where edge.spoils {
            guard let earlier = log.runs[edge.earlier] else {
                excused.insert(edge.later)
                continue
            }
            guard earlier.outcome == .failed || earlier.outcome == .poisoned else { continue }
            excused.insert(edge.later)
            guard let later = log.runs[edge.later], later.outcome == .done || later.outcome == .unwanted else { continue }
            findings.append(
                Finding(
                    .afterFailure, [edge.earlier, edge.later],
                    "\(log.name(ofOperation: edge.later)) ran, though \(log.name(ofOperation: edge.earlier)) failed, whose work it needs"
                ))
        }
        for value in log.values { excused.insert(value.operation) }
        for run in log.runs.values.sorted(by: { $0.operation < $1.operation })
        where run.outcome == .poisoned && !excused.contains(run.operation) {
            findings.append(
                Finding(
                    .unfounded, [run.operation],
                    "\(log.name(ofOperation: run.operation)) was kept from running, and nothing that it needs had failed"))
        }
    }
}
