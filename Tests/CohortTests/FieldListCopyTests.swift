import Cohort
import Testing

/// Copies and fills of several fields at once.
@Suite struct FieldListCopyTests {
    @Test(arguments: World.allCases) func allOrSomeFields(world: World) async throws {
        try await world.run { () async throws in
            let source = Region<Line, 1>(0 ..< 8)
            let target = Region<Line, 1>(0 ..< 8)
            source.fill(3, fields: \.a, \.b)
            source.fill(Future(0.5), fields: \.u, \.v)
            target.copy(from: source)
            #expect(try await total(target.b).value == 24)
            #expect(try await target.v.values() == Array(repeating: 0.5, count: 8))
            target.fill(0, fields: \.a, \.b)
            let halves = target.partitioned(.equal, into: 2)
            halves[0].copy(from: source, fields: \.a)
            #expect(try await target.a.values() == [3, 3, 3, 3, 0, 0, 0, 0])
            #expect(try await total(target.b).value == 0)
            halves.copy(from: source, fields: \.a, \.b)
            #expect(try await total(target.a).value == 24)
            forEach(try Domain(Rect(0 ..< 2))) { i in halves[i].copy(from: source, fields: ["a"], into: ["b"]) }
            #expect(try await total(target.b).value == 24)
        }
    }

    /// T35: fields that differ in size do not pair up; those that only differ in type do.
    @Test(arguments: World.allCases) func fieldsByName(world: World) async throws {
        try await world.run { () async throws in
            let columns = DynamicFields.Layout(
                "table", [.init("id", of: Int.self), .init("count", of: Int32.self), .init("bits", of: UInt64.self)])
            let table = Region<DynamicFields, 1>(over: try Domain(Rect(0 ..< 4)), fields: columns)
            let line = Region<Line, 1>(0 ..< 4)
            line.a.set([1, 2, 3, 4])
            line.u.fill(1)
            table.copy(from: line, fields: ["a", "u"], into: ["id", "bits"])
            #expect(try await table.field("id", as: Int.self).values() == [1, 2, 3, 4])
            #expect(try await table.field("bits", as: UInt64.self).values() == Array(repeating: (1.0).bitPattern, count: 4))
            let other = Region<DynamicFields, 1>(over: try Domain(Rect(0 ..< 4)), fields: columns)
            table.field("count", as: Int32.self).fill(9)
            other.copy(from: table)
            #expect(try await other.field("count", as: Int32.self).values() == [9, 9, 9, 9])
            // One field of the source may go to several.
            other.copy(from: line, fields: ["a", "a"], into: ["id", "bits"])
            #expect(try await other.field("bits", as: UInt64.self).values() == [1, 2, 3, 4])
            await expectError(.copySize, naming: ["'a'", "8", "'count'", "4"]) {
                try await table.copy(from: line, fields: ["a"], into: ["count"]).value
            }
            for (names, own) in [(["a", "u"], ["id"]), ([], []), (["a", "a"], ["id", "id"])] {
                await expectError(.copyFields) { try await table.copy(from: line, fields: names, into: own).value }
            }
            await expectError(.unknownField, naming: ["'nothing'"]) {
                try await table.copy(from: line, fields: ["nothing"]).value
            }
            await expectError(.unknownField, naming: ["'a'", "table"]) { try await table.copy(from: line, fields: ["a"]).value }
        }
    }

    /// Fills along a partition and along a projection; under a condition, and from a future.
    @Test(arguments: World.allCases) func fills(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            let blocks = line.partitioned(.equal, into: 4)
            let pairs = try Domain(Rect(0 ..< 2))
            line.fill(1, fields: \.a, \.b)
            forEach(pairs) { i in blocks[i * 2 + 1].a.fill(5) }
            #expect(try await line.a.values() == [1, 1, 5, 5, 1, 1, 5, 5])
            forEach(pairs) { i in blocks[i + 1].fill(total(line.a), fields: \.a, \.b) }
            #expect(try await line.a.values() == [1, 1, 24, 24, 24, 24, 5, 5])
            #expect(try await line.b.values() == [1, 1, 24, 24, 24, 24, 1, 1])
            predicated(isPositive(-1)) { forEach(pairs) { i in blocks[i].fill(0, fields: \.a, \.b) } }
            predicated(isPositive(-1)) { blocks.fill(0, fields: \.b) }
            #expect(try await total(line.b).value == 100)
            predicated(isPositive(1)) { forEach(pairs) { i in blocks[i].a.fill(0) } }
            #expect(try await line.a.values() == [0, 0, 0, 0, 24, 24, 5, 5])
            blocks.fill(Future(2), fields: \.a, \.b)
            #expect(try await total(line.b).value == 16)
        }
        await expectError(.pointsInterfere) {
            try await world.run { () async throws in
                let blocks = Region<Line, 1>(0 ..< 8).partitioned(.equal, into: 4)
                forEach(blocks.colors) { i in blocks[i % 2].a.fill(0) }
            }
        }
    }
}
