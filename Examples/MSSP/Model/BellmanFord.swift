/// Shortest paths by plain loops.
public struct BellmanFord: Sendable {
    /// The distance of each node from the source; infinite where no path leads.
    public private(set) var distances: [Float]
    /// Sweeps over all edges, with the last, which changed nothing.
    public private(set) var sweeps = 0

    /// The distances from a node; nil if they fall forever, around a cycle of negative cost.
    ///
    /// The result does not depend on the order of the edges: sums are made along paths, and rounding keeps their order.
    public init?(_ graph: PathGraph, from source: Int) {
        distances = [Float](repeating: .infinity, count: graph.nodeCount)
        distances[source] = 0
        var isChanging = true
        while isChanging {
            // A shortest path has fewer edges than there are nodes, so that so many sweeps find it; the next sees no change.
            if sweeps == graph.nodeCount { return nil }
            isChanging = sweep(graph)
            sweeps += 1
        }
    }

    private mutating func sweep(_ graph: PathGraph) -> Bool {
        var hasChanged = false
        for edge in 0 ..< graph.edgeCount {
            let distance = distances[graph.tails[edge]] + graph.costs[edge]
            if distance < distances[graph.heads[edge]] {
                distances[graph.heads[edge]] = distance
                hasChanged = true
            }
        }
        return hasChanged
    }

    /// How distances are judged: equal, both infinite included, or less than 10⁻⁵ apart.
    public static func agrees(_ distance: Float, with expected: Float) -> Bool {
        distance == expected || abs(distance - expected) < 1e-5
    }
}
