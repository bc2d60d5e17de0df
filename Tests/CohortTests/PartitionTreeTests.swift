import Cohort
import Testing

/// Partitions of pieces, of several regions, and what cannot be partitioned.
@Suite struct PartitionTreeTests {
    private func add<let N: Int>(_ amount: Int, to field: PartitionField<Int, N>) {
        let builder = LaunchBuilder("add", nil, file: #fileID, line: #line)
        builder.field(field, .readWrite)
        builder.run { frame in
            var field = Field<Int, N>(frame, 0)
            for point in field.domain { field[point] += amount }
        }
        let _: FutureMap<Void> = builder.index()
    }

    @Test(arguments: World.allCases)
    func piecesArePartitionedToAnyDepth(_ world: World) async throws {
        try await world.run {
            let line = Region<Item, 1>(0 ..< 64)
            line.color.fill(0)
            var piece = line
            for depth in 0 ..< 6 {
                let halves = piece.partitioned(.equal, into: 2)
                self.add(1, to: halves.color)
                #expect(halves.volumes == [32 >> depth, 32 >> depth])
                piece = halves[1]
            }
            let sums = try await line.color.values()
            #expect(sums[0] == 1 && sums[32] == 2 && sums[63] == 6 && sums.reduce(0, +) == 64 + 32 + 16 + 8 + 4 + 2)
        }
    }

    @Test func setOperatorsFindTheCommonRegion() async throws {
        try await World.twoWorkers.run {
            let line = Region<Item, 1>(0 ..< 40)
            let halves = line.partitioned(.equal, into: 2)
            let left = halves[0].partitioned(.equal, into: 2)
            let right = halves[1].partitioned(.equal, into: 2)
            let both = left.union(right)
            #expect(both.node.parentDomain == line.domain && both.isComplete)
            #expect(both.indices == [Array(0 ..< 10) + Array(20 ..< 30), Array(10 ..< 20) + Array(30 ..< 40)])
            #expect(left.union(left).node.parentDomain == halves[0].domain)
        }
    }

    @Test(arguments: World.allCases)
    func onePartitionServesAllRegionsOfASpace(_ world: World) async throws {
        try await world.run {
            let space = IndexSpace(0 ..< 12)
            let old = Region<Item, 1>(over: space)
            let new = Region<Item, 1>(over: space, named: "new")
            old.color.fill(1)
            new.color.fill(2)
            let thirds = old.partitioned(.equal, into: 3)
            self.add(5, to: thirds.applied(to: new).color)
            let values = (old: try await old.color.values(), new: try await new.color.values())
            #expect(values.new == [Int](repeating: 7, count: 12))
            #expect(values.old == [Int](repeating: 1, count: 12))
            #expect(thirds.applied(to: new)[2].name == "new/equal[2]")
        }
    }

    @Test func explicitPieces() async throws {
        try await World.twoWorkers.run {
            let line = Region<Item, 1>(0 ..< 10)
            let byColor = line.partitioned(pieces: [7: .ranges(0 ... 1), -2: .ranges(4 ... 5)])
            #expect(byColor.domain(7).indices == [0, 1] && byColor.domain(-2).indices == [4, 5] && byColor.domain(0).isEmpty)
            #expect(line.partitioned(pieces: [.ranges(8 ... 12)], clipped: true).indices == [[8, 9]])
        }
    }

    /// Each broken call, and the code that a launch on its result reports.
    private func broken() -> [(Partition<Item, 1>, CohortError.Code)] {
        let line = Region<Item, 1>(0 ..< 10)
        let other = Region<Item, 1>(0 ..< 10)
        let halves = line.partitioned(.equal, into: 2)
        return [
            (line.partitioned(.equal, into: 0), .invalidColors),
            (line.partitioned(.equal, into: 2, 2), .invalidColors),
            (line.partitioned(weights: [1, -1]), .invalidColors),
            (line.partitioned(weights: [0, 0]), .invalidColors),
            (line.blocked(by: 0), .invalidColors),
            (line.partitioned(pieces: [.ranges(5 ... 10)]), .pieceOutside),
            (line.partitioned(pieces: [.rectangle(0 ... 1, 0 ... 1)]), .geometryDimension),
            (line.partitioned(restricting: 0 ..< 2, stride: .max, extent: 1 ... 2), .geometryOverflow),
            (line.partitioned(by: \.color, colors: .rectangle(0 ... 1, 0 ... 1)), .geometryDimension),
            (halves.union(other.partitioned(.equal, into: 2)), .foreignSpace),
            (halves.applied(to: other), .foreignSpace),
            (line.partitioned(unionOf: other.partitioned(.equal, into: 2)), .foreignSpace),
            (line.partitioned(weights: [-1]).union(halves), .invalidColors),
            (halves.union(line.partitioned(weights: [-1])), .invalidColors),
            (line.partitioned(by: \.color, colors: 0 ..< .max), .invalidColors),
            (line.partitioned(restricting: 0 ..< .max, stride: 1, extent: 0 ... 0), .invalidColors),
        ]
    }

    @Test func mistakesAreReportedByTheFirstLaunch() async throws {
        for index in 0 ..< 16 {
            try await World.oneWorker.run {
                let (partition, code) = self.broken()[index]
                let color = partition.colors.dimension == 1 ? [0] : [0, 0]
                let piece = color.count == 1 ? partition[0] : partition[0, 0]
                #expect(await failureCode(of: piece.color) == code, "call \(index)")
            }
        }
    }

    @Test func unknownColors() async throws {
        try await World.oneWorker.run {
            let halves = Region<Item, 1>(0 ..< 10).partitioned(.equal, into: 2)
            #expect(halves.domain(2).isEmpty)
            #expect(await failureCode(of: halves[2].color) == .unknownColor)
        }
    }
}
