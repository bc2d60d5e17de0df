// What an operation follows, and why.

extension OperationStory {
    var follows: [String] {
        if predecessors.isEmpty { return ["follows nobody"] }
        var lines = ["follows"]
        for edge in predecessors.prefix(Self.most) { lines += text(edge) }
        if predecessors.count > Self.most { lines.append("  and \(predecessors.count - Self.most) that were over earlier") }
        return lines
    }

    private static let most = 8

    private func text(_ edge: Log.Edge) -> [String] {
        let end = timeline.end(edge.earlier).map { ", over at \(time($0))" } ?? ""
        let head = "  \(log.name(ofOperation: edge.earlier))\(end)"
        let reasons = log.sharings(edge).map { [describe($0), "to remove it: \(advice($0))"] }
        if !reasons.isEmpty { return [head] + reasons.joined().map { "    \($0)" } }
        return [head] + other(edge).map { "    \($0)" }
    }

    private func describe(_ sharing: Sharing) -> String {
        let fields = sharing.fields.map { log.regions[sharing.region]?.fields[$0]?.name ?? "\($0)" }.joined(separator: ", ")
        let data = "\(log.name(of: sharing.region)).\(fields)"
        let points = sharing.area.volume
        let place =
            sharing.area.boxes.count == 1
            ? " \(sharing.area.boxes[0])" : sharing.area.firstPoint.map { ", first \($0.tuple)" } ?? ""
        let order = sharing.relation == .apart ? ", one at a time" : ""
        return
            "it \(sharing.earlier.deed) and this one \(sharing.later.deed) \(data) at \(points) \(points == 1 ? "point" : "points")"
            + "\(place)\(order)"
    }

    /// What the program could do so that the two need not come one after the other.
    private func advice(_ sharing: Sharing) -> String {
        let (earlier, later) = (sharing.earlier.privilege, sharing.later.privilege)
        if sharing.relation == .apart { return "simultaneous coherence, if the two may meet" }
        if !earlier.changes {
            return "let this one write a field or region of its own, and exchange the two afterwards"
        }
        if earlier == .reduce, later == .reduce {
            return "one reduction for both: '\(sharing.earlier.reduction)' and '\(sharing.later.reduction)' do not mix"
        }
        if !later.reads, later != .reduce {
            return "leave the first out, if nobody reads what it writes, or give each a field of its own"
        }
        let least = min(sharing.earlierArea.volume, sharing.laterArea.volume)
        if sharing.area.volume < least {
            return "pieces that share fewer than \(sharing.area.volume) of \(least) points; the points that they share it needs"
        }
        if earlier == .readWrite, later == .readWrite {
            return "a reduction for both, if they only add up; else it needs what the other leaves"
        }
        return "nothing: it needs what the other leaves"
    }

    /// An edge that data do not ask for.
    private func other(_ edge: Log.Edge) -> [String] {
        if log.values.contains(where: { $0.operation == operation && $0.producer == edge.earlier }) {
            return ["it takes the other's result"]
        }
        guard case .event(_, let kind) = log.operations[edge.earlier] else {
            return [
                edge.isData
                    ? "no data of theirs ask for it; who learns of failures may" : "the program asked for it, not its data"
            ]
        }
        switch kind {
        case "fence":
            return ["a fence stands between", "to remove it: leave out the fence; what data ask for is found without it"]
        case "barrier": return ["it waits for a generation of a barrier, which needs its arrivals"]
        default: return ["the program asked for it, not its data"]
        }
    }
}

extension Log.Privilege {
    fileprivate var changes: Bool { self != .none && self != .read }
    fileprivate var reads: Bool { self == .read || self == .readWrite }
}

extension Log.Requirement {
    /// What it does with the data: `changes`.
    fileprivate var deed: String {
        switch privilege {
        case .none: "names"
        case .read: "reads"
        case .readWrite: "changes"
        case .write, .discard: "writes"
        case .reduce: "folds (\(reduction)) into"
        }
    }
}
