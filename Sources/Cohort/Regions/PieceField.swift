import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

/// One field of a region or of every piece of a partition: what images follow, one piece for each colour.
public protocol PieceField<Key>: FieldArgument {
    /// Where the field is.
    var source: PieceFieldSource { get }
}

/// Names a field and the pieces it is looked at through.
public struct PieceFieldSource {
    package let tree: RegionTree
    package let node: PartitionNode
    /// The one piece, or nil for all.
    package let piece: Int?
    package let field: Int32
    package let coherence: Coherence

    /// One colour for each piece; a region is the single colour 0.
    var colours: Domain { piece == nil ? node.colours : .singleColour }
    /// The pieces, for parts that run when they are there.
    var pieces: FuturePieces { { [node, piece] in piece.map { [node.pieces[$0]] } ?? node.pieces } }
}

extension RegionField: PieceField {
    /// Where the field is.
    public var source: PieceFieldSource {
        PieceFieldSource(tree: tree, node: node, piece: piece, field: field, coherence: coherence)
    }
}

extension PartitionField: PieceField {
    /// Where the field is.
    public var source: PieceFieldSource {
        PieceFieldSource(tree: tree, node: node, piece: nil, field: field, coherence: coherence)
    }
}
