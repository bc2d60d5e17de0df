import Cohort
import Testing

@testable import CohortLife

@Access(Line.self) struct BothFields: ~Copyable {
    var a: Field<Int, 1>
    let b: Field<Int, 1>
}

@Task(.inner) func passOn(_ a: inout Field<Int, 1>) async {
    let halves = a.region.partitioned(.equal, into: 2)
    add(&halves.all, 5)
    add(&a.region, 1)
}

@Task(.inner) func passNothingOn(_ a: inout Field<Int, 1>, _ b: borrowing Field<Int, 1>) async {}

@Task(.inner) func passReductionOn(_ a: inout Reduce<Sum<Int>, 1>) async {
    countIn(&a.region)
    countIn(&a.region)
}

@Task(.leaf) func countIn(_ a: inout Reduce<Sum<Int>, 1>) { for p in a.domain { a[p] += 1 } }

@Task(.inner) func passBothOn(_ fields: inout BothFields) async { copyOver(fields.b.region, &fields.a.region) }

@Task func copyOver(_ b: borrowing Field<Int, 1>, _ a: inout Field<Int, 1>) { for p in a.domain { a[p] = b[p] } }

@Suite struct InnerTaskTests {
    /// T23: a task that only passes data on; its children's results are there afterwards.
    @Test(arguments: World.allCases) func childrenWrite(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(1)
            passOn(&line.a)
            #expect(try await line.a.values() == [7, 7, 7, 7])
            passReductionOn(&line.a)
            #expect(try await line.a.values() == [9, 9, 9, 9])
            line.b.fill(3)
            passBothOn(line)
            #expect(try await line.a.values() == [3, 3, 3, 3])
            let halves = line.partitioned(.equal, into: 2)
            passOn(&halves.a.all)
            #expect(try await line.a.values() == [9, 9, 9, 9])
        }
    }

    /// T23: no instance is made for it, while one is for a task that may touch its data.
    @Test(arguments: World.allCases) func noInstance(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            let attachment = line.b.attach(ExternalArray([1, 2, 3, 4]))
            line.a.set([0, 0, 0, 0])
            let other = Region<Line, 1>(0 ..< 4)
            await expectError(.uninitialized) { try await passNothingOn(&line.a, other.b).value }
            #expect(!other.tree.storage.hasColumn(0) && !other.tree.storage.hasColumn(1))
            passNothingOn(&other.a, line.b)
            _ = try await executionFence().value
            #expect(!other.tree.storage.hasColumn(0))
            touchNothing(&other.a)
            _ = try await executionFence().value
            if !world.isMapped { #expect(other.tree.storage.hasColumn(0)) }
            try await attachment.detach()
        }
    }
}

@Task func touchNothing(_ a: inout Field<Int, 1>) async {}
