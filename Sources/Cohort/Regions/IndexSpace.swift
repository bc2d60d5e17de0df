import CohortData
import CohortDiagnostics
import CohortGeometry

/// Points in `N` dimensions that several regions may share, and with them their partitions.
///
///     let cells = IndexSpace(0 ..< 1000)
///     let old = Region<State, 1>(over: cells), new = Region<State, 1>(over: cells)
///     let blocks = old.partitioned(.equal, into: 8)
///     step(blocks.height, blocks.applied(to: new).height)
///
/// - SeeAlso: Legion's `IndexSpaceT`.
public struct IndexSpace<let N: Int> {
    let root: PartitionNode
    let defect: CohortError?

    /// The points of a domain.
    ///
    /// - Errors: `geometry.dimension-mismatch`, delivered by the first launch that uses a region over the space.
    public init(_ domain: Domain, file: StaticString = #fileID, line: UInt32 = #line) {
        let place = SourceLocation(file: file, line: line)
        let fits = domain.dimension == N
        root = PartitionNode(root: fits ? domain : .empty(dimension: N), at: place)
        defect =
            fits
            ? nil
            : CohortError(
                .geometryDimension, "a \(N)-dimensional index space over a \(domain.dimension)-dimensional domain",
                rule: "an index space has the dimension of its domain", fix: "write `IndexSpace<\(domain.dimension)>`", at: place)
    }

    /// The points of a rectangle.
    ///
    /// - Errors: `geometry.overflow`, delivered by the first launch that uses a region over the space.
    public init(_ rectangle: Rect<N>, file: StaticString = #fileID, line: UInt32 = #line) {
        let place = SourceLocation(file: file, line: line)
        do throws(CohortError) {
            root = PartitionNode(root: try Domain(rectangle), at: place)
            defect = nil
        } catch {
            root = PartitionNode(root: .empty(dimension: N), at: place)
            defect = error
        }
    }

    /// The points.
    public var domain: Domain { root.pieces[0] }
}

extension IndexSpace where N == 1 {
    /// The indices of a range.
    public init(_ range: Range<Int>, file: StaticString = #fileID, line: UInt32 = #line) {
        self.init(Rect<1>(lo: Point(range.lowerBound), hi: Point(range.upperBound - 1)), file: file, line: line)
    }
}

extension Region {
    /// A new region over an index space that others may share; each has data of its own.
    ///
    /// - Errors: those of the index space; `launch.no-context`; delivered by the first launch that uses the region.
    public init(
        over space: IndexSpace<N>, named name: String? = nil, file: StaticString = #fileID, line: UInt32 = #line
    ) {
        let place = SourceLocation(file: file, line: line)
        let layout = FieldLayouts.layout(of: Space.self)
        let tree: RegionTree
        if let defect = space.defect {
            tree = RegionMaker.defective(defect, dimension: N, layout, name ?? "\(Space.self)", place)
        } else {
            tree = RegionMaker.make(space.domain, dimension: N, root: space.root, layout, name ?? "\(Space.self)", place)
        }
        self.init(tree: tree, node: tree.root, piece: 0)
    }
}

extension Partition {
    /// The same pieces of another region over the same index space.
    ///
    /// - Errors: `partition.foreign-space` when the other region is over another index space; delivered by the first launch.
    /// - Complexity: O(1); geometry already computed is shared.
    /// - SeeAlso: Legion's `get_logical_partition`.
    public func applied<Other>(
        to region: Region<Other, N>, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Partition<Other, N> {
        let place = SourceLocation(file: file, line: line)
        if let defect = tree.defect { return region.defective(defect, node.origin, colours: colors, at: place) }
        if node.shares(tree: region.node) { return Partition<Other, N>(tree: region.tree, node: node) }
        return region.defective(
            ForeignSpace.error("one partition for", tree, region.tree), node.origin, colours: colors, at: place)
    }
}
