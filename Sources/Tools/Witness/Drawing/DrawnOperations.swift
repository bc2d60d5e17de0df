/// Operations as nodes: each context a box, each index launch of several points a box in it.
struct DrawnOperations {
    private let log: Log
    private let copies: DrawnCopies
    /// By context, its operations that are drawn, in the order of the program; those whose context is lost at 0.
    private let byContext: [Int: [Int]]
    /// By context, those of tasks that it launched; the outermost ones at nil.
    private let inner: [Int?: [Int]]

    /// - Parameter operations: those that are drawn, in the order of the program.
    init(_ log: Log, _ operations: [Int], _ copies: DrawnCopies) {
        self.log = log
        self.copies = copies
        let byContext = Dictionary(grouping: operations) { log.context(of: $0) ?? 0 }
        self.byContext = byContext
        inner = Dictionary(grouping: byContext.keys.sorted()) { context in
            let outer = log.contexts[context].flatMap { log.context(of: $0.operation) }
            // Contexts are numbered from the outside to the inside; a damaged log may say something else, and would turn in a circle.
            return outer.flatMap { $0 < context && byContext[$0] != nil ? $0 : nil }
        }
    }

    func write(_ text: inout DotText) {
        for context in inner[nil] ?? [] { write(context, &text) }
        for context in byContext.keys.sorted() { writeLaunching(of: context, &text) }
    }

    private func write(_ context: Int, _ text: inout DotText) {
        text.openBox("context\(context)", [title(of: context)], ["color": "gray40", "fontsize": "11", "style": "rounded"])
        let bundles = Dictionary(grouping: byContext[context] ?? []) { log.launch(withPoints: $0)?.number }
        for operation in bundles[nil] ?? [] { writeNode(operation, &text) }
        for case (let launch?, let operations) in bundles.sorted(by: { ($0.key ?? 0) < ($1.key ?? 0) }) {
            writeBundle(launch, operations, &text)
        }
        copies.writeNodes(of: context, &text)
        for other in inner[context] ?? [] { write(other, &text) }
        text.close()
    }

    private func title(of context: Int) -> String {
        guard let known = log.contexts[context] else { return "a context that the log lost" }
        return known.operation == 0 ? known.name : "launched by \(log.name(ofOperation: known.operation))"
    }

    private func writeBundle(_ launch: Int, _ operations: [Int], _ text: inout DotText) {
        guard let launch = log.launches[launch] else { return }
        let hidden = launch.points.count - operations.count
        let label = [launch.name, launch.place?.summary, hidden > 0 ? "and \(hidden.counting("more point"))" : nil]
        text.openBox(
            "launch\(launch.number)", label.compactMap(\.self), ["color": "gray60", "fontsize": "11", "style": "dashed"])
        for operation in operations { writeNode(operation, &text) }
        text.close()
    }

    private func writeNode(_ operation: Int, _ text: inout DotText) {
        let outcome = log.runs[operation]?.outcome ?? .done
        var (label, style) = look(of: operation)
        if let name = outcome.name { label.append(name) }
        if let color = outcome.color { style["fillcolor"] = color }
        text.node("o\(operation)", label, style)
    }

    private func look(of operation: Int) -> (label: [String], style: [String: String]) {
        guard case .point(let number, let point) = log.operations[operation] else {
            guard case .event(_, let kind) = log.operations[operation] else { return ([], [:]) }
            return ([kind], ["shape": "ellipse", "fillcolor": "#fff6d5"])
        }
        guard let launch = log.launches[number] else { return (["operation \(operation)"], ["fillcolor": "white"]) }
        var label = [launch.name]
        if launch.kind != "task", launch.kind != launch.name { label.insert(launch.kind, at: 0) }
        if launch.count > 1 { label.append("point \(point)") } else if let place = launch.place { label.append(place.summary) }
        let isTask = launch.kind == "task"
        return (label, ["fillcolor": isTask ? "#e3eefc" : "gray92", "style": isTask ? "rounded,filled" : "filled"])
    }

    /// An edge from the operation that runs a context to the context's box.
    private func writeLaunching(of context: Int, _ text: inout DotText) {
        guard let operation = log.contexts[context]?.operation, let first = byContext[context]?.first,
            let outer = log.context(of: operation), byContext[outer]?.contains(operation) == true, outer != context
        else { return }
        text.edge("o\(operation)", "o\(first)", [], ["lhead": "cluster_context\(context)", "style": "dotted"])
    }
}

extension Log {
    /// The index launch of several points that an operation belongs to; nil when it stands alone.
    fileprivate func launch(withPoints operation: Int) -> Launch? {
        guard case .point(let number, _) = operations[operation], let launch = launches[number] else { return nil }
        return launch.count > 1 ? launch : nil
    }
}

extension Log.Outcome {
    /// What did not go well; nil when all did.
    fileprivate var name: String? {
        switch self {
        case .done: nil
        case .failed: "failed"
        case .poisoned: "not run after a failure"
        case .unwanted: "not wanted"
        }
    }

    fileprivate var color: String? {
        switch self {
        case .done: nil
        case .failed: "#ff8f87"
        case .poisoned: "#f5c6a5"
        case .unwanted: "gray75"
        }
    }
}
