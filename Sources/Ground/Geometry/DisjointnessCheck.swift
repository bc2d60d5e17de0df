/// Whether some pieces share no point.
public struct DisjointnessCheck: Sendable {
    /// Whether no two pieces share a point.
    public let isDisjoint: Bool

    /// Checks the pieces, up to the first two that meet. O(n log n) for ordinary inputs.
    public init(_ pieces: ContiguousArray<Domain>) {
        isDisjoint = BoxOrder.dimensions(of: pieces).allSatisfy { dimension in
            let boxes = BoxOrder(rectanglesOf: pieces, dimension: dimension)
            boxes.arrange()
            return Self.areApart(boxes)
        }
    }

    private static func areApart(_ boxes: BoxOrder) -> Bool {
        let tree = BoxTree(boxes)
        let path = TreePath()
        return (0 ..< boxes.count).allSatisfy { box in
            // The rectangles of one piece are disjoint: what meets is of another, or the same.
            tree.forEachOverlap(boxes.corners + 2 * boxes.dimension * box, path) { $0 == box }
        }
    }
}
