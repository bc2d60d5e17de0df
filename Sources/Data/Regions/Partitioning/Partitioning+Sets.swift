import CohortGeometry

/// Set operators on pieces of equal colour; a colour that one side lacks has an empty piece there.
package enum PieceOperation: Sendable {
    case union
    case intersection
    case difference

    func callAsFunction(_ first: Domain, _ second: Domain) -> Domain {
        switch self {
        case .union: first.unionOrSelf(second)
        case .intersection: first.intersectionOrEmpty(second)
        case .difference: first.subtractingOrEmpty(second)
        }
    }
}

extension Partitioning {
    /// The colours of a result: those of both sides, of a difference those of the left. Nil when dimensions differ.
    package static func colours(_ left: Domain, _ right: Domain, _ operation: PieceOperation) -> Domain? {
        guard left.dimension == right.dimension else { return nil }
        return operation == .difference || left == right ? left : left.unionOrSelf(right)
    }

    /// The pieces of a result, for each of its colours.
    ///
    /// - Parameters:
    ///   - dimension: that of the pieces.
    ///   - parts: how many parts a phase may have.
    /// - Complexity: one set operation for each colour, and O(log rectangles) to find its pieces.
    package static func zipped(
        _ left: PartitionNode, _ right: PartitionNode, _ operation: PieceOperation, colours: Domain, dimension: Int, parts: Int
    ) -> PieceWork {
        if left.colours == right.colours {
            return PieceWork(count: colours.volume, parts: parts, dimension: dimension) { piece in
                operation(left.pieces[piece], right.pieces[piece])
            }
        }
        let nothing = Domain.empty(dimension: dimension)
        let pairs = Slots<ContiguousArray<(Int?, Int?)>>(repeating: [], count: 1)
        let find = PieceWork.Phase.parts(1) { _ in pairs[0] = numbers(of: colours, left.colours, right.colours) }
        return PieceWork(following: [find], count: colours.volume, parts: parts, dimension: dimension) { piece in
            let (first, second) = pairs[0][piece]
            return operation(first.map { left.pieces[$0] } ?? nothing, second.map { right.pieces[$0] } ?? nothing)
        }
    }

    /// The numbers that each colour has among those of two sides.
    private static func numbers(of colours: Domain, _ left: Domain, _ right: Domain) -> ContiguousArray<(Int?, Int?)> {
        let lefts = PointNumbering(left), rights = PointNumbering(right)
        var numbers = ContiguousArray<(Int?, Int?)>()
        numbers.reserveCapacity(colours.volume)
        colours.forEachPoint { numbers.append((lefts.number(of: $0), rights.number(of: $0))) }
        return numbers
    }

    /// The points of each piece that also lie in a space.
    ///
    /// - Complexity: one intersection for each piece.
    package static func mirrored(_ node: PartitionNode, in space: @escaping FutureSpace, dimension: Int, parts: Int) -> PieceWork
    {
        PieceWork(count: node.count, parts: parts, dimension: dimension) { node.pieces[$0].intersectionOrEmpty(space()) }
    }

    /// One piece: the points of a space that lie in any piece.
    ///
    /// - Complexity: O(n log n) in the rectangles.
    package static func united(_ node: PartitionNode, in space: @escaping FutureSpace, dimension: Int, parts: Int) -> PieceWork {
        let unions = Slots(repeating: Domain.empty(dimension: dimension), count: parts)
        let unite = PieceWork.Phase.parts(parts) { part in
            let share = PieceWork.share(part, of: parts, node.count)
            if !share.isEmpty { unions[part] = Domain.union(of: Array(node.pieces[share])) }
        }
        return PieceWork(following: [unite]) {
            [Domain.union(of: Array(unions.values)).intersectionOrEmpty(space())]
        }
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
