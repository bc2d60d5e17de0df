import CohortGeometry

/// Set operators on pieces of equal colour; a colour that one side lacks has an empty piece there.
package enum PieceOperation {
    case union
    case intersection
    case difference
}

extension Partitioning {
    /// The colours of a result: those of both sides, of a difference those of the left. Nil when dimensions differ.
    package static func colours(_ left: Domain, _ right: Domain, _ operation: PieceOperation) -> Domain? {
        guard left.dimension == right.dimension else { return nil }
        return operation == .difference || left == right ? left : left.unionOrSelf(right)
    }

    /// The pieces of a result, for each of its colours.
    ///
    /// - Complexity: one set operation for each colour, and O(log rectangles) to find its pieces.
    package static func zipped(
        _ left: PartitionNode, _ right: PartitionNode, _ operation: PieceOperation, colours: Domain
    ) -> ContiguousArray<Domain> {
        let nothing = Domain.empty(dimension: left.parentDomain.dimension)
        let lefts = PointNumbering(left.colours)
        let rights = PointNumbering(right.colours)
        var pieces = ContiguousArray<Domain>()
        pieces.reserveCapacity(colours.volume)
        colours.forEachPoint { colour in
            let first = lefts.number(of: colour).map { left.pieces[$0] } ?? nothing
            let second = rights.number(of: colour).map { right.pieces[$0] } ?? nothing
            switch operation {
            case .union: pieces.append(first.unionOrSelf(second))
            case .intersection: pieces.append(first.intersectionOrEmpty(second))
            case .difference: pieces.append(first.subtractingOrEmpty(second))
            }
        }
        return pieces
    }
}

extension PartitionNode {
    /// The innermost piece that holds everything under this node and under `other`; nil when they are of different trees.
    package func commonPiece(with other: PartitionNode) -> (node: PartitionNode, piece: Int)? {
        guard tree === other.tree else { return nil }
        var node = parent ?? self
        var piece = parentColour
        while true {
            let start = other.parent ?? other
            if start.piece(other.parentColour, isUnder: node, piece) { return (node, piece) }
            guard let outer = node.parent else { return nil }
            piece = node.parentColour
            node = outer
        }
    }
}
