import Cohort
import Testing

@Task func failAtThree(_ n: Int) throws -> Int {
    if n == 3 { throw Broken() }
    return 10 * n
}

@Suite struct FutureMapTests {
    /// Other points for the same results: a launch that takes the map gets each point's source.
    @Test(arguments: World.allCases) func transforms(world: World) async throws {
        try await world.run { () async throws in
            let five = try Domain(Rect(0 ..< 5))
            let two = try Domain(Rect(0 ..< 2))
            let results = plusOne(over: five, ArgumentMap(over: five) { $0[0] })
            let reversed = results.transformed(over: five) { [4 - $0[0]] }
            #expect(try await reversed.values == [5, 4, 3, 2, 1])
            #expect(try await reversed[0].value == 5)
            let ends = reversed.transformed(over: two) { [4 * $0[0]] }
            #expect(try await ends.values == [5, 1])
            #expect(try await plusOne(over: two, ends).values == [6, 2])
            #expect(try await ends.sum().value == 6)
            let repeated = results.transformed(over: five) { _ in [2] }
            #expect(try await plusOne(over: five, repeated).sum(initial: 100).value == 120)
            let outside = results.transformed(over: two) { [$0[0] + 4] }
            await expectError(.unknownPoint, naming: ["[5]"]) { _ = try await outside.values }
            await expectError(.unknownPoint) { _ = try await plusOne(over: two, outside).values }
        }
    }

    /// A point that fails takes along only the points that have it as source.
    @Test(arguments: World.allCases) func failures(world: World) async throws {
        try await world.run { () async throws in
            let five = try Domain(Rect(0 ..< 5))
            let results = failAtThree(over: five, ArgumentMap(over: five) { $0[0] })
            let turned = plusOne(over: five, results.transformed(over: five) { [($0[0] + 1) % 5] })
            #expect(try await turned[0].value == 11)
            await expectError(.taskFailed) { _ = try await turned[2].value }
            #expect(try await turned[3].value == 41)
        }
    }

    /// Maps of values, and of the futures of single tasks.
    @Test(arguments: World.allCases) func making(world: World) async throws {
        try await world.run { () async throws in
            let grid = try Domain(Rect(lo: Point(0, 0), hi: Point(1, 2)))
            let values = FutureMap(over: grid) { 10 * $0[0] + $0[1] }
            #expect(try await values.values == [0, 1, 2, 10, 11, 12])
            #expect(try await values[1, 2].value == 12)
            #expect(try await plusOne(over: grid, values).sum().value == 42)

            let three = try Domain(Rect(0 ..< 3))
            let singles: [Future<Int>] = [identity(7), Future(8), identity(9)]
            let gathered = FutureMap(over: three, singles)
            #expect(try await plusOne(over: three, gathered).values == [8, 9, 10])
            let short = FutureMap(over: grid, singles)
            await expectError(.argumentCount, naming: ["3 futures", "6 points"]) { _ = try await short.values }
        }
    }
}
