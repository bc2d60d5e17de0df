// What was moved for an operation, and why.

extension OperationStory {
    var copies: [String] {
        let own = log.copies.filter { $0.operation == operation }.sorted { ($0.begin, $0.source) < ($1.begin, $1.source) }
        if own.isEmpty { return log.instances.isEmpty ? [] : ["no data were copied for it"] }
        var lines = ["copied for it"]
        for copy in own.prefix(Self.mostCopies) { lines += text(copy) }
        if own.count > Self.mostCopies { lines.append("  and \(own.count - Self.mostCopies) more") }
        return lines
    }

    private static let mostCopies = 8

    private func text(_ copy: Log.Copy) -> [String] {
        let fields = copy.fields.map { log.regions[copy.region]?.fields[$0]?.name ?? "\($0)" }.joined(separator: ", ")
        let bytes = copy.fields.reduce(0) { $0 + (log.regions[copy.region]?.fields[$1]?.bytes ?? 0) } * copy.area.volume
        let head =
            "  \(log.name(of: copy.region)).\(fields), \(copy.area.volume) points of \(bytes) bytes, from \(memory(copy.source)) to "
            + "\(memory(copy.target)), at \(time(copy.begin)) for \(span(copy.end - copy.begin))"
        return [head, "    \(reason(copy))", "    to remove it: \(advice(copy))"]
    }

    private func memory(_ instance: Int) -> String {
        "instance \(instance) in \(log.instances[instance]?.memory ?? "some memory")"
    }

    private func reason(_ copy: Log.Copy) -> String {
        let goal = isPlaced(copy.target) ? "it works in instance \(copy.target)" : "they were to be in instance \(copy.target)"
        guard let writer = writer(copy) else { return "the newest data lay in instance \(copy.source), and \(goal)" }
        return "\(log.name(ofOperation: writer)) had left the newest data in instance \(copy.source), and \(goal)"
    }

    private func advice(_ copy: Log.Copy) -> String {
        guard let from = log.instances[copy.source]?.memory, let to = log.instances[copy.target]?.memory, from != to else {
            return "one instance for both, which has the points and fields of both, in the same layout"
        }
        let name = writer(copy).map { log.name(ofOperation: $0) } ?? "who writes the data"
        return "map this one to \(from), or \(name) to \(to)"
    }

    private func isPlaced(_ instance: Int) -> Bool {
        log.placements.contains { $0.operation == operation && $0.instance == instance }
    }

    /// Who changed data of the copy in its source last before it.
    private func writer(_ copy: Log.Copy) -> Int? {
        let writers = log.placements.filter { placement in
            guard placement.instance == copy.source, copy.fields.contains(where: placement.fields.contains),
                let area = log.changedArea(placement), let run = log.runs[placement.operation]
            else { return false }
            return run.end <= copy.end && area.overlaps(copy.area)
        }
        return writers.max { (log.runs[$0.operation]?.end ?? 0) < (log.runs[$1.operation]?.end ?? 0) }?.operation
    }
}
