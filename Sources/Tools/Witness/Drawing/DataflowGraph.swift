/// A picture of what followed what in a run, as text for Graphviz.
///
/// Operations are nodes, in the box of the index launch and of the context that they belong to; fences and other events are round,
/// copies between instances arrows. An edge for data names the fields and points that both ends use; others are dashed. Edges that
/// follow from others are left out unless all are asked for.
public struct DataflowGraph: Sendable {
    /// How much is drawn: `500 operations`, or `the first 500 of 2000 operations, 1500 left out`.
    public let extent: String
    /// How many operations were left out.
    public let leftOut: Int
    /// The picture, in the language of Graphviz; the same each time.
    public let dot: String

    /// - Parameters:
    ///   - most: how many operations are drawn, the first in the order of the program.
    ///   - showsAllEdges: whether edges that follow from others are drawn, in grey.
    /// - Complexity: O(operations drawn × edges between them) at worst, and for copies O(n²) for those of one instance.
    public init(_ log: Log, most: Int = 500, showsAllEdges: Bool = false) {
        let operations = Array(log.operations.keys.sorted().prefix(max(0, most)))
        let drawn = Set(operations)
        let copies = DrawnCopies(log, drawn)
        leftOut = log.operations.count - operations.count
        extent = operations.count.counting("operation", leftOut: leftOut)
        var text = DotText()
        text.openGraph([extent])
        DrawnOperations(log, operations, copies).write(&text)
        DrawnEdges(log, drawn, showsAll: showsAllEdges).write(&text)
        copies.writeEdges(&text)
        text.close()
        dot = text.text
    }
}
