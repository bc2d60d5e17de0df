import CohortDiagnostics
import Testing

@testable import CohortGeometry

/// All domains of one rectangle of a 4×4 grid, with their points listed one by one.
private let grid: [(domain: Domain, points: Set<Point<2>>)] = {
    var all: [(Domain, Set<Point<2>>)] = []
    for y in 0 ..< 4 {
        for x in 0 ..< 4 {
            for yEnd in y ..< 4 {
                for xEnd in x ..< 4 {
                    let box = Rect<2>(y ..< yEnd + 1, x ..< xEnd + 1)
                    all.append((Domain(dimension: 2, flat: [y, x, yEnd, xEnd]), Set(box)))
                }
            }
        }
    }
    return all
}()

/// Random rectangles in a small box, so that they overlap, touch and leave holes.
private func sparse<let N: Int>(_ random: inout SystemRandomNumberGenerator, count: Int) -> [Rect<N>] {
    (0 ..< count).map { _ in
        var box = Rect<N>(lo: Point(repeating: 0), hi: Point(repeating: 0))
        for axis in 0 ..< N {
            box.lo[axis] = .random(in: -4 ... 6, using: &random)
            box.hi[axis] = box.lo[axis] + .random(in: -1 ... 3, using: &random)
        }
        return box
    }
}

@Suite struct DomainTests {
    @Test func everyPairOfRectanglesOfASmallGridAgreesWithSets() throws {
        for (a, first) in grid {
            for (b, second) in grid {
                let both = try a.intersection(b), either = try a.union(b), only = try a.subtracting(b)
                #expect(Set(both.points()) == first.intersection(second))
                #expect(Set(either.points()) == first.union(second) && either.volume == first.union(second).count)
                #expect(Set(only.points()) == first.subtracting(second))
                #expect(try either == Domain(points: Array(first.union(second))))
                #expect(a.overlaps(b) == !both.isEmpty && a.isSubset(of: b) == first.isSubset(of: second))
            }
        }
    }

    private func check<let N: Int>(_: Point<N>.Type) throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0 ..< 150 {
            let left: [Rect<N>] = sparse(&random, count: 5), right: [Rect<N>] = sparse(&random, count: 5)
            let a = try Domain(rectangles: left), b = try Domain(rectangles: right)
            let first = Set(left.flatMap { Array($0) }), second = Set(right.flatMap { Array($0) })
            #expect(try Set(a.intersection(b).points()) == first.intersection(second), "\(left) \(right)")
            #expect(try a.intersection(b) == Domain(points: Array(first.intersection(second))))
            #expect(try a.subtracting(b) == Domain(points: Array(first.subtracting(second))), "\(left) \(right)")
            #expect(try a.union(b) == Domain(points: first.union(second).shuffled()), "\(left) \(right)")
            #expect(try a.union(b) == Domain.union(of: right.map { try Domain($0) } + [a]))
            let listed: [Point<N>] = a.points()
            #expect(listed.count == a.volume && Set(listed) == first)
            for point in Rect<N>(lo: Point(repeating: -5), hi: Point(repeating: N == 3 ? 2 : 10)) {
                #expect(a.contains(point) == first.contains(point))
            }
        }
    }

    @Test func randomSparseSetsAgreeInOneToThreeDimensions() throws {
        try check(Point<1>.self)
        try check(Point<2>.self)
        try check(Point<3>.self)
    }

    @Test func equalSetsAreEqualHoweverBuilt() throws {
        let whole = try Domain(Rect<2>(0 ..< 4, 0 ..< 10))
        let parts = try Domain(rectangles: [Rect<2>(0 ..< 4, 5 ..< 10), Rect<2>(2 ..< 4, 0 ..< 6), Rect<2>(0 ..< 2, 0 ..< 5)])
        #expect(whole == parts && whole.hashValue == parts.hashValue && parts.isDense)
        #expect(whole.description == "[0...3]×[0...9]")
        #expect(try Domain(rectangles: [Rect<1>(30 ..< 32), Rect<1>(0 ..< 25)]).description == "{0...24, 30...31}")
        #expect(Domain.union(of: []) == .empty(dimension: 1))
    }

    @Test func whatCannotBeCountedOrJoinedThrows() throws {
        let wide = -(1 << 40) ..< (1 << 40)
        #expect(throws: CohortError.self) { try Domain(Rect<2>(wide, wide)) }
        #expect(throws: CohortError.self) { try Domain(Rect<1>(0 ..< (1 << 60) + 2)) }
        #expect(throws: CohortError.self) { try Rect<1>(lo: Point(Int.min), hi: Point(Int.max)).volume() }
        let tall = try Domain(Rect<2>(0 ..< (1 << 31), 0 ..< (1 << 31))),
            more = try Domain(Rect<2>(-(1 << 31) ..< 0, 0 ..< (1 << 31)))
        #expect(throws: CohortError.self) { try tall.union(more) }
        #expect(throws: CohortError.self) { try tall.union(.empty(dimension: 1)) }
    }

    @Test func manyIntervalsAreNoTrouble() throws {
        let evens = try Domain(points: (0 ..< 100_000).shuffled().map { Point(2 * $0) })
        let odds = Domain.union(of: try (0 ..< 100_000).shuffled().map { try Domain(points: [Point(2 * $0 + 1)]) })
        #expect(evens.rectCount == 100_000 && odds.volume == 100_000 && !evens.overlaps(odds))
        #expect(try evens.union(odds) == Domain(Rect<1>(0 ..< 200_000)))
        let scattered = try Domain(points: (0 ..< 100_000).map { Point<2>($0 % 313 * 2, $0 / 313 * 2) })
        #expect(scattered.volume == 100_000)
        let singles = (0 ..< 100_000).map { Domain(dimension: 1, flat: [$0, $0 + 1]) }
        #expect(OverlapTable(singles, singles).targets.count == 299_998)
    }
}
