import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

// What all operators share: from pieces, or from what went wrong, to a partition.

extension Region {
    /// The points, for operations that run when they are there.
    var futureDomain: FutureSpace { { [node, piece] in node.pieces[piece] } }

    /// A partition whose pieces operations compute: it is there at once, and its pieces when somebody needs them.
    ///
    /// - Parameters:
    ///   - reading: what the work reads.
    ///   - inputs: the partitions whose pieces the work looks at, beside the one that this region is a piece of.
    ///   - futures: the results that it looks at.
    ///   - work: what is to be computed, by threads as many as there are.
    func deferred(
        _ origin: String, _ name: StaticString, colours: Domain, _ known: KnownShape = .unknown,
        _ reading: OperatorReading? = nil, after inputs: [PartitionNode] = [], _ futures: [FutureBox] = [],
        at place: SourceLocation, _ work: (OperatorParts) -> PieceWork
    ) -> Partition<Space, N> {
        if let defect = tree.defect { return defective(defect, origin, colours: colours, at: place) }
        if colours.volume > Colours.limit { return defective(Colours.tooMany([0 ..< colours.volume]), origin, at: place) }
        let pieces = DeferredPieces.issue(work(parts), name, reading, after: inputs + [node], futures, at: place)
        return promised(origin, colours, known, pieces, place)
    }

    /// How the work of an operator on this region is shared.
    var parts: OperatorParts {
        let known = node.knownPiece(around: piece)
        let workers = TaskContext.current?.runtime.pool.count ?? 1
        return OperatorParts(workers: workers, points: workers == 1 ? 0 : known.node.pieces[known.piece].volume)
    }

    /// A partition whose pieces come from a source.
    func promised(
        _ origin: String, _ colours: Domain, _ known: KnownShape, _ source: any PieceSource, _ place: SourceLocation
    ) -> Partition<Space, N> {
        let content = PieceContent(from: source, count: colours.volume, dimension: N)
        return Partition(
            tree: tree, node: PartitionNode(dividing: node, piece, colours: colours, content, origin: origin, known, at: place))
    }

    /// A partition made out of others: at once where these are small and were not promised themselves, and deferred otherwise.
    func divided(
        _ origin: String, _ name: StaticString, colours: Domain, _ known: KnownShape = .unknown, after inputs: [PartitionNode],
        at place: SourceLocation, _ work: (OperatorParts) -> PieceWork
    ) -> Partition<Space, N> {
        // What is computed at once may be asked for where nothing can be launched.
        if TaskContext.current != nil, !(inputs + [node]).allSatisfy(\.isSmall) {
            return deferred(origin, name, colours: colours, known, after: inputs, at: place, work)
        }
        return divided(origin, colours: colours, known, at: place) { () throws(CohortError) in
            for input in inputs { if let defect = input.defect { throw defect } }
            return try work(parts).run()
        }
    }

    /// A partition that hangs on this region's points alone: at once where these were given, and deferred where they were promised.
    func cut(
        _ origin: String, colours: Domain, _ known: KnownShape = .unknown, at place: SourceLocation,
        _ pieces: @escaping @Sendable (_ space: Domain) throws(CohortError) -> ContiguousArray<Domain>
    ) -> Partition<Space, N> {
        if node.isGiven || TaskContext.current == nil {
            return divided(origin, colours: colours, known, at: place) { () throws(CohortError) in try pieces(domain) }
        }
        let space = futureDomain
        return deferred(origin, "partition of a promised piece", colours: colours, known, at: place) { _ in
            PieceWork { () throws(CohortError) in try pieces(space()) }
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

/// How an operator's work is shared among threads: a part should be worth the trouble of starting it.
struct OperatorParts {
    let workers: Int
    /// The points of the region that is divided, or of one around it.
    let points: Int

    /// For work on points.
    var ofPoints: Int { max(1, min(workers, points >> 15)) }

    /// For work on so many pieces.
    func ofPieces(_ count: Int) -> Int { max(1, min(workers, count >> 10)) }
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
