// What the doctor says: a line for each that waits, and the circle.

extension Census {
    /// The report under a title, which may hold the number of those that wait as `#`.
    func report(_ title: String) -> String {
        var lines = waitingCode + waitingOperations
        let count = lines.count
        if lines.count > Self.mostLines { lines = lines.prefix(Self.mostLines) + ["and \(count - Self.mostLines) more"] }
        if let circle = circle(through: true) { lines.append("in a circle: \(text(circle))") }
        return Self.drawn(title, lines)
    }

    /// What the workers run, and then what waits.
    func situation(_ title: String) -> String {
        let idle = activities.count { $0 == .rest }
        var lines = activities.compactMap(text) + runningCode
        if idle > 0 { lines.append("\(idle) of \(activities.count) workers have nothing to do") }
        lines += waitingCode + waitingOperations
        let ready = operations.count {
            isTold($0) && children[$0] == nil && !running.contains($0) && reasons(.operation($0)).isEmpty
        }
        if ready > 0 { lines.append("\(ready) operations are ready to run") }
        if lines.count > 2 * Self.mostLines {
            lines = lines.prefix(2 * Self.mostLines) + ["and \(lines.count - 2 * Self.mostLines) more"]
        }
        if let circle = circle(through: true) { lines.append("in a circle: \(text(circle))") }
        return Self.drawn(title, lines)
    }

    private static let mostLines = 16

    private static func drawn(_ title: String, _ lines: [String]) -> String {
        lines.indices.reduce(title) { "\($0)\n\($1 == lines.count - 1 ? "└─" : "├─") \(lines[$1])" }
    }

    private func text(_ activity: Activity) -> String? {
        if let record = activity.leaf { return "\(name(of: record)) runs" }
        return activity == .mapper ? "a mapper is being asked" : nil
    }

    /// A line for each task that launches and is at it, or about to go on.
    private var runningCode: [String] {
        contexts.map(\.context).filter { $0.executor.hasWork && waits[$0.identity] == nil }.map {
            "the code of \(name(ofCode: $0)) runs"
        }
    }

    /// A line for each task that launches and waits.
    private var waitingCode: [String] {
        contexts.compactMap { one in
            let reasons = reasons(.code(one.context.identity))
            return reasons.isEmpty ? nil : "the code of \(name(ofCode: one.context)) waits for \(text(reasons))"
        }
    }

    /// A line for each launch of which points wait.
    private var waitingOperations: [String] {
        let waiting = operations.filter { isTold($0) && children[$0] == nil && !reasons(.operation($0)).isEmpty }
        let counts = Dictionary(grouping: waiting) { $0.pointee.launch }.mapValues(\.count)
        return distinct(waiting).map { record in
            let count = counts[record.pointee.launch] ?? 1
            let points = record.pointee.launch.map { $0.pointee.pointCount } ?? 1
            let share = points > 1 ? ", \(count) of \(points) points," : ""
            return "\(name(of: record))\(share) waits for \(text(reasons(.operation(record))))"
        }
    }

    private func text(_ reasons: [Reason]) -> String {
        var texts: [String] = []
        for reason in reasons where !texts.contains(reason.text) { texts.append(reason.text) }
        let shown = texts.prefix(3).joined(separator: "; and for ")
        return texts.count > 3 ? "\(shown); and for \(texts.count - 3) more" : shown
    }
}
