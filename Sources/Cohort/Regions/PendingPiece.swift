import CohortData
import CohortDiagnostics
import CohortGeometry

/// One colour of a pending partition, to be filled once, with points of the region that is divided.
///
/// A call that throws fills nothing. Regions are of the same index space as the region that is divided; of others,
/// `partition.foreign-space` is thrown. Every call throws `partition.color-filled` when the colour is filled already,
/// `partition.unknown-color` when it was not declared, and `partition.piece-outside` when points are outside the region.
/// - SeeAlso: Legion's `create_index_space_union`, `_intersection` and `_difference`.
public struct PendingPiece<Space: FieldSpace, let N: Int> {
    let partition: PendingPartition<Space, N>
    let color: [Int]

    /// Fills the colour with the points of a domain.
    ///
    /// - Throws: also `geometry.dimension-mismatch`.
    public func fill(with domain: Domain, file: StaticString = #fileID, line: UInt32 = #line) throws(CohortError) {
        try partition.fill(color, at: SourceLocation(file: file, line: line)) { domain }
    }

    /// Fills the colour with the points of a region.
    public func fill(with region: Region<Space, N>, file: StaticString = #fileID, line: UInt32 = #line) throws(CohortError) {
        try fill(unionOf: [region], file: file, line: line)
    }

    /// Fills the colour with the points that any of the regions has; of no regions, with none.
    ///
    /// - Complexity: O(n log n) in the rectangles for ordinary inputs.
    public func fill(
        unionOf regions: [Region<Space, N>], file: StaticString = #fileID, line: UInt32 = #line
    ) throws(CohortError) {
        try partition.fill(color, at: SourceLocation(file: file, line: line)) { () throws(CohortError) in
            try Domain(uniting: domains(regions), dimension: N)
        }
    }

    /// Fills the colour with the points that any piece of a partition has.
    public func fill(
        unionOf pieces: Partition<Space, N>, file: StaticString = #fileID, line: UInt32 = #line
    ) throws(CohortError) {
        try partition.fill(color, at: SourceLocation(file: file, line: line)) { () throws(CohortError) in
            try check(pieces.tree, pieces.node)
            return try Domain(uniting: Array(pieces.node.pieces), dimension: N)
        }
    }

    /// Fills the colour with the points that all of the regions have; of no regions, with none.
    ///
    /// - Complexity: one intersection for each region.
    public func fill(
        intersectionOf regions: [Region<Space, N>], file: StaticString = #fileID, line: UInt32 = #line
    ) throws(CohortError) {
        try partition.fill(color, at: SourceLocation(file: file, line: line)) { () throws(CohortError) in
            let domains = try domains(regions)
            guard var common = domains.first else { return .empty(dimension: N) }
            for domain in domains.dropFirst() { common = try common.intersection(domain) }
            return common
        }
    }

    /// Fills the colour with the points of a region that none of the others has.
    ///
    /// - Complexity: O(n log n) in the rectangles for ordinary inputs.
    public func fill(
        with region: Region<Space, N>, subtracting others: [Region<Space, N>], file: StaticString = #fileID,
        line: UInt32 = #line
    ) throws(CohortError) {
        try partition.fill(color, at: SourceLocation(file: file, line: line)) { () throws(CohortError) in
            try check(region.tree, region.node)
            return try region.domain.subtracting(Domain(uniting: domains(others), dimension: N))
        }
    }

    /// Fills the colour with the points of a region that no piece of a partition has.
    public func fill(
        with region: Region<Space, N>, subtracting pieces: Partition<Space, N>, file: StaticString = #fileID,
        line: UInt32 = #line
    ) throws(CohortError) {
        try partition.fill(color, at: SourceLocation(file: file, line: line)) { () throws(CohortError) in
            try check(region.tree, region.node)
            try check(pieces.tree, pieces.node)
            return try region.domain.subtracting(Domain(uniting: Array(pieces.node.pieces), dimension: N))
        }
    }

    private func domains(_ regions: [Region<Space, N>]) throws(CohortError) -> [Domain] {
        var domains: [Domain] = []
        for region in regions {
            try check(region.tree, region.node)
            domains.append(region.domain)
        }
        return domains
    }

    /// Requires that a node divides, or is, the same index space.
    private func check(_ tree: RegionTree, _ node: PartitionNode) throws(CohortError) {
        if let defect = tree.defect ?? node.defect { throw defect }
        if node.shares(tree: partition.region.node) { return }
        throw ForeignSpace.error("a pending partition with points of", partition.region.tree, tree)
    }
}
