import Cohort
import MSSPModel

/// The graph as regions. Only the nodes are cut; which edges lead to a piece, and whence, follows:
///
///     nodes ── equal ──▶ pieces ── preimage of `head` ──▶ edges ── image of `tail` ──▶ the nodes that a piece reads; aliased
struct PathRun {
    private let allNodes: Region<Node, 1>
    private let nodes: Partition<Node, 1>
    private let edges: Partition<Edge, 1>
    private let tails: Partition<Node, 1>

    init(_ graph: PathGraph, pieces: Int) {
        allNodes = Region(0 ..< graph.nodeCount, named: "nodes")
        let allEdges = Region<Edge, 1>(0 ..< graph.edgeCount, named: "edges")
        allEdges.tail.set(graph.tails)
        allEdges.head.set(graph.heads)
        allEdges.cost.set(graph.costs)
        nodes = allNodes.partitioned(.equal, into: pieces)
        edges = allEdges.partitioned(preimageOf: nodes, through: \.head)
        tails = allNodes.partitioned(imageOf: edges.tail)
    }

    /// Finds all distances from a node; the result is the number of steps, with the last, which changed nothing.
    ///
    /// - Throws: `NegativeCycle`.
    func findPaths(from source: Int) async throws -> Int {
        allNodes.distance.fill(.infinity)
        allNodes.next.fill(.infinity)
        allNodes.partitioned(pieces: [Rect<1>(source ..< source + 1)])[0].distance.fill(0)
        for step in 1 ... allNodes.domain.volume {
            relax(edges, tails.distance, &nodes.next)
            let changes = accept(nodes.next, &nodes.distance).sum()
            if try await changes.value == 0 { return step }
        }
        throw NegativeCycle(source: source)
    }

    /// All distances; waits for them.
    func distances() async throws -> [Float] { try await allNodes.distance.values() }
}
