import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

/// A region or a subregion: points of an `N`-dimensional index space times the fields of `Space`. It names data and holds none.
///
/// A task has all privileges on the regions that it makes. When it is over, those that it returned, or that somebody holds for
/// another reason, belong to its parent, with what was written to them. A region is freed when nobody holds it any more.
/// Fields are its members: `grid.height` names one column.
///
/// - Complexity: making a region takes no memory for data until a field is used.
/// - SeeAlso: Legion's `create_logical_region`.
@dynamicMemberLookup
public struct Region<Space: FieldSpace, let N: Int> {
    let pieces: RegionPartition
    package var tree: RegionTree { pieces.tree }
    package var node: PartitionNode { pieces.node }
    package let piece: Int
    /// What siblings may do meanwhile to what a launch uses of it.
    public var coherence: Coherence

    package init(tree: RegionTree, node: PartitionNode, piece: Int, coherence: Coherence = .exclusive) {
        self.init(RegionPartition(tree, node), piece: piece, coherence: coherence)
    }

    init(_ pieces: RegionPartition, piece: Int, coherence: Coherence = .exclusive) {
        self.pieces = pieces
        self.piece = piece
        self.coherence = coherence
    }

    /// A new region over a domain.
    ///
    /// - Parameters:
    ///   - domain: the points; dense or sparse, in `N` dimensions.
    ///   - name: what errors and tools call it; the field space's name unless given.
    /// - Errors: `geometry.overflow`, `geometry.dimension-mismatch`, `launch.no-context`, delivered by the first launch that
    ///   uses the region.
    public init(
        over domain: Domain, named name: String? = nil, file: StaticString = #fileID, line: UInt32 = #line
    ) {
        let place = SourceLocation(file: file, line: line)
        let tree = RegionMaker.make(domain, dimension: N, FieldLayouts.layout(of: Space.self), name ?? "\(Space.self)", place)
        self.init(tree: tree, node: tree.root, piece: 0)
    }

    /// A new region over a rectangle, row-major.
    public init(
        over rectangle: Rect<N>, named name: String? = nil, file: StaticString = #fileID, line: UInt32 = #line
    ) {
        let place = SourceLocation(file: file, line: line)
        let tree = RegionMaker.make(rectangle, FieldLayouts.layout(of: Space.self), name ?? "\(Space.self)", place)
        self.init(tree: tree, node: tree.root, piece: 0)
    }

    /// The points.
    public var domain: Domain { node.pieces[piece] }

    /// What errors and tools call it.
    public var name: String { node.path(in: tree, piece: piece) }

    /// Names one field, for launches, fills and partitions.
    public subscript<Element>(dynamicMember path: KeyPath<Space, Element>) -> RegionField<Element, N> {
        get { field(key: MemoryLayout<Space>.offset(of: path) ?? -1) }
        nonmutating set {}
    }

    private func field<Element>(key: Int) -> RegionField<Element, N> {
        RegionField(pieces, piece: piece, field: Int32(pieces.layout.index(ofKey: key) ?? -1), coherence: coherence)
    }

    /// Ends the region in program order: operations launched before still run, and its memory goes when they are over.
    ///
    /// Optional, since regions are freed when nobody holds them. The index space, partitions and other regions over the same
    /// points stay as they are. Of a subregion it ends the whole region.
    /// - Errors: a later launch on it, or a second `destroy`, fails with `region.use-after-destroy` and names this line; in a
    ///   task that was given the region, `region.not-owned`.
    public func destroy(file: StaticString = #fileID, line: UInt32 = #line) {
        RegionMaker.destroy(tree, SourceLocation(file: file, line: line))
    }

    /// Lets two parts of a program end the region without knowing of each other: one `destroy` more is needed to end it.
    ///
    /// - Errors: `region.use-after-destroy`, `region.not-owned`.
    /// - SeeAlso: Legion's `create_shared_ownership`.
    public func shareOwnership(file: StaticString = #fileID, line: UInt32 = #line) {
        RegionMaker.share(tree, SourceLocation(file: file, line: line))
    }
}

extension Region where N == 1 {
    /// A new region over a range of indices.
    public init(
        _ range: Range<Int>, named name: String? = nil, file: StaticString = #fileID, line: UInt32 = #line
    ) {
        self.init(over: Rect(range), named: name, file: file, line: line)
    }
}

extension Region where N == 2 {
    /// A new region over the product of two ranges, row-major: the second index runs fastest.
    public init(
        _ rows: Range<Int>, _ columns: Range<Int>, named name: String? = nil, file: StaticString = #fileID,
        line: UInt32 = #line
    ) {
        self.init(over: Rect(rows, columns), named: name, file: file, line: line)
    }
}

extension Region where N == 3 {
    /// A new region over the product of three ranges, row-major: the last index runs fastest.
    public init(
        _ planes: Range<Int>, _ rows: Range<Int>, _ columns: Range<Int>, named name: String? = nil,
        file: StaticString = #fileID, line: UInt32 = #line
    ) {
        self.init(over: Rect(planes, rows, columns), named: name, file: file, line: line)
    }
}
