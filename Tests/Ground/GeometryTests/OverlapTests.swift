import CohortDiagnostics
import CohortGeometry
import Testing

@Suite struct OverlapTests {
    private func pieces(_ count: Int) throws -> [Domain] {
        try (0 ..< count).map { _ in
            try Domain(
                rectangles: (0 ..< Int.random(in: 0 ... 3)).map { _ in
                    let y = Int.random(in: 0 ..< 8), x = Int.random(in: 0 ..< 8)
                    return Rect<2>(y ..< y + .random(in: 0 ... 3), x ..< x + .random(in: 0 ... 3))
                })
        }
    }

    @Test func tablesAgreeWithTryingEveryPair() throws {
        for _ in 0 ..< 200 {
            let left = try pieces(12), right = try pieces(12)
            let table = OverlapTable(left, right)
            for (row, piece) in left.enumerated() {
                let met = right.indices.filter { piece.overlaps(right[$0]) }
                let range = Int(table.offsets[row]) ..< Int(table.offsets[row + 1])
                #expect(table.targets[range].map(Int.init) == met)
                for (target, flag) in zip(met, table.flags[range]) {
                    let inside = right[target].isSubset(of: piece), outside = piece.isSubset(of: right[target])
                    #expect(flag == (inside ? OverlapTable.rightInsideLeft : 0) | (outside ? OverlapTable.leftInsideRight : 0))
                }
            }
            #expect(table.rightUnionInsideLeftUnion == Domain.union(of: right).isSubset(of: Domain.union(of: left)))
            let check = DisjointnessCheck(ContiguousArray(left))
            let first = left.indices.lazy.flatMap { i in (i + 1 ..< 12).lazy.map { (i, $0) } }.first {
                left[$0].overlaps(left[$1])
            }
            #expect(check.firstConflict?.0 == first?.0 && check.firstConflict?.1 == first?.1)
            #expect(check.isDisjoint == (first == nil))
        }
    }

    @Test func transformsComposeAndRefuseToOverflow() throws {
        let grow = AffineTransform.scale(Point<2>(2, 3)), move = AffineTransform.translation(Point<2>(5, -1))
        #expect(try move.composed(with: grow).apply(Point(1, 1)) == Point(7, 2))
        #expect(try AffineTransform<2, 2>.identity.composed(with: grow) == grow)
        #expect(throws: CohortError.self) { try grow.apply(Point(Int.max, 0)) }
    }
}
