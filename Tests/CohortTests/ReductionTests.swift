import Cohort
import Testing

@Suite struct ReductionTests {
    /// T19: an index launch reducing to overlapping pieces.
    @Test(arguments: World.allCases) func aliasedTargets(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 10)
            line.a.fill(0)
            let pieces = line.partitioned(restricting: 0 ..< 2, stride: 5, extent: -1 ... 5)
            accumulate(&pieces.a, 1)
            #expect(try await line.a.values() == [1, 1, 1, 1, 2, 2, 1, 1, 1, 1])
        }
    }

    /// T20: different operators in program order; a read between sees exactly what came before.
    @Test(arguments: World.allCases) func operatorsInOrder(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 1)
            line.a.fill(0)
            accumulate(&line.a, 5)
            let between = total(line.a)
            accumulate(&line.a, 5)
            raise(&line.a, 7)
            #expect(try await between.value == 5)
            #expect(try await total(line.a).value == 10)
            line.a.fill(0)
            raise(&line.a, 7)
            accumulate(&line.a, 5)
            accumulate(&line.a, 5)
            #expect(try await total(line.a).value == 17)
        }
    }

    /// T21: reductions around a partial overwrite.
    @Test(arguments: World.allCases) func partialOverwrite(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 10)
            line.a.fill(0)
            let parts = line.partitioned(pieces: [try Domain(Rect(3 ..< 7)), try Domain(Rect(5 ..< 10))])
            accumulate(&line.a, 1)
            put(&parts[0].a, 100)
            accumulate(&parts[1].a, 1)
            #expect(try await line.a.values() == [1, 1, 1, 100, 100, 101, 101, 2, 2, 2])
        }
    }

    /// Sums of floating-point numbers into shared points have the same bits for every number of workers.
    @Test func foldsAreOrdered() async throws {
        var seen: Set<[UInt64]> = []
        for world in World.allCases {
            for _ in 0 ..< 10 {
                try await world.run { () async throws in
                    let line = Region<Line, 1>(0 ..< 64)
                    line.u.fill(0.1)
                    let pieces = line.partitioned(restricting: 0 ..< 16, stride: 4, extent: -8 ... 12)
                    for step in 0 ..< 5 { spread(&pieces.u, Double(step) + 0.3) }
                    seen.insert(try await line.u.values().map(\.bitPattern))
                }
            }
        }
        #expect(seen.count == 1)
    }

    /// An operator of the user's own.
    @Test(arguments: World.allCases) func customOperator(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(1)
            let all = line.partitioned(restricting: 0 ..< 3, stride: 0, extent: 0 ... 3)
            shift(&all.a)
            #expect(try await line.a.values() == [8, 8, 8, 8])
        }
    }
}

/// Doubles the element once for each contribution: 2^n contributions' worth.
enum Doublings: ReductionOperator {
    static var identity: Int { 1 }
    static func combine(_ target: inout Int, _ value: Int) { target *= value }
    static var isExact: Bool { true }
}

@Task func shift(_ y: inout Reduce<Doublings, 1>) { for p in y.domain { y.fold(2, at: p) } }
@Task func spread(_ y: inout Reduce<Sum<Double>, 1>, _ by: Double) { for p in y.domain { y[p] += by / Double(p[0] + 3) } }
