import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

/// Every piece of one partition, divided by another: `product[i][j]` has the points of piece `i` of the one and piece `j` of
/// the other.
///
///     let product = halves.crossed(with: blocks)
///     relax(&product[0].height)           // a task for each block's part in the first half
///
/// Each `product[i]` is a partition like any other, of the subregion `halves[i]`, with the colours of `blocks`.
/// - SeeAlso: Legion's `create_cross_product_partitions`.
public struct CrossProduct<Space: FieldSpace, let N: Int> {
    /// The partition whose pieces are divided.
    public let divided: Partition<Space, N>
    /// One for each of its pieces; or a single one, which carries the error, when there is no product.
    private let partitions: ContiguousArray<Partition<Space, N>>

    init(_ divided: Partition<Space, N>, _ partitions: ContiguousArray<Partition<Space, N>>) {
        self.divided = divided
        self.partitions = partitions
    }

    /// The colours of the first index: those of the partition whose pieces are divided.
    public var colors: Domain { divided.colors }

    /// The number of partitions, one for each piece.
    public var count: Int { divided.count }

    /// The division of the piece of a colour; one coordinate for each dimension of the colour space.
    ///
    /// - Errors: a colour outside `colors` gives a partition whose every launch fails with `partition.unknown-color`.
    public subscript(_ color: Int..., file file: StaticString = #fileID, line line: UInt32 = #line) -> Partition<Space, N> {
        get { partition(color, SourceLocation(file: file, line: line)) }
        nonmutating set {}
    }

    /// The division of the piece of a colour.
    public subscript<let M: Int>(
        _ color: Point<M>, file file: StaticString = #fileID, line line: UInt32 = #line
    ) -> Partition<Space, N> {
        get { partition((0 ..< M).map { color[$0] }, SourceLocation(file: file, line: line)) }
        nonmutating set {}
    }

    private func partition(_ color: [Int], _ place: SourceLocation) -> Partition<Space, N> {
        let piece = divided.node.colours.index(ofPoint: color)
        if let piece, piece < partitions.count { return partitions[piece] }
        if let first = partitions.first, first.tree.defect != nil { return first }
        return divided.piece(color, place).defective(
            divided.unknownColor(color, place), "cross", colours: partitions.first?.colors ?? .singleColour, at: place)
    }
}

extension Partition {
    /// Divides each piece of this partition by the pieces of another, which may divide any region of the same index space.
    ///
    /// The inner partitions are disjoint where the other one is; colours that share no point with a piece are empty there.
    ///
    /// - Errors: `partition.foreign-space` for a partition of another index space; `partition.invalid-colors` when there are
    ///   more than 2³¹ - 1 pairs; delivered by the first launch that uses one of the partitions.
    /// - Complexity: O(pieces of one · pieces of the other) memory; time in addition for the pairs that share points only.
    /// - SeeAlso: Legion's `create_cross_product_partitions`.
    public func crossed<Other>(
        with other: Partition<Other, N>, file: StaticString = #fileID, line: UInt32 = #line
    ) -> CrossProduct<Space, N> {
        let place = SourceLocation(file: file, line: line)
        if let error = refusal(other) {
            let whole = Region<Space, N>(tree: tree, node: tree.root, piece: 0)
            return CrossProduct(self, [whole.defective(error, "cross", colours: other.colors, at: place)])
        }
        let isSmall = node.isSmall && other.node.isSmall || TaskContext.current == nil
        let makeRow = isSmall ? rowsAtOnce(other, place) : promisedRows(other, place)
        return CrossProduct(
            self,
            ContiguousArray(
                (0 ..< count).map { row in
                    makeRow(Region<Space, N>(tree: tree, node: node, piece: row), row * other.count ..< (row + 1) * other.count)
                }))
    }

    /// Makes the partition of a row, which has those of the product's pieces.
    private typealias RowMaker = (Region<Space, N>, Range<Int>) -> Partition<Space, N>

    private func rowsAtOnce<Other>(_ other: Partition<Other, N>, _ place: SourceLocation) -> RowMaker {
        let known = KnownShape.disjoint(like: other.node)
        let failure = node.defect ?? other.node.defect
        let pieces = Result { () throws(CohortError) in
            if let failure { throw failure }
            return try Partitioning.crossed(node, other.node, dimension: N, parts: 1).run()
        }
        return { region, row in
            region.divided("cross", colours: other.colors, known, at: place) { () throws(CohortError) in
                ContiguousArray(try pieces.get()[row])
            }
        }
    }

    private func promisedRows<Other>(_ other: Partition<Other, N>, _ place: SourceLocation) -> RowMaker {
        let known = KnownShape.disjoint(like: other.node)
        let whole = Region<Space, N>(tree: tree, node: tree.root, piece: 0)
        let work = Partitioning.crossed(node, other.node, dimension: N, parts: whole.parts.ofPieces(max(count, other.count)))
        let pieces = DeferredPieces.issue(work, "cross product", nil, after: [node, other.node], [], at: place)
        let rows = CrossedRows(pieces)
        return { region, row in region.promised("cross", other.colors, known, CrossedRow(rows, row), place) }
    }

    /// Why there is no product, as far as that is known before the pieces are.
    private func refusal<Other>(_ other: Partition<Other, N>) -> CohortError? {
        if let defect = tree.defect ?? other.tree.defect { return defect }
        guard node.shares(tree: other.node) else { return ForeignSpace.error("the cross product of", tree, other.tree) }
        let pairs = count.multipliedReportingOverflow(by: other.count)
        return pairs.overflow || pairs.partialValue > Colours.limit ? Colours.tooMany([0 ..< count, 0 ..< other.count]) : nil
    }
}
