import CohortGeometry

extension Partitioning {
    /// For each piece of the left partition, its points in each piece of the right one: row after row. Both are of one index
    /// space.
    ///
    /// - Parameters:
    ///   - dimension: that of the pieces.
    ///   - parts: how many parts a phase may have.
    /// - Complexity: O(pieces of the left · pieces of the right) memory; O(n log n + overlaps) time beside that.
    package static func crossed(_ left: PartitionNode, _ right: PartitionNode, dimension: Int, parts: Int) -> PieceWork {
        let search = Slots<OverlapSearch?>(repeating: nil, count: 1)
        let table = Slots<OverlapIndex?>(repeating: nil, count: 1)
        let rows = Slots(repeating: Domain.empty(dimension: dimension), count: left.count * right.count)
        return PieceWork(
            phases: [
                .parts(1) { _ in
                    table[0] = left.knownOverlaps(with: right)
                    if table[0] == nil { search[0] = OverlapSearch(left.pieces, right.pieces, parts: parts) }
                    search[0]?.prepare()
                },
                .parts(parts) { search[0]?.run(part: $0) },
                .parts(1) { _ in
                    guard let found = search[0]?.table() else { return }
                    search[0] = nil
                    table[0] = OverlapIndex(found)
                    table[0].map { left.remember($0, with: right) }
                },
                .parts(parts) { part in
                    guard let table = table[0] else { return }
                    for row in PieceWork.share(part, of: parts, left.count) { fill(row, left, right, table, rows) }
                },
            ], result: { rows.values })
    }

    private static func fill(
        _ row: Int, _ left: PartitionNode, _ right: PartitionNode, _ table: OverlapIndex, _ rows: Slots<Domain>
    ) {
        for entry in table.entries(of: row) {
            let column = Int(table.targets[entry])
            let piece = right.pieces[column]
            rows[row * right.count + column] =
                table.covers[entry] ? piece : left.pieces[row].intersectionOrEmpty(piece)
        }
    }
}
