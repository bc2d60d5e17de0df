import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

// What all operators share: from pieces, or from what went wrong, to a partition.

extension Region {
    /// A partition whose pieces operations compute: it is there at once, and its pieces when somebody needs them.
    ///
    /// - Parameters:
    ///   - field: what the work reads, in elements of `words` integers.
    ///   - inputs: the partitions whose pieces the work looks at.
    ///   - futures: the results that it looks at.
    func deferred(
        _ origin: String, _ name: StaticString, colours: Domain, _ known: KnownShape = .unknown,
        reading field: (any PieceField)? = nil, words: Int = 1, after inputs: [PartitionNode] = [], _ futures: [FutureBox] = [],
        at place: SourceLocation, _ work: (_ space: Domain, _ parts: Int) -> PieceWork
    ) -> Partition<Space, N> {
        if let defect = tree.defect ?? node.defect { return defective(defect, origin, colours: colours, at: place) }
        if colours.volume > Colours.limit { return defective(Colours.tooMany([0 ..< colours.volume]), origin, at: place) }
        // A part should be worth the trouble of starting it.
        let parts = max(1, min(TaskContext.current?.runtime.pool.count ?? 1, domain.volume >> 15))
        let pieces = DeferredPieces.issue(
            work(domain, parts), name, reading: field, words: words, after: inputs, futures, at: place)
        let content = PieceContent(from: pieces, count: colours.volume, dimension: N)
        return Partition(
            tree: tree, node: PartitionNode(dividing: node, piece, colours: colours, content, origin: origin, known, at: place))
    }

    /// A partition made out of others: at once where these have their pieces, and deferred as they are otherwise.
    func divided(
        _ origin: String, _ name: StaticString, colours: Domain, _ known: KnownShape = .unknown, after inputs: [PartitionNode],
        at place: SourceLocation, pieces: @escaping @Sendable () -> ContiguousArray<Domain>
    ) -> Partition<Space, N> {
        if inputs.contains(where: { $0.promise != nil }) {
            return deferred(origin, name, colours: colours, known, after: inputs, at: place) { _, _ in PieceWork(pieces) }
        }
        return divided(origin, colours: colours, known, at: place) { () throws(CohortError) in
            for input in inputs { if let defect = input.defect { throw defect } }
            return pieces()
        }
    }

    /// A partition of this region; a defective one when `pieces` throws or the region is defective.
    func divided(
        _ origin: String, colours: Domain, _ known: KnownShape = .unknown, at place: SourceLocation,
        pieces: () throws(CohortError) -> ContiguousArray<Domain>
    ) -> Partition<Space, N> {
        if tree.defect != nil { return emptyPieces(tree, node, piece, origin, colours, place) }
        if colours.volume > Colours.limit { return defective(Colours.tooMany([0 ..< colours.volume]), origin, at: place) }
        do throws(CohortError) {
            if let defect = node.defect { throw defect }
            let content = PieceContent(try pieces())
            return Partition(
                tree: tree,
                node: PartitionNode(dividing: node, piece, colours: colours, content, origin: origin, known, at: place))
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
            tree: tree,
            node: PartitionNode(dividing: node, piece, colours: colours, PieceContent(pieces), origin: origin, at: place))
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
