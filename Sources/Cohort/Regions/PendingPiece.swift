import CohortData
import CohortDiagnostics
import CohortGeometry

/// One colour of a pending partition, to be filled once, with points of the region that is divided.
///
/// A call that throws fills nothing. Regions are of the same index space as the region that is divided; of others,
/// `partition.foreign-space` is thrown. Every call throws `partition.color-filled` when the colour is filled already,
/// `partition.unknown-color` when it was not declared, and `partition.piece-outside` when points are outside the region; where
/// regions are pieces that operations compute, or have very many rectangles, that comes with the partition instead.
/// - SeeAlso: Legion's `create_index_space_union`, `_intersection` and `_difference`.
public struct PendingPiece<Space: FieldSpace, let N: Int> {
    let partition: PendingPartition<Space, N>
    let color: [Int]

    /// Fills the colour with the points of a domain.
    ///
    /// - Throws: also `geometry.dimension-mismatch`.
    public func fill(with domain: Domain, file: StaticString = #fileID, line: UInt32 = #line) throws(CohortError) {
        let place = SourceLocation(file: file, line: line)
        if domain.dimension != N {
            var error = CohortError.dimensionMismatch(domain.dimension, N)
            error.place = place
            throw error
        }
        try partition.fill(color, after: [], at: place) { domain }
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
        let place = SourceLocation(file: file, line: line)
        let domains = try domains(regions, place)
        try partition.fill(color, after: regions.map(\.node), at: place) { () throws(CohortError) in
            try Domain(uniting: domains(), dimension: N)
        }
    }

    /// Fills the colour with the points that any piece of a partition has.
    public func fill(
        unionOf pieces: Partition<Space, N>, file: StaticString = #fileID, line: UInt32 = #line
    ) throws(CohortError) {
        let place = SourceLocation(file: file, line: line)
        let node = try checked(pieces.tree, pieces.node, place)
        try partition.fill(color, after: [node], at: place) { () throws(CohortError) in
            try Domain(uniting: Array(node.pieces), dimension: N)
        }
    }

    /// Fills the colour with the points that all of the regions have; of no regions, with none.
    ///
    /// - Complexity: one intersection for each region.
    public func fill(
        intersectionOf regions: [Region<Space, N>], file: StaticString = #fileID, line: UInt32 = #line
    ) throws(CohortError) {
        let place = SourceLocation(file: file, line: line)
        let domains = try domains(regions, place)
        try partition.fill(color, after: regions.map(\.node), at: place) { () throws(CohortError) in
            let domains = domains()
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
        let place = SourceLocation(file: file, line: line)
        let (own, domains) = (try domains([region], place), try domains(others, place))
        try partition.fill(color, after: [region.node] + others.map(\.node), at: place) { () throws(CohortError) in
            try own()[0].subtracting(Domain(uniting: domains(), dimension: N))
        }
    }

    /// Fills the colour with the points of a region that no piece of a partition has.
    public func fill(
        with region: Region<Space, N>, subtracting pieces: Partition<Space, N>, file: StaticString = #fileID,
        line: UInt32 = #line
    ) throws(CohortError) {
        let place = SourceLocation(file: file, line: line)
        let (own, node) = (try domains([region], place), try checked(pieces.tree, pieces.node, place))
        try partition.fill(color, after: [region.node, node], at: place) { () throws(CohortError) in
            try own()[0].subtracting(Domain(uniting: Array(node.pieces), dimension: N))
        }
    }

    /// The points of regions, for when they are there.
    private func domains(
        _ regions: [Region<Space, N>], _ place: SourceLocation
    ) throws(CohortError) -> @Sendable () -> [Domain] {
        for region in regions { _ = try checked(region.tree, region.node, place) }
        let domains = regions.map(\.futureDomain)
        return { domains.map { $0() } }
    }

    /// The node, which must divide, or be, the same index space.
    private func checked(
        _ tree: RegionTree, _ node: PartitionNode, _ place: SourceLocation
    ) throws(CohortError) -> PartitionNode {
        if let defect = tree.defect { throw defect }
        if node.shares(tree: partition.region.node) { return node }
        var error = ForeignSpace.error("a pending partition with points of", partition.region.tree, tree)
        error.place = place
        throw error
    }
}
