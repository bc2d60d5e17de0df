import Cohort
import Testing

@Task func writeThroughParent(_ x: borrowing Field<Int, 1>) async throws {
    var region = x.region
    try await add(&region, 1).value
}

@Task func usePieceOfParent(_ y: inout Field<Int, 1>) async throws {
    let halves = y.region.partitioned(.equal, into: 2)
    add(&halves[0], 1)
    add(&halves[1], 2)
}

@Task func useSibling(_ y: inout Field<Int, 1>, _ other: RegionField<Int, 1>) async throws {
    _ = try await total(other).value
}

@Task func makeOwn(_ n: Int) async throws -> Int {
    let mine = Region<Line, 1>(0 ..< n)
    mine.a.fill(2)
    add(&mine.a, 1)
    return try await total(mine.a).value
}

@Suite struct PrivilegeTests {
    /// T9: a child may not ask for more than its parent holds; regions made by the task itself are its own.
    @Test(arguments: World.allCases) func escalation(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 100)
            line.a.fill(1)
            line.b.fill(1)
            let escalated = writeThroughParent(line.a)
            await expectError(.missingPrivilege, naming: ["add", "writeThroughParent", "'a'"]) { try await escalated.value }
            #expect(try await line.a.values() == Array(repeating: 1, count: 100))

            usePieceOfParent(&line.a)
            #expect(try await line.a.values() == Array(repeating: 2, count: 50) + Array(repeating: 3, count: 50))

            // Another field of the same region, and another region, are not held.
            let otherField = useSibling(&line.a, line.b)
            await expectError(.missingPrivilege, naming: ["total", "'b'"]) { try await otherField.value }
            let stranger = Region<Line, 1>(0 ..< 10)
            stranger.b.fill(0)
            let otherRegion = useSibling(&line.a, stranger.b)
            await expectError(.missingPrivilege) { try await otherRegion.value }
            #expect(try await makeOwn(10).value == 30)
        }
    }

    /// T10: a discarding task needs no old data, and readers launched before still see it.
    @Test(arguments: World.allCases) func discard(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 100)
            line.a.fill(1)
            let before = total(line.a)
            put(&line.a, 5)
            let after = total(line.a)
            #expect(try await before.value == 100)
            #expect(try await after.value == 500)
        }
    }

    /// T11: reading a discarded field and writing a borrowed one do not compile (Tests/CompileFail); a discarding task may
    /// write a region that holds nothing yet.
    @Test(arguments: World.allCases) func discardOfNothing(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 10)
            put(&line.a, 3)
            #expect(try await total(line.a).value == 30)
        }
    }

    /// T13: reading what nobody wrote names the field, the region and the missing points.
    @Test(arguments: World.allCases) func uninitialized(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 100, named: "line")
            await expectError(.uninitialized, naming: ["'a'", "line", "total"]) { try await total(line.a).value }
            let halves = line.partitioned(.equal, into: 2)
            halves[0].a.fill(1)
            await expectError(.uninitialized, naming: ["50 points", "50"]) { try await total(line.a).value }
            #expect(try await total(halves[0].a).value == 50)
            await expectError(.uninitialized) { try await accumulate(&line.b, 1).value }
            halves[1].a.fill(2)
            #expect(try await total(line.a).value == 150)
        }
    }

    /// T27: overlapping arguments of one task are refused unless both read, both reduce alike, or the fields differ.
    @Test(arguments: World.allCases) func aliasedArguments(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 100)
            line.a.fill(1)
            line.b.fill(1)
            let blocks = line.partitioned(.equal, into: 4)
            let halos = line.partitioned(restricting: 0 ..< 4, stride: 25, extent: -1 ... 25)
            await expectError(.argumentsInterfere, naming: ["copyField", "25 points"]) {
                try await copyField(halos[0].a, &blocks[0].a).value
            }
            try await copyField(halos[0].b, &blocks[0].a).value
            try await copyField(halos[3].a, &blocks[0].a).value
            try await accumulateBoth(&halos[0].a, &halos[1].a).value
            // Points 0 … 25 get 1 each, points 24 … 50 one more.
            let values = try await line.a.values()
            #expect(values[23 ... 26] == [2, 3, 3, 2])
        }
    }
}

@Task func copyField(_ x: borrowing Field<Int, 1>, _ y: inout Field<Int, 1>) {
    for p in y.domain where x.domain.contains(p) { y[p] = x[p] }
}

@Task func accumulateBoth(_ x: inout Reduce<Sum<Int>, 1>, _ y: inout Reduce<Sum<Int>, 1>) {
    for p in x.domain { x[p] += 1 }
    for p in y.domain { y[p] += 1 }
}
