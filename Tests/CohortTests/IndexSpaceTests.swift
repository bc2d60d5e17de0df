import Cohort
import CohortData
import CohortGeometry
import Testing

/// The even numbers below `count`.
@Task
func evens(_ count: Int) -> Domain {
    (try? Domain(points: stride(from: 0, to: count, by: 2).map { Point<1>($0) })) ?? .empty(dimension: 1)
}

/// Two rectangles that overlap, and one that is empty.
@Task
func corners() -> [Rect<2>] { [Rect(0 ..< 2, 0 ..< 2), Rect(1 ..< 3, 1 ..< 3), Rect(5 ..< 5, 0 ..< 9)] }

@Task
func refuseToSay() throws -> Domain { throw CohortError(.taskFailed, "no domain", rule: "none", fix: "none") }

/// Writes each point's own number.
@Task
func numberPlane(_ x: inout Discard<Int, 2>) {
    for p in x.domain { x[p] = 10 * p[0] + p[1] }
}

/// Says that a task is meant, where the function itself would do too.
private func launched<Value>(_ future: Future<Value>) -> Future<Value> { future }

@Suite struct IndexSpaceTests {
    @Test func pointsAndRectanglesMayRepeat() {
        let points = IndexSpace<1>(points: [7, 3, 4, 3, 9, 8])
        #expect(points.domain.indices == [3, 4, 7, 8, 9])
        #expect(points.volume == 5 && !points.isDense && !points.isEmpty)
        #expect(points.rectangles == [Rect(3 ..< 5), Rect(7 ..< 10)] && points.bounds == Rect(3 ..< 10))
        #expect(points.contains(4) && !points.contains(5) && !points.contains(2) && !points.contains(10))
        let twice = IndexSpace<2>(rectangles: [Rect(0 ..< 2, 0 ..< 2), Rect(1 ..< 3, 1 ..< 3), Rect(0 ..< 2, 0 ..< 2)])
        #expect(twice.volume == 7 && twice.contains(Point(2, 2)) && !twice.contains(Point(0, 2)))
        #expect(twice.rectangles.reduce(0) { $0 + $1.extent(0) * $1.extent(1) } == 7)
        #expect(IndexSpace<1>(rectangles: [Rect(0 ..< 4), Rect(4 ..< 9)]).isDense)
    }

    @Test func nothingIsASpaceToo() {
        for space in [IndexSpace<2>(points: []), IndexSpace<2>(rectangles: []), IndexSpace<2>.union(of: [])] {
            #expect(space.isEmpty && space.volume == 0 && space.isDense && space.rectangles == [] && space.bounds.isEmpty)
            #expect(!space.contains(Point(0, 0)))
        }
        #expect(IndexSpace<1>.intersection(of: []).isEmpty)
    }

    @Test(arguments: World.allCases)
    func regionsOverSparseSpacesWork(_ world: World) async throws {
        try await world.run { () async throws in
            let cross = IndexSpace<2>(rectangles: [Rect(1 ..< 2, 0 ..< 3), Rect(0 ..< 3, 1 ..< 2)])
            let region = Region<Plane, 2>(over: cross)
            numberPlane(&region.a)
            #expect(try await region.a.values().sorted() == [1, 10, 11, 12, 21])
            let hole = Region<Plane, 2>(over: cross.subtracting(IndexSpace(points: [Point(1, 1)])))
            hole.a.fill(4)
            #expect(try await hole.a.values() == [4, 4, 4, 4])
        }
    }

