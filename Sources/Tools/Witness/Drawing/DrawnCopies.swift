/// The copies made for operations that are drawn, with whoever put into the source what they take.
struct DrawnCopies {
    private let log: Log
    private let copies: MergedCopies
    /// The copies that are drawn, as indices, by the context of their operations.
    let byContext: [Int: [Int]]
    private let drawn: [Int]
    /// By instance, what came into it, in the order of time.
    private let arrivals: [Int: [Arrival]]

    /// Data that came into an instance.
    private struct Arrival {
        /// The node that brought them.
        let node: String
        let end: Int
        let area: Area
        let fields: [Int]
    }

    init(_ log: Log, _ operations: Set<Int>) {
        self.log = log
        let copies = MergedCopies(log)
        let drawn = copies.all.indices.filter { operations.contains(copies.all[$0].operation) }
        (self.copies, self.drawn) = (copies, drawn)
        byContext = Dictionary(grouping: drawn) { log.context(of: copies.all[$0].operation) ?? 0 }
        var arrivals: [Int: [Arrival]] = [:]
        if !drawn.isEmpty { arrivals = Self.writes(log, operations) }
        for index in drawn {
            let copy = copies.all[index]
            arrivals[copy.target, default: []].append(
                Arrival(node: "c\(index)", end: copy.end, area: copy.area, fields: copy.fields))
        }
        self.arrivals = arrivals.mapValues { $0.sorted { ($0.end, $0.node) < ($1.end, $1.node) } }
    }

    /// What operations wrote, by instance.
    private static func writes(_ log: Log, _ operations: Set<Int>) -> [Int: [Arrival]] {
        var writes: [Int: [Arrival]] = [:]
        for placement in log.placements where operations.contains(placement.operation) {
            guard let area = log.changedArea(placement), let run = log.runs[placement.operation] else { continue }
            writes[placement.instance, default: []].append(
                Arrival(node: "o\(placement.operation)", end: run.end, area: area, fields: placement.fields))
        }
        return writes
    }

    /// The nodes of one context.
    func writeNodes(of context: Int, _ text: inout DotText) {
        for index in byContext[context] ?? [] {
            let copy = copies.all[index]
            let kind = copy.reduction.isEmpty ? "copy" : "fold by \(copy.reduction)"
            let label = [
                "\(kind) from \(name(copy.source))", "to \(name(copy.target))",
                log.names(of: copy.region, fields: copy.fields.sorted(), copy.area),
            ]
            text.node("c\(index)", label, ["shape": "cds", "fillcolor": "#dff3e4", "fontsize": "8", "margin": "0.15,0.1"])
        }
    }

    func writeEdges(_ text: inout DotText) {
        let style = ["color": "darkgreen"]
        for index in drawn {
            let copy = copies.all[index]
            // Its operation stands on one side: it needs what comes, or left what goes.
            let own = "o\(copy.operation)"
            let sources = sources(of: copy).union(copy.comesAfter ? [own] : [])
            for source in sources.sorted() { text.edge(source, "c\(index)", [], style) }
            if !copy.comesAfter { text.edge("c\(index)", own, [], style) }
        }
    }

    /// Who put into the source what a copy takes: the last one that was over, for each field and point.
    private func sources(of copy: MergedCopies.Copy) -> Set<String> {
        let before = (arrivals[copy.source] ?? []).filter { $0.end <= copy.begin }
        var sources: Set<String> = []
        for field in copy.fields {
            var rest = copy.area
            for arrival in before.reversed() where arrival.fields.contains(field) && arrival.area.overlaps(rest) {
                sources.insert(arrival.node)
                rest = rest.subtracting(arrival.area)
                if rest.isEmpty { break }
            }
        }
        return sources
    }

    private func name(_ instance: Int) -> String {
        "instance \(instance)" + (log.instances[instance].map { " in \($0.memory)" } ?? "")
    }
}
