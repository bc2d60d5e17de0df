/// What must hold of the order within one context beside that of data.
struct OrderRules {
    private(set) var findings: [Finding] = []

    /// - Parameters:
    ///   - edges: those of the context.
    ///   - values: those that its operations take.
    init(_ log: Log, _ context: Int, _ order: Order, _ edges: [Log.Edge], _ values: [Log.Value]) {
        for edge in edges where edge.earlier >= edge.later && log.context(of: edge.earlier) == context {
            // An event is numbered when somebody needs it, after that one.
            guard case .point = log.operations[edge.earlier] else { continue }
            findings.append(
                Finding(
                    .backwards, [edge.later, edge.earlier],
                    "\(log.name(ofOperation: edge.later)) was to follow \(log.name(ofOperation: edge.earlier)), which comes later"
                ))
        }
        for value in values where log.context(of: value.producer) == context {
            if order.does(value.operation, follow: value.producer) { continue }
            findings.append(
                Finding(
                    .value, [value.producer, value.operation],
                    "\(log.name(ofOperation: value.operation)) takes the result of \(log.name(ofOperation: value.producer)), and nothing "
                        + "makes it wait for that"))
        }
    }
}

/// What tasks accumulate is folded into the data once.
struct FoldRules {
    private(set) var findings: [Finding] = []

    init(_ log: Log) {
        var folds: [Int: Int] = [:]
        for edge in log.edges where !edge.isData && log.launch(of: edge.later)?.kind == "fold" {
            if log.launch(of: edge.earlier)?.accumulates == true { folds[edge.earlier, default: 0] += 1 }
        }
        for launch in log.launches.values.sorted(by: { $0.number < $1.number }) where launch.accumulates {
            for operation in launch.points.values.sorted() where folds[operation] != 1 {
                let name = log.name(ofOperation: operation)
                findings.append(
                    folds[operation] == nil
                        ? Finding(.unfolded, [operation], "what \(name) accumulated was never folded into the data")
                        : Finding(.foldedTwice, [operation], "what \(name) accumulated was folded into the data more than once"))
            }
        }
    }
}

extension Log.Launch {
    /// Whether its points fold into memory of their own.
    fileprivate var accumulates: Bool { requirements.contains { $0.accumulates && !$0.fields.isEmpty } }
}
