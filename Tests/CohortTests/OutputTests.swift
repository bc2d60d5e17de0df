import Cohort
import Testing

@FieldSpace struct Spot {
    var place: Int
    var heat: Float
    var small: Int8
}

/// As many spots as its number, and one.
@Task func moreSpots(_ number: Int) -> Output<Spot, 1> {
    var spots = Output<Spot, 1>()
    for index in 0 ... number { spots.append(Spot(place: 10 * number + index, heat: Float(index), small: Int8(number))) }
    return spots
}

@Task func noSpots(_ number: Int) -> Output<Spot, 1> { Output() }

/// A tile whose extents are given.
@Task func tile(_ extents: InlineArray<2, Int>, _ number: Int) -> Output<Spot, 2> {
    let count = extents[0] * extents[1]
    return Output(
        extents: extents[0], extents[1],
        elements: (0 ..< count).map { Spot(place: 100 * number + $0, heat: 0, small: 0) })
}

@Task func wrongCount(_ number: Int) -> Output<Spot, 2> { Output(extents: 2, 3, elements: []) }
@Task func failSpots(_ number: Int) throws -> Output<Spot, 1> { throw Broken() }
@Task func addPlace(_ place: inout Field<Int, 1>) { for p in place.domain { place[p] += 1 } }

@Suite struct OutputTests {
    private func numbers(_ domain: Domain) -> ArgumentMap<Int> {
        ArgumentMap(over: domain) { point in point.count == 1 ? point[0] : 10 * point[0] + point[1] }
    }

    /// T37: points 0, 1 and 2 return one, two and three elements, numbered through.
    @Test(arguments: World.allCases) func globalIndices(world: World) async throws {
        try await world.run { () async throws in
            let three = try Domain(Rect(0 ..< 3))
            let (spots, pieces) = try await moreSpots(over: three, self.numbers(three)).region(named: "spots")
            #expect(spots.domain == (try Domain(Rect(0 ..< 6))))
            #expect(pieces.indices == [[0], [1, 2], [3, 4, 5]])
            #expect(pieces.isDisjoint && pieces.isComplete)
            addPlace(&pieces.place.all)
            #expect(try await spots.place.values() == [1, 11, 12, 21, 22, 23])
            #expect(try await spots.heat.values() == [0, 0, 1, 0, 1, 2])
            #expect(try await pieces[2].small.values() == [2, 2, 2])
        }
    }

    /// T37: a row for each point.
    @Test(arguments: World.allCases) func localIndices(world: World) async throws {
        try await world.run { () async throws in
            let three = try Domain(Rect(0 ..< 3))
            let (spots, pieces) = try await moreSpots(over: three, self.numbers(three)).rows()
            #expect(
                spots.domain
                    == (try Domain(rectangles: [Rect(0 ..< 1, 0 ..< 1), Rect(1 ..< 2, 0 ..< 2), Rect(2 ..< 3, 0 ..< 3)])))
            #expect(try await spots.place.values() == [0, 10, 11, 20, 21, 22])
            #expect(try await pieces[1].heat.values() == [0, 1])
        }
    }

    /// Points in two dimensions that return lines, and nothing at all.
    @Test(arguments: World.allCases) func otherShapes(world: World) async throws {
        try await world.run { () async throws in
            let square = try Domain(Rect(0 ..< 2, 0 ..< 2))
            let (spots, pieces) = try await moreSpots(over: square, self.numbers(square)).region()
            #expect(pieces.volumes == [1, 2, 11, 12] && spots.domain.volume == 26)
            #expect(try await pieces[1, 0].place.values() == (100 ... 110).map { $0 })
            let (none, nothing) = try await noSpots(over: square, self.numbers(square)).region()
            #expect(none.domain.isEmpty && nothing.volumes == [0, 0, 0, 0])
            #expect(try await none.place.values() == [])
        }
    }

    /// T37: tiles of two dimensions fit together, or the error says which does not.
    @Test(arguments: World.allCases) func tiles(world: World) async throws {
        try await world.run { () async throws in
            let square = try Domain(Rect(1 ..< 3, 0 ..< 2))
            let heights = [2, 1]
            let widths = [1, 3]
            let fitting = ArgumentMap(over: square) { (point) -> InlineArray<2, Int> in [heights[point[0] - 1], widths[point[1]]]
            }
            let (spots, pieces) = try await tile(over: square, fitting, self.numbers(square)).region()
            #expect(spots.domain == (try Domain(Rect(0 ..< 3, 0 ..< 4))))
            #expect(pieces.volumes == [2, 6, 1, 3])
            #expect(try await spots.place.values() == [1000, 1100, 1101, 1102, 1001, 1103, 1104, 1105, 2000, 2100, 2101, 2102])
            let skew = ArgumentMap(over: square) { (point) -> InlineArray<2, Int> in [point[0] + point[1], 1] }
            await expectError(.outputMisaligned, naming: ["[1, 1]", "axis 0"]) {
                _ = try await tile(over: square, skew, self.numbers(square)).region()
            }
            let line = try Domain(Rect(0 ..< 2))
            await expectError(.outputMisaligned) { _ = try await wrongCountFree(over: line, self.numbers(line)).region() }
        }
    }

    /// T37: elements that are missing, and tasks that fail.
    @Test(arguments: World.allCases) func failures(world: World) async throws {
        try await world.run { () async throws in
            let square = try Domain(Rect(0 ..< 2, 0 ..< 1))
            await expectError(.outputCount, naming: ["0 elements for extents [2, 3]"]) {
                _ = try await wrongCount(over: square, self.numbers(square)).region()
            }
            let line = try Domain(Rect(0 ..< 2))
            await expectError(.taskFailed) { _ = try await failSpots(over: line, self.numbers(line)).region() }
        }
    }
}

@Task func wrongCountFree(_ number: Int) -> Output<Spot, 2> { Output(extents: 0, 0, elements: []) }
