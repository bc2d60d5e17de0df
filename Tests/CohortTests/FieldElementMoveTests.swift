import Cohort
import Testing

@Task func shares(_ number: Int) -> Output<Shelf, 1> {
    Output(
        (0 ..< number).map {
            Shelf(count: $0, label: "\(number).\($0)", list: [$0], parcel: Parcel("p\($0)"), other: Parcel(), from: 0, maybe: nil)
        })
}

/// Another space with a field of the same type, and one of the same size.
@FieldSpace struct Drawer {
    var title: String
    var pair: InlineArray<2, Int>
    var text: String
}

@Suite struct FieldElementMoveTests {
    private func filled(_ count: Int) -> Region<Shelf, 1> {
        let shelf = Region<Shelf, 1>(0 ..< count)
        shelf.parcel.set((0 ..< count).map { Parcel("parcel \($0)", [Double($0)]) })
        return shelf
    }

    /// Between regions and pieces; what is copied is independent from then on.
    @Test(arguments: World.allCases) func copies(world: World) async throws {
        try await world.run { () async throws in
            let source = self.filled(6)
            let target = Region<Shelf, 1>(0 ..< 6)
            target.parcel.copy(from: source.parcel)
            pack(&source.parcel)
            #expect(try await target.parcel.values() == (0 ..< 6).map { Parcel("parcel \($0)", [Double($0)]) })
            let halves = target.partitioned(.equal, into: 2)
            halves.parcel.copy(from: source.partitioned(.equal, into: 2).parcel)
            #expect(try await target.parcel.values() == (0 ..< 6).map { Parcel("parcel \($0)", [Double($0), Double($0)]) })
            target.other.fill(Parcel())
            target.other.copy(from: source.parcel, reducing: Packed.self)
            target.other.copy(from: target.parcel, reducing: Packed.self)
            #expect(try await target.other.values()[2] == Parcel("parcel 2parcel 2", [2, 2, 2, 2]))
            source.other.fill(Parcel("o"))
            target.copy(from: source, fields: \.parcel, \.other)
            #expect(try await target.other.values()[5] == Parcel("o"))
        }
    }

    /// By name: values between fields of one type, bytes between plain ones, and never between the two.
    @Test(arguments: World.allCases) func copiesByName(world: World) async throws {
        try await world.run { () async throws in
            let drawer = Region<Drawer, 1>(0 ..< 2)
            let shelf = Region<Shelf, 1>(0 ..< 2)
            drawer.title.set(["first title of all", "second title of all"])
            drawer.pair.fill([1, 2])
            shelf.copy(from: drawer, fields: ["title"], into: ["label"])
            #expect(try await shelf.label.values() == ["first title of all", "second title of all"])
            #expect(MemoryLayout<InlineArray<2, Int>>.size == MemoryLayout<String>.size)
            await expectError(.copyType, naming: ["pair", "label", "String"]) {
                try await shelf.copy(from: drawer, fields: ["pair"], into: ["label"]).value
            }
            shelf.list.fill([])
            await expectError(.copyType, naming: ["list", "Array<Int>"]) {
                try await drawer.copy(from: shelf, fields: ["list"], into: ["pair"]).value
            }
        }
    }

    /// Through pointers, in all directions.
    @Test(arguments: World.allCases) func gatherAndScatter(world: World) async throws {
        try await world.run { () async throws in
            let source = self.filled(4)
            let target = Region<Shelf, 1>(0 ..< 4)
            target.from.set([3, 3, 0, 9])
            target.parcel.fill(Parcel("old"))
            target.parcel.gather(from: source.parcel, at: target.from, outOfRange: .skipped)
            #expect(try await target.parcel.values().map(\.label) == ["parcel 3", "parcel 3", "parcel 0", "old"])
            source.from.set([2, 2, 1, 3])
            target.parcel.scatter(from: source.parcel, to: source.from)
            #expect(try await target.parcel.values().map(\.label) == ["parcel 3", "parcel 2", "parcel 1", "parcel 3"])
            target.parcel.scatter(from: source.parcel, to: source.from, reducing: Packed.self)
            #expect(
                try await target.parcel.values().map(\.label)
                    == ["parcel 3", "parcel 2parcel 2", "parcel 1parcel 0parcel 1", "parcel 3parcel 3"])
            #expect(try await target.parcel.values()[2].weights == [1, 0, 1])
            target.from.set([0, 1, 2, 3])
            target.other.fill(Parcel())
            target.other.scatter(from: source.parcel, at: source.from, to: target.from)
            #expect(try await target.other.values().map(\.label) == ["parcel 2", "parcel 2", "parcel 1", "parcel 3"])
        }
    }

    /// Contributions to shared points come in program order; the operator may be one that shows it.
    @Test(arguments: World.allCases) func reductions(world: World) async throws {
        try await world.run { () async throws in
            let shelf = Region<Shelf, 1>(0 ..< 6)
            shelf.list.fill([9])
            let pieces = shelf.partitioned(restricting: 0 ..< 2, stride: 2, extent: 0 ... 3)
            joinPlaces(&pieces.list.all)
            joinPlaces(&shelf.list)
            #expect(
                try await shelf.list.values()
                    == (0 ..< 6).map { [9] + Array(repeating: [$0, -$0], count: (2 ... 3).contains($0) ? 3 : 2).flatMap { $0 } })
            let lists = FutureMap(over: try Domain(Rect(0 ..< 3))) { [$0[0]] }
            #expect(try await lists.reduce(Joined.self).value == [0, 1, 2])
            var joined = ReductionBarrier(arrivals: 2, Joined.self)
            try joined.arrive([1])
            joined.arrive(together(shelf.list))
            #expect(try await joined.value().value.count == 1 + 34)
            joined.advance()
        }
    }

    /// What tasks return becomes regions, also with such fields.
    @Test(arguments: World.allCases) func outputs(world: World) async throws {
        try await world.run { () async throws in
            let three = try Domain(Rect(0 ..< 3))
            let (shelf, _) = try await shares(over: three, ArgumentMap(over: three) { $0[0] }).region()
            #expect(try await shelf.label.values() == ["1.0", "2.0", "2.1"])
            #expect(try await shelf.parcel.values().map(\.label) == ["p0", "p0", "p1"])
            appendPlace(&shelf.list)
            #expect(try await shelf.list.values() == [[0, 0], [0, 1], [1, 2]])
        }
    }
}
