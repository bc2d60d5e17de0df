/// What the tasks of some graphs do all together.
public struct Totals: Sendable, Equatable {
    /// How many tasks there are.
    public private(set) var tasks = 0
    /// How many inputs they have.
    public private(set) var dependencies = 0
    /// Those of them that would stay within one of `nodes` nodes which share the columns.
    public private(set) var localDependencies = 0
    /// Floating-point operations.
    public private(set) var flops = 0
    /// Bytes that are moved in scratch memory.
    public private(set) var bytes = 0
    /// Bytes of outputs that tasks take, those that would stay within a node and the others.
    public private(set) var localTransfer = 0, nonlocalTransfer = 0

    /// Counts; with 0 nodes all is local.
    ///
    /// - Complexity: O(tasks + inputs).
    public init(_ graphs: [TaskGraph], nodes: Int) {
        for graph in graphs { add(graph, nodes) }
    }

    private mutating func add(_ graph: TaskGraph, _ nodes: Int) {
        var (inputs, local) = (0, 0)
        for step in 0 ..< graph.steps {
            for point in graph.columns(step) {
                flops += graph.kernel.flops(graph.index, step, point)
                let sources = graph.dependencies(step, point)
                inputs += sources.count
                local +=
                    nodes == 0 ? sources.count : sources.count(where: Self.neighbours(of: point, graph.width, nodes).contains)
            }
        }
        tasks += graph.taskCount
        dependencies += inputs
        localDependencies += local
        bytes += graph.taskCount * graph.kernel.bytes(scratch: graph.scratchBytes)
        localTransfer += local * graph.outputBytes
        nonlocalTransfer += (inputs - local) * graph.outputBytes
    }

    /// The columns that the node of a column has.
    private static func neighbours(of point: Int, _ width: Int, _ nodes: Int) -> Range<Int> {
        let node = point * nodes / width
        return node * width / nodes ..< (node + 1) * width / nodes
    }
}
