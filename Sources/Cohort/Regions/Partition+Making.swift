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
        if colours.volume > Colours.limit { return defective(Colours.tooMany([0 ..< colours.volume]), origin, at: place) }
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

    /// The same over a grid of colours, which may be too many.
    func divided(
        _ origin: String, grid ranges: [Range<Int>], _ known: KnownShape = .unknown, at place: SourceLocation,
        pieces: (Domain) throws(CohortError) -> ContiguousArray<Domain>
    ) -> Partition<Space, N> {
        guard let colours = Colours.grid(ranges) else { return defective(Colours.tooMany(ranges), origin, at: place) }
        return divided(origin, colours: colours, known, at: place) { () throws(CohortError) in try pieces(colours) }
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
    /// The greatest number of colours of one partition: pieces are numbered with 32 bits.
    static let limit = Int(Int32.max)

    /// 0 ..< count.
    static func line(_ count: Int) -> Domain { grid([0 ..< count]) ?? .empty(dimension: 1) }

    /// The product of ranges; nil when it has coordinates or a volume out of all proportion.
    static func grid(_ ranges: [Range<Int>]) -> Domain? {
        if ranges.contains(where: \.isEmpty) { return .empty(dimension: max(1, ranges.count)) }
        var volume = 1
        for range in ranges {
            if isFar(range.lowerBound) || isFar(range.upperBound) { return nil }
            let product = volume.multipliedReportingOverflow(by: range.count)
            if product.overflow || product.partialValue > limit { return nil }
            volume = product.partialValue
        }
        return Domain(
            dimension: ranges.count, flat: ContiguousArray(ranges.map(\.lowerBound) + ranges.map { $0.upperBound - 1 }))
    }

    /// True for a coordinate that leaves no room for arithmetic.
    static func isFar(_ coordinate: Int) -> Bool { coordinate < -(1 << 59) || coordinate > 1 << 59 }

    /// The error for colours that cannot be numbered.
    static func tooMany(_ ranges: [Range<Int>]) -> CohortError {
        invalid(
            "the colors \(ranges.map { "\($0)" }.joined(separator: " × ")) are too many, or too large",
            "a partition has at most 2³¹ - 1 colors, with coordinates within ±2⁵⁹", fix: "use fewer, larger pieces")
    }

    /// The error for numbers that make no colours.
    static func invalid(_ summary: String, _ rule: String, fix: String) -> CohortError {
        CohortError(.invalidColors, summary, rule: rule, fix: fix)
    }
}
