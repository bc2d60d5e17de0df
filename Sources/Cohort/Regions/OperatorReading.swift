import CohortData
import CohortGeometry
import CohortLife

/// What the readers among an operator's parts ask for: one field of the pieces it is looked at through.
///
/// Where these are still computed, a launch over them would have to wait, since its order hangs on them. The readers then ask
/// for the innermost piece around them whose points are known, follow a little more than they read, and nobody waits.
struct OperatorReading {
    let tree: RegionTree
    let node: PartitionNode
    /// The one piece, or nil for all, a part for each.
    let piece: Int?
    let field: Int32
    let coherence: Coherence
    /// How many integers an element is.
    let words: Int

    init(_ source: PieceFieldSource, words: Int) {
        self.words = words
        tree = source.tree
        field = source.field
        coherence = source.coherence
        let known = source.node.knownPiece(around: source.piece ?? 0)
        let isKnown = known.node === source.node
        // Some of what lies around may not be written, or not be the task's to read.
        if !isKnown, TaskContext.current?.mayRead(field, of: tree, known.node, known.piece) == true {
            (node, piece) = (known.node, known.piece)
        } else {
            (node, piece) = (source.node, source.piece)
        }
    }

    func require(_ builder: LaunchBuilder) {
        builder.require(RegionPartition(tree, node), piece.map { .piece($0) } ?? .identity, field, Access.read.with(coherence))
    }
}
