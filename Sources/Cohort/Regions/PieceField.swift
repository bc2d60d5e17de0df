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

    /// One colour for each piece; a region is the single colour 0.
    var colours: Domain { piece == nil ? node.colours : .singleColour }
    var pieces: ContiguousArray<Domain> { piece.map { [node.pieces[$0]] } ?? node.pieces }
}

extension RegionField: PieceField {
    /// Where the field is.
    public var source: PieceFieldSource { PieceFieldSource(tree: tree, node: node, piece: piece, field: field) }
}

extension PartitionField: PieceField {
    /// Where the field is.
    public var source: PieceFieldSource { PieceFieldSource(tree: tree, node: node, piece: nil, field: field) }
}
