/// A directed graph with a cost for each edge, and the nodes to find shortest paths from.
public struct PathGraph: Sendable {
    /// A node that paths start from, and the file with the distances expected.
    public struct Source: Sendable, Equatable {
        public let node: Int
        public let resultPath: String

        /// A source.
        public init(node: Int, resultPath: String) {
            self.node = node
            self.resultPath = resultPath
        }
    }

    /// Nodes.
    public let nodeCount: Int
    /// Where each edge begins.
    public let tails: [Int]
    /// Where each edge ends.
    public let heads: [Int]
    /// What each edge costs.
    public let costs: [Float]

    /// A graph of these parts, which must go together: see `problem`.
    public init(nodeCount: Int, tails: [Int], heads: [Int], costs: [Float]) {
        self.nodeCount = nodeCount
        self.tails = tails
        self.heads = heads
        self.costs = costs
    }

    /// Edges.
    public var edgeCount: Int { costs.count }

    /// What is wrong with the graph, or nil.
    public var problem: String? {
        for edge in 0 ..< edgeCount {
            for (end, node) in [("n1", tails[edge]), ("n2", heads[edge])] where !(0 ..< nodeCount).contains(node) {
                return "\(end) of edge \(edge) is \(node), not in 0 ..< \(nodeCount)"
            }
            if !costs[edge].isFinite { return "the cost of edge \(edge) is \(costs[edge])" }
        }
        return nil
    }
}
