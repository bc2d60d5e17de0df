import Cohort
import CohortGeometry
import Testing

@Suite struct CrossProductTests {
    // MARK: T33

    @Test(arguments: World.allCases)
    func piecesOfOneAreDividedByTheOther(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10)
            let product = line.partitioned(.equal, into: 2).crossed(with: line.partitioned(.equal, into: 5))
            #expect(product.count == 2 && product.colors == .ranges(0 ... 1))
            #expect(product[0][2].domain.indices == [4] && product[1][2].domain.indices == [5])
            #expect(product[0][3].domain.isEmpty && product[1][0].domain.isEmpty)
            #expect(product[0].indices == [[0, 1], [2, 3], [4], [], []])
            #expect(product[1].indices == [[], [], [5], [6, 7], [8, 9]])
            #expect(product[0].colors == .ranges(0 ... 4) && product[Point(1)].colors == .ranges(0 ... 4))
            #expect(product[0].isDisjoint && product[0].isComplete && product[1].isComplete)
            #expect(product[1].node.parentDomain.indices == [5, 6, 7, 8, 9])
        }
    }

    @Test(arguments: World.allCases)
    func innerPartitionsAreLaunchedOn(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10)
            let halves = line.partitioned(.equal, into: 2)
            let product = halves.crossed(with: line.partitioned(.equal, into: 5).named("fifths"))
            line.color.fill(0)
            add(&product[0].color, 1)
            add(&product[1].color, 10)
            add(&halves.color, 100)
            add(&product[0][2].color, 1000)
            let values = try await line.color.values()
            #expect(values == [101, 101, 101, 101, 1101, 110, 110, 110, 110, 110])
            let sums = try await total(product[1].color).values
            #expect(sums == [0, 0, 110, 220, 220])
            #expect(product[1][2].name == "Item/equal[1]/cross[2]")
        }
    }

    @Test(arguments: 0 ..< 40)
    func everyPairIsTheIntersection(_ seed: Int) async throws {
        try await World.oneWorker.run { () async throws in
            var random = SplitMix(UInt64(seed) &+ 8000)
            let plane = Region<Item, 2>(0 ..< 6, 0 ..< 6)
            func pieces() -> [Domain] {
                (0 ..< 1 + random.next(4)).map { _ in
                    let points = (0 ..< random.next(15)).map { _ in Point(random.next(6), random.next(6)) }
                    return IndexSpace<2>(points: points).domain
                }
            }
            let left = plane.partitioned(pieces: pieces()), right = plane.partitioned(pieces: pieces())
            let product = left.crossed(with: right)
            for row in 0 ..< left.count {
                var union: Set<[Int]> = []
                for column in 0 ..< right.count {
                    let both = Set(left.domain(row).allPoints).intersection(right.domain(column).allPoints)
                    #expect(Set(product[row].domain(column).allPoints) == both)
                    union.formUnion(both)
                }
                #expect(product[row].isComplete == (union.count == left.domain(row).volume))
            }
        }
    }

    @Test(arguments: World.allCases)
    func mistakesAreReportedByTheFirstLaunch(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10)
            let halves = line.partitioned(.equal, into: 2)
            let fifths = line.partitioned(.equal, into: 5)
            await expectError(.unknownColor, naming: ["not [2]", "Item/equal"]) {
                try await halves.crossed(with: fifths)[2][0].color.values()
            }
            await expectError(.unknownColor, naming: ["not [5]"]) {
                try await halves.crossed(with: fifths)[1][5].color.values()
            }
            let foreign = Region<Item, 1>(0 ..< 10).partitioned(.equal, into: 5)
            await expectError(.foreignSpace) { try await halves.crossed(with: foreign)[1][0].color.values() }
            let broken = line.partitioned(.equal, into: 0)
            await expectError(.invalidColors) { try await halves.crossed(with: broken)[0][0].color.values() }
            await expectError(.invalidColors) { try await broken.crossed(with: halves)[0][0].color.values() }
        }
    }

    @Test func emptyProducts() async throws {
        try await World.oneWorker.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10)
            let none = line.partitioned(pieces: [Domain]())
            let halves = line.partitioned(.equal, into: 2)
            #expect(halves.crossed(with: none)[1].count == 0)
            #expect(none.crossed(with: halves).count == 0)
            #expect(await failureCode(of: none.crossed(with: halves)[0][0].color) == .unknownColor)
        }
    }
}
