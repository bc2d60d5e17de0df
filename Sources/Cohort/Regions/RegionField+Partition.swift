import CohortData
import CohortGeometry

// Partitions of a single field, for tasks that were given one and launch others on its pieces.

extension RegionField {
    /// The region of this field, without names for its fields: every operator that makes partitions is one of a region's.
    private var whole: Region<DynamicFields, N> { Region(tree: tree, node: node, piece: piece) }

    private func field(of partition: Partition<DynamicFields, N>) -> PartitionField<Element, N> {
        PartitionField(partition.pieces, field: field)
    }

    /// Pieces of equal size, as `Region.partitioned(_:into:)` with one count.
    public func partitioned(
        _ rule: PartitionRule, into count: Int, file: StaticString = #fileID, line: UInt32 = #line
    ) -> PartitionField<Element, N> {
        field(of: whole.partitioned(rule, into: count, file: file, line: line))
    }

    /// Explicit pieces, as `Region.partitioned(pieces:)`.
    public func partitioned(
        pieces: [Domain], file: StaticString = #fileID, line: UInt32 = #line
    ) -> PartitionField<Element, N> {
        field(of: whole.partitioned(pieces: pieces, file: file, line: line))
    }

    /// The pieces of a partition made elsewhere of the same index space, as `Partition.applied(to:)`.
    public func partitioned<Space>(
        like other: Partition<Space, N>, file: StaticString = #fileID, line: UInt32 = #line
    ) -> PartitionField<Element, N> {
        field(of: other.applied(to: whole, file: file, line: line))
    }
}

extension RegionField where N == 1 {
    /// Pieces with overlap, as `Region.partitioned(restricting:stride:extent:)`.
    public func partitioned(
        restricting colors: Range<Int>, stride: Int, extent: ClosedRange<Int>, file: StaticString = #fileID,
        line: UInt32 = #line
    ) -> PartitionField<Element, N> {
        field(of: whole.partitioned(restricting: colors, stride: stride, extent: extent, file: file, line: line))
    }
}
