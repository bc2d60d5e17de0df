import CohortData
import CohortDiagnostics
import CohortGeometry

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
