import Cohort
import Testing

@Task func readThroughParent(_ x: borrowing Field<Int, 1>) async throws -> Int {
    try await x.region.reading { field in
        var sum = 0
        for p in field.domain { sum += field[p] }
        return sum
    }
}

@Task func updateThroughParent(_ x: borrowing Field<Int, 1>) async throws {
    let region = x.region
    try await region.updating { $0[0] = 1 }
}

@Suite struct MappingTests {
    /// T26: the code of the program reads and writes a region between its tasks.
    @Test(arguments: World.allCases) func betweenTasks(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 100)
            try await line.a.overwriting { a in for p in a.domain { a[p] = p[0] } }
            add(&line.a, 1)
            let halves = line.partitioned(.equal, into: 2)
            try await halves[1].a.updating { a in for p in a.domain { a[p] *= 2 } }
            add(&halves.a, 1)
            let expected = (0 ..< 100).map { $0 < 50 ? $0 + 2 : 2 * ($0 + 1) + 1 }
            #expect(try await line.a.values() == expected)
            let sum = try await line.a.reading { a in
                var sum = 0
                for p in a.domain { sum += a[p] }
                return sum
            }
            #expect(sum == expected.reduce(0, +))
            #expect(try await readThroughParent(line.a).value == sum)
        }
    }

    /// T26: tasks launched while the region is mapped run after the mapping, and see all that it wrote; readers run beside readers.
    @Test(arguments: World.allCases) func launchesInside(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 10)
            line.a.fill(0)
            let inside = try await line.a.updating { a in
                a[0] = 1
                add(&line.a, 10)
                let sum = total(line.a)
                a[1] = 2
                return sum
            }
            #expect(try await inside.value == 103)
            let read = try await line.a.reading { a in (a[1], total(line.a)) }
            #expect(read.0 == 12)
            #expect(try await read.1.value == 103)
        }
    }

    /// Errors come out of the mapping: of a writer, of privileges, of contents, of the closure itself.
    @Test(arguments: World.allCases) func errors(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 10)
            await expectError(.uninitialized, naming: ["'a'"]) { try await line.a.reading { $0[0] } }
            line.a.fill(0)
            await #expect(throws: Broken.self) { try await line.a.updating { _ in throw Broken() } }
            let child = updateThroughParent(line.a)
            await expectError(.missingPrivilege, naming: ["updating"]) { try await child.value }
            let failed = failWriting(&line.a)
            await expectError(.taskFailed) { try await line.a.reading { $0[0] } }
            await expectError(.taskFailed) { try await failed.value }
            line.a.fill(4)
            #expect(try await line.a.reading { $0[9] } == 4)
        }
    }

    #if DEBUG
    /// A point outside the piece is an error, and touches nothing.
    @Test(arguments: World.allCases) func bounds(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 10)
            line.a.fill(0)
            let half = line.partitioned(.equal, into: 2)[0]
            await expectError(.outOfBounds, naming: ["(7)", "updating"]) { try await half.a.updating { $0[7] = 1 } }
            line.a.fill(3)
            #expect(try await total(line.a).value == 30)
        }
    }
    #endif
}
