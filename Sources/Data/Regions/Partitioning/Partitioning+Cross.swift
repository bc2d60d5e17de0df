import CohortGeometry

extension Partitioning {
    /// For each piece of the left partition, its points in each piece of the right one. Both are of one index space.
    ///
    /// - Complexity: O(pieces of the left · pieces of the right) memory; O(n log² n + overlaps) time beside that.
    package static func crossed(_ left: PartitionNode, _ right: PartitionNode) -> ContiguousArray<ContiguousArray<Domain>> {
        let table = left.overlaps(with: right)
        let nothing = ContiguousArray(
            repeating: Domain.empty(dimension: left.parentDomain.dimension), count: right.count)
        var rows = ContiguousArray(repeating: nothing, count: left.count)
        for row in rows.indices {
            for entry in table.entries(of: row) {
                let column = Int(table.targets[entry])
                let piece = right.pieces[column]
                rows[row][column] = table.covers[entry] ? piece : left.pieces[row].intersectionOrEmpty(piece)
            }
        }
        return rows
    }
}
