import Cohort
import Testing

@Suite struct FieldElementTests {
    /// Fills, reads, writes and changes, of the whole and of pieces.
    @Test(arguments: World.allCases) func readAndWrite(world: World) async throws {
        try await world.run { () async throws in
            let shelf = Region<Shelf, 1>(0 ..< 4)
            let halves = shelf.partitioned(.equal, into: 2)
            shelf.label.fill("long enough to need memory of its own: ")
            shelf.list.fill([7])
            numberAll(&halves.label.all)
            appendPlace(&halves.list.all)
            appendPlace(&shelf.list)
            #expect(try await lengths(shelf.label, shelf.list).value == 4 * 40 + 12)
            #expect(try await shelf.list.values() == [[7, 0, 0], [7, 1, 1], [7, 2, 2], [7, 3, 3]])
            #expect(try await shelf.label.values()[3] == "long enough to need memory of its own: 3")
            shelf.label.set(["a", "b", "c", "d"])
            halves[1].label.fill(Future("e"))
            #expect(try await shelf.label.values() == ["a", "b", "e", "e"])
            shelf.maybe.fill(nil)
            shelf.maybe.fill("is")
            shelf.fill(Parcel("full", [1]), fields: \.parcel, \.other)
            #expect(try await shelf.maybe.values() == Array(repeating: "is", count: 4))
            #expect(try await shelf.other.values() == Array(repeating: Parcel("full", [1]), count: 4))
        }
    }

    /// What was not written is no one's to read, as for numbers; a discarded element has a value all the same.
    @Test(arguments: World.allCases) func discards(world: World) async throws {
        try await world.run { () async throws in
            let shelf = Region<Shelf, 1>(0 ..< 3)
            await expectError(.uninitialized, naming: ["label"]) { try await shelf.label.values() }
            nameFirst(&shelf.label)
            nameSecond(&shelf.label)
            #expect(try await shelf.label.values() == ["first", "second", ""])
            nameAll(&shelf.label)
            #expect(try await shelf.label.values() == ["name 0", "name 1", "name 2"])
            shelf.label.fill("unseen")
            nameAll(&shelf.label)
            predicated(Future(false)) { shelf.label.fill("no") }
            predicated(Future(true)) { shelf.partitioned(.equal, into: 3)[2].label.fill("yes") }
            #expect(try await shelf.label.values() == ["name 0", "name 1", "yes"])
        }
    }

    /// A list grows where it is: nothing is copied to change an element.
    @Test(arguments: World.allCases) func changeInPlace(world: World) async throws {
        try await world.run { () async throws in
            let shelf = Region<Shelf, 1>(0 ..< 1)
            shelf.list.fill([])
            #expect(try await growInPlace(&shelf.list).value)
            #expect(try await shelf.list.values()[0].count == 901)
        }
    }

    /// Access structs, nested and inner tasks, mappings by the task itself, atomic tasks.
    @Test(arguments: World.allCases) func waysToUse(world: World) async throws {
        try await world.run { () async throws in
            let shelf = Region<Shelf, 1>(0 ..< 4)
            let halves = shelf.partitioned(.equal, into: 2)
            shelf.count.fill(5)
            shelf.fill("", fields: \.label)
            shelf.list.fill([])
            relabel(halves)
            #expect(try await shelf.label.values() == ["5 at 0", "5 at 1", "5 at 2", "5 at 3"])
            appendInChildren(&shelf.list)
            passListOn(&halves.list.all)
            #expect(try await shelf.list.values() == (0 ..< 4).map { [5, $0, $0, $0] })
            for _ in 0 ..< 10 { appendPlace(&shelf.list.atomic) }
            #expect(try await shelf.list.values().map(\.count) == [14, 14, 14, 14])
            try await shelf.label.updating { label in label[1] += "!" }
            try await halves[1].label.overwriting { label in for p in label.domain { label[p] = "?" } }
            let all = try await shelf.label.reading { label in label.domain.map { label[$0] } }
            #expect(all == ["5 at 0", "5 at 1!", "?", "?"])
        }
    }

    /// Sparse regions, also in two dimensions, with much room between their rectangles.
    @Test(arguments: World.allCases) func sparse(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Shelf, 1>(over: .ranges(0 ... 2, 50_000_000 ... 50_000_001))
            line.label.fill("at ")
            numberAll(&line.label)
            #expect(try await line.label.values() == ["at 0", "at 1", "at 2", "at 50000000", "at 50000001"])
            let plane = Region<Shelf, 2>(
                over: try Domain(rectangles: [Rect(0 ..< 2, 0 ..< 3), Rect(5 ..< 7, 8 ..< 10)]))
            let copy = Region<Shelf, 2>(over: plane.domain)
            let texts = (0 ..< 10).map { "text number \($0) of the plane" }
            plane.label.set(texts)
            copy.label.copy(from: plane.label)
            #expect(try await copy.label.values() == texts)
            line.destroy()
        }
    }

    /// Many readers of one element count its references at the same time.
    @Test(arguments: World.allCases) func readersTogether(world: World) async throws {
        try await world.run { () async throws in
            let shelf = Region<Shelf, 1>(0 ..< 100)
            shelf.list.fill([1, 2, 3])
            let copies = (0 ..< 50).map { _ in together(shelf.list) }
            for copy in copies { #expect(try await copy.value.count == 300) }
        }
    }

    /// Fields added at run time, and freed.
    @Test(arguments: World.allCases) func dynamicFields(world: World) async throws {
        let census = Census()
        try await world.run { () async throws in
            let columns = DynamicFields.Layout("table", [.init("label", of: String.self), .init("id", of: Int.self)])
            let table = Region<DynamicFields, 1>(over: try Domain(Rect(0 ..< 3)), fields: columns)
            var label = table.field("label", as: String.self)
            label.fill("x")
            try columns.add("parcel", of: Parcel.self)
            table.field("parcel", as: Parcel.self).fill(Parcel("p", [], Life(census)))
            #expect(try await table.field("parcel", as: Parcel.self).values().map(\.label) == ["p", "p", "p"])
            await expectError(.fieldType, naming: ["String"]) { try await table.field("label", as: Parcel.self).values() }
            #expect(census.alive == 1)
            try columns.free("parcel")
            _ = try await executionFence().value
            #expect(census.alive == 0)
            numberAll(&label)
            #expect(try await label.values() == ["x0", "x1", "x2"])
        }
    }

    /// A point outside the piece fails the task, and nothing else.
    @Test(arguments: World.allCases) func outOfBounds(world: World) async throws {
        try await world.run { () async throws in
            let shelf = Region<Shelf, 1>(0 ..< 4)
            shelf.label.fill("in")
            await expectError(.outOfBounds) { try await touchOutside(&shelf.label).value }
            shelf.label.fill("again")
            #expect(try await shelf.label.values()[3] == "again")
        }
    }
}
