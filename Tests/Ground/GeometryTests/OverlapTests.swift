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
            let isDisjoint = left.indices.allSatisfy { i in (i + 1 ..< 12).allSatisfy { !left[i].overlaps(left[$0]) } }
            #expect(DisjointnessCheck(ContiguousArray(left)).isDisjoint == isDisjoint)
        }
    }

    /// Boxes of all sizes and places, in a plane, a long strip, and far apart; on a line as well.
    private func boxes(_ count: Int, _ rows: Int, _ columns: Int, _ random: inout Generator) throws -> [Domain] {
        try (0 ..< count).map { _ in
            let y = Int.random(in: 0 ..< rows, using: &random), x = Int.random(in: 0 ..< columns, using: &random)
            let size = 1 << Int.random(in: 0 ... 5, using: &random)
            let height = Int.random(in: 1 ... size, using: &random), width = Int.random(in: 1 ... size, using: &random)
            return try Domain(Rect<2>(y ..< y + height, x ..< x + width))
        }
    }

    @Test(arguments: [(1_000, 1_000), (3, 200_000), (200_000, 3), (1 << 58, 1 << 58), (1, 1), (40, 1 << 59)])
    func partsOfASearchMakeTheTableOfOne(_ rows: Int, _ columns: Int) throws {
        var random = Generator(state: UInt64(rows) &* 31 &+ UInt64(columns))
        let left = ContiguousArray(try boxes(700, rows, columns, &random))
        let right = ContiguousArray(try boxes(500, rows, columns, &random))
        let whole = OverlapTable(left, right)
        let search = OverlapSearch(left, right, parts: 5)
        search.prepare()
        for part in [3, 0, 4, 1, 2] { search.run(part: part) }
        let table = search.table()
        #expect(table.offsets == whole.offsets && table.targets == whole.targets && table.flags == whole.flags)
        #expect(table.rightUnionInsideLeftUnion == whole.rightUnionInsideLeftUnion)
        for row in stride(from: 0, to: left.count, by: 7) {
            let met = right.indices.filter { left[row].overlaps(right[$0]) }
            #expect(table.targets[Int(table.offsets[row]) ..< Int(table.offsets[row + 1])].map(Int.init) == met)
        }
    }

    /// Eight times the boxes, spread as thickly, take eight times the steps and a level more: not sixty-four times.
    @Test(arguments: [(8, 8), (1, 64), (64, 1)])
    func stepsGrowAsTheBoxes(_ height: Int, _ width: Int) throws {
        func visits(_ count: Int) throws -> Int {
            let side = Int(Double(count).squareRoot())
            var random = Generator(state: 7)
            func boxes() throws -> ContiguousArray<Domain> {
                ContiguousArray(
                    try (0 ..< side * side).map { cell in
                        let y = height * (cell / side) + .random(in: 0 ..< height, using: &random)
                        let x = width * (cell % side) + .random(in: 0 ..< width, using: &random)
                        return try Domain(Rect<2>(y ..< y + (height + 1) / 2, x ..< x + (width + 1) / 2))
                    }.shuffled(using: &random))
            }
            let search = OverlapSearch(try boxes(), try boxes(), parts: 1)
            search.prepare()
            search.run(part: 0)
            return search.visits
        }
        let few = try visits(2_000), many = try visits(16_000)
        #expect(many < 12 * few && many > 16_000)
    }

    /// All in one place: the order has nothing to go by, and the check ends with the first two.
    @Test func boxesInOnePlace() throws {
        let same = ContiguousArray(repeating: try Domain(Rect<2>(0 ..< 3, 0 ..< 3)), count: 300)
        #expect(!DisjointnessCheck(same).isDisjoint && OverlapTable(same, same).targets.count == 90_000)
    }

    @Test func numbersAreOrderedByPlace() {
        var random = Generator(state: 3)
        for range in [0 ..< 10, -1_000_000 ..< 1_000_000, Int.min ..< Int.max, -(1 << 50) ..< 1 << 50] {
            for count in [0, 1, 2, 100, 5_000] {
                let numbers = ContiguousArray((0 ..< count).map { _ in Int.random(in: range, using: &random) })
                let sorted = numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
                #expect(Array(NumberOrder.places(of: numbers)) == sorted)
            }
        }
    }

    /// The same numbers each time.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ state >> 29) &* 0x9E37_79B9_7F4A_7C15
        }
    }

    @Test func transformsComposeAndRefuseToOverflow() throws {
        let grow = AffineTransform.scale(Point<2>(2, 3)), move = AffineTransform.translation(Point<2>(5, -1))
        #expect(try move.composed(with: grow).apply(Point(1, 1)) == Point(7, 2))
        #expect(try AffineTransform<2, 2>.identity.composed(with: grow) == grow)
        #expect(throws: CohortError.self) { try grow.apply(Point(Int.max, 0)) }
    }
}
