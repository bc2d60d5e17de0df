import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

/// Subregions of one region, one for each colour.
///
/// Pieces may be empty, overlap, and miss points; whether they do is computed, never trusted. A region may have any number
/// of partitions, and a piece may be partitioned again, to any depth. Passed where a subregion is expected, a partition
/// means one task for every colour.
///
/// - SeeAlso: Legion's `LogicalPartition`.
@dynamicMemberLookup
public struct Partition<Space: FieldSpace, let N: Int> {
    let pieces: RegionPartition
    package var tree: RegionTree { pieces.tree }
    package var node: PartitionNode { pieces.node }
    /// What siblings may do meanwhile to what a launch uses of it.
    public var coherence: Coherence

    package init(tree: RegionTree, node: PartitionNode, coherence: Coherence = .exclusive) {
        self.init(RegionPartition(tree, node), coherence: coherence)
    }

    init(_ pieces: RegionPartition, coherence: Coherence = .exclusive) {
        self.pieces = pieces
        self.coherence = coherence
    }

    /// The colours, a domain of any dimension.
    public var colors: Domain { node.colours }

    /// This partition itself, in the form that `&` takes: `advance(&zones.all)`.
    public var all: Partition {
        get { self }
        nonmutating set {}
    }

    /// The number of pieces.
    public var count: Int { node.count }

    /// True when no two pieces share a point. O(n log n) in the rectangles the first time.
    public var isDisjoint: Bool { node.isDisjoint }

    /// True when the pieces together are the divided region. O(n log n) in the rectangles the first time.
    public var isComplete: Bool { node.isComplete }

    /// The points of the piece of a colour.
    public func domain(_ color: Int...) -> Domain {
        node.colours.index(ofPoint: color).map { node.pieces[$0] } ?? .empty(dimension: N)
    }

    /// Names one field of every piece.
    public subscript<Element>(dynamicMember path: KeyPath<Space, Element>) -> PartitionField<Element, N> {
        get { field(key: MemoryLayout<Space>.offset(of: path) ?? -1) }
        nonmutating set {}
    }

    private func field<Element>(key: Int) -> PartitionField<Element, N> {
        PartitionField(pieces, field: Int32(pieces.layout.index(ofKey: key) ?? -1), coherence: coherence)
    }

    /// The subregion of a colour; one coordinate for each dimension of the colour space.
    ///
    /// - Errors: a colour outside `colors` gives a subregion whose every launch fails with `partition.unknown-color`.
    public subscript(_ color: Int..., file file: StaticString = #fileID, line line: UInt32 = #line) -> Region<Space, N> {
        get { piece(color, SourceLocation(file: file, line: line)) }
        nonmutating set {}
    }

    /// The subregion of a colour.
    public subscript<let M: Int>(
        _ color: Point<M>, file file: StaticString = #fileID, line line: UInt32 = #line
    ) -> Region<Space, N> {
        get { piece((0 ..< M).map { color[$0] }, SourceLocation(file: file, line: line)) }
        nonmutating set {}
    }

    /// The subregions that a projection of the launch point names, within `forEach`.
    public subscript(_ color: SymbolicPoint) -> ProjectedRegion<Space, N> {
        get { projected(Projection(color)) }
        nonmutating set {}
    }

    /// The subregions that projections of the launch point's coordinates name, within `forEach`.
    public subscript(_ row: SymbolicInteger, _ column: SymbolicInteger) -> ProjectedRegion<Space, N> {
        get { projected(Projection([row, column])) }
        nonmutating set {}
    }

    private func projected(_ projection: Projection) -> ProjectedRegion<Space, N> {
        var region = ProjectedRegion<Space, N>(pieces, projection: projection)
        region.coherence = coherence
        return region
    }

    func piece(_ color: [Int], _ place: SourceLocation) -> Region<Space, N> {
        if let piece = node.colours.index(ofPoint: color) {
            return Region(pieces, piece: piece, coherence: coherence)
        }
        let tree = RegionMaker.defective(unknownColor(color, place), dimension: N, tree.layout, tree.name, place)
        return Region(tree: tree, node: tree.root, piece: 0)
    }

    func unknownColor(_ color: [Int], _ place: SourceLocation) -> CohortError {
        let name = color.map(String.init).joined(separator: ", ")
        return CohortError(
            .unknownColor, "partition '\(node.path(in: tree, piece: nil))' has the colors \(node.colours), not [\(name)]",
            rule: "a piece is named by a color of its partition",
            fix: "use a color of `partition.colors`; the partition was made at \(node.place)", at: place)
    }

    /// This partition, which errors and tools call by a name from now on: `grid/tiles[3]` instead of `grid/equal[3]`.
    ///
    ///     let tiles = grid.partitioned(.equal, into: 4, 4).named("tiles")
    ///
    /// The name belongs to the pieces, and so to all regions that they are applied to.
    /// - SeeAlso: Legion's `attach_name`.
    public func named(_ name: String) -> Partition {
        node.rename(name)
        return self
    }
}
