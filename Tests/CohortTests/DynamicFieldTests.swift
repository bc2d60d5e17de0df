import Cohort
import CohortData
import Testing

@Suite struct DynamicFieldTests {
    private static func table() throws -> (DynamicFields.Layout, Region<DynamicFields, 1>) {
        let columns = DynamicFields.Layout("table", [.init("id", of: Int.self)])
        return (columns, Region<DynamicFields, 1>(over: try Domain(Rect(0 ..< 10)), fields: columns))
    }

    /// A region that was made, and used, before has the field that is added, and so has one made later.
    @Test(arguments: World.allCases) func added(world: World) async throws {
        try await world.run { () async throws in
            let (columns, table) = try Self.table()
            var id = table.field("id", as: Int.self)
            id.fill(1)
            add(&id, 1)
            try columns.add("weight", of: Int.self)
            let later = Region<DynamicFields, 1>(over: table.domain, fields: columns)
            await expectError(.uninitialized, naming: ["weight"]) { try await total(table.field("weight", as: Int.self)).value }
            for (n, region) in [table, later].enumerated() {
                let halves = region.partitioned(.equal, into: 2)
                var weights = halves.field("weight", as: Int.self)
                put(&weights, n + 1)
                #expect(try await total(region.field("weight", as: Int.self)).value == 10 * (n + 1))
            }
            #expect(try await total(table.field("id", as: Int.self)).value == 20)
            #expect(columns.names == ["id", "weight"])
        }
    }

    /// The type of the elements is known only when the program runs.
    @Test func typesOfTheMoment() async throws {
        try await withCohort(RuntimeOptions(workers: 2)) { (_: Context) async throws in
            let (columns, table) = try Self.table()
            let types: [any BitwiseCopyable.Type] = [Int.self, Double.self, UInt8.self, Point<3>.self]
            for (n, type) in types.enumerated() { try columns.add("field\(n)", of: type) }
            table.field("field1", as: Double.self).fill(0.5)
            #expect(try await table.field("field1", as: Double.self).values() == Array(repeating: 0.5, count: 10))
            await expectError(.fieldType, naming: ["UInt8"]) { try await total(table.field("field2", as: Int.self)).value }
        }
    }

    /// Launches before the line still run; those behind it fail and name it, by handle and by name.
    @Test(arguments: World.allCases) func freedInOrder(world: World) async throws {
        try await world.run { () async throws in
            let (columns, table) = try Self.table()
            var id = table.field("id", as: Int.self)
            id.fill(1)
            for _ in 0 ..< 20 { add(&id, 1) }
            let sum = total(id)
            try columns.free("id")
            await expectError(.freedField, naming: ["id", "DynamicFieldTests.swift"]) { try await total(id).value }
            await expectError(.freedField) { try await total(table.field("id", as: Int.self)).value }
            await expectError(.freedField) { try columns.free("id") }
            await expectError(.unknownField) { try columns.free("nothing") }
            #expect(try await sum.value == 210)
            _ = try await executionFence().value
            #expect(table.tree.storage.hasColumn(0) == false)
            table.destroy()
        }
    }

    /// A name that was freed may be given again: to another field.
    @Test(arguments: World.allCases) func namedAgain(world: World) async throws {
        try await world.run { () async throws in
            let (columns, table) = try Self.table()
            let old = table.field("id", as: Int.self)
            old.fill(1)
            await expectError(.fieldTaken, naming: ["id"]) { try columns.add("id", of: Double.self) }
            try columns.free("id")
            try columns.add("id", of: Double.self)
            table.field("id", as: Double.self).fill(2.5)
            #expect(try await table.field("id", as: Double.self).values() == Array(repeating: 2.5, count: 10))
            await expectError(.freedField) { try await total(old).value }
        }
    }

    /// A task that was launched before the field was freed uses it to its end, however late that is.
    @Test(arguments: World.allCases) func freedBehindChild(world: World) async throws {
        try await world.run { () async throws in
            for _ in 0 ..< 10 {
                let (columns, table) = try Self.table()
                var id = table.field("id", as: Int.self)
                id.fill(0)
                addInChild(&id, 20)
                let sum = total(id)
                try columns.free("id")
                #expect(try await sum.value == 200)
            }
        }
    }

    /// There is no limit to the number of fields, and thousands cost no more than their number.
    @Test func thousands() async throws {
        try await withCohort(RuntimeOptions(workers: 2)) { (_: Context) async throws in
            let columns = DynamicFields.Layout("wide", [])
            let table = Region<DynamicFields, 1>(over: try Domain(Rect(0 ..< 2)), fields: columns)
            for n in 0 ..< 3000 { try columns.add("f\(n)", of: Int.self) }
            for n in stride(from: 0, to: 3000, by: 3) {
                var field = table.field("f\(n)", as: Int.self)
                put(&field, n)
            }
            for n in stride(from: 0, to: 3000, by: 300) {
                #expect(try await total(table.field("f\(n)", as: Int.self)).value == 2 * n)
            }
            for n in stride(from: 0, to: 3000, by: 10) { try columns.free("f\(n)") }
            #expect(columns.names.count == 2700)
            table.destroy()
        }
    }
}
