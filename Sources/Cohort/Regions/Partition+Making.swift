import CohortData
import CohortDiagnostics
import CohortGeometry

// What all operators share: from pieces, or from what went wrong, to a partition.

/// What an operator knows of its result by construction; nil is computed when somebody asks.
struct KnownShape {
    var isDisjoint: Bool?
    var isComplete: Bool?

    /// Computed.
    static let unknown = KnownShape()
    /// No two pieces share a point.
    static let disjoint = KnownShape(isDisjoint: true)
    /// Every point is in exactly one piece.
    static let tiling = KnownShape(isDisjoint: true, isComplete: true)
}

extension Region {
    /// A partition of this region; a defective one when `pieces` throws or the region is defective.
    func divided(
        _ origin: String, colours: Domain, _ known: KnownShape = .unknown, at place: SourceLocation,
        pieces: () throws(CohortError) -> ContiguousArray<Domain>
    ) -> Partition<Space, N> {
        if tree.defect != nil { return emptyPieces(tree, node, piece, origin, colours, place) }
        do throws(CohortError) {
            let node = PartitionNode(
                dividing: node, piece, colours: colours, pieces: try pieces(), origin: origin, isDisjoint: known.isDisjoint,
                isComplete: known.isComplete, at: place)
            return Partition(tree: tree, node: node)
        } catch {
            let tree = RegionMaker.defective(error, dimension: N, tree.layout, name, place)
            return emptyPieces(tree, tree.root, 0, origin, colours, place)
        }
    }

    /// A partition that carries an error.
    func defective(
        _ error: CohortError, _ origin: String, colours: Domain = .singleColour, at place: SourceLocation
    ) -> Partition<Space, N> {
        divided(origin, colours: colours, at: place) { () throws(CohortError) in throw error }
    }

    private func emptyPieces(
        _ tree: RegionTree, _ node: PartitionNode, _ piece: Int, _ origin: String, _ colours: Domain, _ place: SourceLocation
    ) -> Partition<Space, N> {
        let pieces = ContiguousArray(repeating: Domain.empty(dimension: N), count: colours.volume)
        return Partition(
            tree: tree, node: PartitionNode(dividing: node, piece, colours: colours, pieces: pieces, origin: origin, at: place))
    }
}

/// Colour spaces of the usual forms.
enum Colours {
    /// 0 ..< count.
    static func line(_ count: Int) -> Domain { grid([0 ..< count]) }

    /// The product of ranges.
    static func grid(_ ranges: [Range<Int>]) -> Domain {
        if ranges.contains(where: \.isEmpty) { return .empty(dimension: max(1, ranges.count)) }
        return Domain(
            dimension: ranges.count, flat: ContiguousArray(ranges.map(\.lowerBound) + ranges.map { $0.upperBound - 1 }))
    }

    /// The error for numbers that make no colours.
    static func invalid(_ summary: String, _ rule: String, fix: String) -> CohortError {
        CohortError(.invalidColors, summary, rule: rule, fix: fix)
    }
}
