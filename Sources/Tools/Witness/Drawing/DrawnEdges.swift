/// The edges between the operations that are drawn, each pair once.
struct DrawnEdges {
    private let log: Log
    private let edges: [Log.Edge]
    private let reduction: EdgeReduction
    private let showsAll: Bool

    init(_ log: Log, _ drawn: Set<Int>, showsAll: Bool) {
        self.log = log
        self.showsAll = showsAll
        var pairs: [EdgeReduction.Pair: Log.Edge] = [:]
        for edge in log.edges where drawn.contains(edge.earlier) && drawn.contains(edge.later) {
            let pair = EdgeReduction.Pair(earlier: edge.earlier, later: edge.later)
            // One pair may have an edge for data, and another for something else: data say more.
            if pairs[pair]?.isData != true { pairs[pair] = edge }
        }
        edges = pairs.values.sorted { ($0.later, $0.earlier) < ($1.later, $1.earlier) }
        reduction = EdgeReduction(edges.map { EdgeReduction.Pair(earlier: $0.earlier, later: $0.later) })
    }

    func write(_ text: inout DotText) {
        let values = Set(log.values.map { EdgeReduction.Pair(earlier: $0.producer, later: $0.operation) })
        for edge in edges {
            let pair = EdgeReduction.Pair(earlier: edge.earlier, later: edge.later)
            let isImplied = reduction.implied.contains(pair)
            if isImplied && !showsAll { continue }
            var style = edge.isData ? [:] : ["style": "dashed"]
            if isImplied { style["color"] = "gray70" }
            let result = values.contains(pair) ? ["result"] : []
            let label = isImplied ? [] : result + (edge.isData ? log.namesOfData(edge) : [])
            text.edge("o\(edge.earlier)", "o\(edge.later)", label, style)
        }
    }
}