    @Test(arguments: 0 ..< 60)
    func algebraAgreesWithSets(_ seed: Int) {
        var random = SplitMix(UInt64(seed) &+ 5000)
        var lists: [[Point<2>]] = []
        for _ in 0 ..< 3 {
            lists.append((0 ..< random.next(20)).map { _ in Point(random.next(5), random.next(5)) })
        }
        let spaces = lists.map { IndexSpace<2>(points: $0) }
        let sets = lists.map { Set($0) }
        #expect(points(spaces[0].union(spaces[1])) == sets[0].union(sets[1]))
        #expect(points(spaces[0].intersection(spaces[1])) == sets[0].intersection(sets[1]))
        #expect(points(spaces[0].subtracting(spaces[1])) == sets[0].subtracting(sets[1]))
        #expect(points(.union(of: spaces)) == sets[0].union(sets[1]).union(sets[2]))
        #expect(points(.intersection(of: spaces)) == sets[0].intersection(sets[1]).intersection(sets[2]))
        for row in -1 ... 5 {
            for column in -1 ... 5 {
                #expect(spaces[0].contains(Point(row, column)) == sets[0].contains(Point(row, column)))
            }
        }
    }

    private func points(_ space: IndexSpace<2>) -> Set<Point<2>> { Set(space.rectangles.flatMap { Array($0) }) }

    @Test(arguments: World.allCases)
    func spacesFollowFutures(_ world: World) async throws {
        try await world.run { () async throws in
            let space = IndexSpace<1>(launched(evens(10)))
            #expect(space.domain.indices == [0, 2, 4, 6, 8])
            let line = Region<Line, 1>(over: space)
            line.a.fill(1)
            #expect(try await total(line.a).value == 5)
            #expect(IndexSpace<2>(rectangles: launched(corners())).volume == 7)
            #expect(IndexSpace<1>(Future(Domain.ranges(1 ... 3))).volume == 3)
        }
    }

    @Test(arguments: World.allCases)
    func failuresReachTheFirstLaunch(_ world: World) async throws {
        try? await world.run { () async throws in
            let failed = Region<Line, 1>(over: IndexSpace<1>(launched(refuseToSay())).union(IndexSpace(0 ..< 3)))
            await expectError(.taskFailed) { try await failed.a.values() }
        }
        try? await world.run { () async throws in
            let plane = Region<Line, 1>(over: IndexSpace<1>(.rectangle(0 ... 1, 0 ... 1)))
            await expectError(.geometryDimension, naming: ["IndexSpace<2>"]) { try await plane.a.values() }
            let far = IndexSpace<1>(points: [Point(.max)])
            #expect(far.isEmpty)
            await expectError(.geometryOverflow) { try await Region<Line, 1>(over: far).a.values() }
            let difference = Region<Line, 1>(over: IndexSpace(0 ..< 3).subtracting(far))
            await expectError(.geometryOverflow) { try await difference.a.values() }
        }
    }

    @Test func domainsOfDifferentDimensionDoNotMix() async {
        let plane = Domain.rectangle(0 ... 1, 0 ... 1)
        await expectError(.geometryDimension) { try plane.union(.ranges(0 ... 1)) }
        await expectError(.geometryDimension) { try Domain(uniting: [plane, .ranges(0 ... 1)], dimension: 2) }
        await expectError(.geometryOverflow) {
            let near = try Domain(Rect(0 ..< 1 << 40, 0 ..< 1 << 22)), far = try Domain(Rect(1 << 41 ..< 1 << 42, 0 ..< 1 << 22))
            return try Domain(uniting: [near, far], dimension: 2)
        }
    }

    @Test func numberingFollowsTheOrderOfPoints() {
        var random = SplitMix(6000)
        for _ in 0 ..< 40 {
            let rectangles = (0 ..< 5).map { _ in
                let row = random.next(6), column = random.next(6)
                return Rect<2>(row ..< row + random.next(4), column ..< column + random.next(4))
            }
            let domain = IndexSpace<2>(rectangles: rectangles).domain
            let numbering = PointNumbering(domain)
            var listed: [[Int]] = []
            domain.forEachPoint { listed.append($0) }
            #expect(listed == domain.allPoints)
            #expect(listed.map { numbering.number(of: $0) } == Array(0 ..< domain.volume))
            #expect(numbering.number(of: [-1, 0]) == nil && numbering.number(of: [0]) == nil)
        }
    }
}

/// A field space for planes.
@FieldSpace
struct Plane {
    var a: Int
}
