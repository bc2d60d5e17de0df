import Cohort
import CohortLocking
import Testing

/// Mappers choose layouts, and tasks with strided accessors run on all of them.
@Suite struct LayoutTests {
    /// The accessors that walk any layout, with ordinary columns and whatever the worlds choose.
    @Test(arguments: World.allCases) func stridedAccessors(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Pixel, 1>(-3 ..< 60), plane = Region<Pixel, 2>(-3 ..< 4, 2 ..< 11)
            let space = Region<Pixel, 3>(0 ..< 3, -2 ..< 2, 1 ..< 5)
            let four = Region<Pixel, 4>(over: Rect(lo: Point(0, 0, -1, 0), hi: Point(1, 2, 1, 2)))
            line.sum.fill(1)
            plane.sum.fill(1)
            let halves = line.partitioned(.equal, into: 2), quarters = plane.partitioned(.equal, into: 2, 2)
            fillLine(&halves.red, &halves.sum, &halves.last)
            fillPlane(&quarters.red, &quarters.sum)
            fillSpace(&space.red)
            fillFour(&four.red)
            let indices = Array(-3 ..< 60), places = Self.places(-3 ..< 4, 2 ..< 11)
            let doubled = indices.map { 2 * $0 }, sums = indices.map { 1 + 4 * $0 }, numbers = indices.map { Float($0) }
            #expect(try await line.red.values() == doubled)
            #expect(try await line.sum.values() == sums)
            #expect(try await line.last.values() == numbers)
            let hundreds = places.map { 100 * $0[0] + $0[1] }, added = places.map { 1 + $0[0] + $0[1] }
            #expect(try await plane.red.values() == hundreds)
            #expect(try await plane.sum.values() == added)
            let cells = (0 ..< 3).flatMap { plane in Self.places(-2 ..< 2, 1 ..< 5).map { 100 * plane + 10 * $0[0] + $0[1] } }
            #expect(try await space.red.values() == cells)
            #expect(try await totalFour(four.red).value == 10 * 54)
        }
    }

    /// A task's instance is as the mapper wants it, and another task that wants something else gets it from there.
    @Test(arguments: Self.layouts) func answersAreObeyed(layout: [LayoutTrait]) async throws {
        let seen = Locked<[InstanceToMap]>([])
        let mapper = PlannedMapper(
            wantsInstances: true,
            answer: { task in
                if task.name == "fillPlane" {
                    return TaskMapping(task.requirements.map { _ in RequirementMapping(in: 0, layout: layout) })
                }
                if task.name == "look" { seen.withLock { $0 += task.requirements.flatMap(\.instances).filter(\.isComplete) } }
                return nil
            })
        try await mapped(mapper) { () async throws in
            seen.withLock { $0 = [] }
            let plane = Region<Pixel, 2>(-3 ..< 4, 2 ..< 11)
            plane.sum.fill(1)
            let quarters = plane.partitioned(.equal, into: 2, 2)
            fillPlane(&quarters.red, &quarters.sum)
            #expect(try await look(plane.red, plane.sum).value == Self.planeTotal)
            let instances = seen.withLock { $0 }
            #expect(instances.contains { $0.layout.entails(layout.filter { !$0.isOfFields }, dimension: 2) }, "\(instances)")
            #expect(try await totalPlane(plane.red).value + totalPlane(plane.sum).value == Self.planeTotal)
        }
    }

    static let layouts: [[LayoutTrait]] = [
        [], [.columns], [.order([.dimension(1), .dimension(0)])], [.structures, .fields(["red", "sum", "last"])],
        [.order([.dimension(1), .dimension(0), .fields]), .fields(["last", "sum", "red"])],
        [.order([.dimension(0), .fields, .dimension(1)]), .fields(["red", "last", "sum"])],
        [.alignment(256)], [.structures, .fields(["red", "last"]), .alignment(32)], [.rowAlignment(128)],
        [.padding(dimension: 0, before: 2, after: 1), .padding(dimension: 1, before: 1, after: 3)], [.offset(24)], [.compact],
        [.extent(dimension: 1, 9 ... 9)], [.order([.dimension(1), .dimension(0)]), .rowAlignment(64), .alignment(4096)],
    ]

    private static let planeTotal = places(-3 ..< 4, 2 ..< 11).reduce(0) { $0 + 101 * $1[0] + 2 * $1[1] + 1 }

    /// The points of a plane, row by row.
    private static func places(_ rows: Range<Int>, _ columns: Range<Int>) -> [Point<2>] {
        rows.flatMap { row in columns.map { Point(row, $0) } }
    }

    /// Several requirements find their fields in one instance of structures, and so do fills and folds.
    @Test func structuresHoldSeveralFields() async throws {
        let seen = Locked<[(region: String, instances: [InstanceToMap])]>([])
        let structures = RequirementMapping(in: 0, layout: [.structures, .fields(["red", "sum", "last"])])
        let mapper = PlannedMapper(
            wantsInstances: true,
            answer: { task in
                seen.withLock { $0 += task.requirements.map { ($0.region, $0.instances) } }
                return TaskMapping(task.requirements.map { _ in structures })
            })
        try await mapped(mapper, orders: [.parallel]) { () async throws in
            let line = Region<Pixel, 1>(-3 ..< 60, named: "pixels")
            line.sum.fill(0)
            fillLine(&line.red, &line.sum, &line.last)
            line.red.fill(5)
            addStrided(&line.red, 1)
            let thirds = line.partitioned(restricting: 0 ..< 3, stride: 10, extent: -3 ... 30)
            addContributions(&thirds.sum)
            #expect(try await totalStrided(line.red).value == 6 * 63)
            let expected = (-3 ..< 60).reduce(0) { sum, point in
                sum + 4 * point + [0, 10, 20].count { (-3 + $0 ... 30 + $0).contains(point) }
            }
            #expect(try await totalStrided(line.sum).value == expected)
        }
        let instances = seen.withLock { $0.filter { $0.region == "pixels" }.flatMap(\.instances) }
        // The first fill came before any task, and made a column.
        let pairs = instances.filter { $0.fields != ["sum"] }
        #expect(Set(pairs.map(\.id)).count == 1 && Set(instances.map(\.id)).count <= 2)
        #expect(pairs.allSatisfy { $0.fields == ["red", "sum", "last"] && $0.layout.entails([.structures], dimension: 1) })
    }

    /// A copy that takes one field twice has it once in its instance.
    @Test func fieldsThatRepeat() async throws {
        let mapper = PlannedMapper(answer: { task in
            let answers = task.requirements.map { requirement in
                RequirementMapping(in: 0, layout: task.name == "copy" ? [.fields(requirement.fields)] : [])
            }
            return TaskMapping(answers)
        })
        try await mapped(mapper) { () async throws in
            let line = Region<Line, 1>(0 ..< 8), other = Region<Line, 1>(0 ..< 8)
            line.a.fill(3)
            other.copy(from: line, fields: ["a", "a"], into: ["a", "b"])
            #expect(try await total(other.a).value + total(other.b).value == 48)
        }
    }

    /// Elements that are more than their bits lie in structures, too, and end with them.
    @Test func elementsWithReferences() async throws {
        let mapper = PlannedMapper(answer: { task in
            guard task.name == "labelStrided" else { return nil }
            let structures: [LayoutTrait] = [.structures, .fields(["count", "parcel", "label"])]
            let memory = MachineModel.Memory.ID(rawValue: task.point % 3)
            return TaskMapping(task.requirements.map { _ in RequirementMapping(in: memory, layout: structures) })
        })
        let census = Census()
        try await mapped(mapper) { () async throws in
            let shelf = Region<Shelf, 1>(0 ..< 20)
            shelf.parcel.fill(Parcel("p", [], Life(census)))
            shelf.label.fill("x")
            let fifths = shelf.partitioned(.equal, into: 5)
            for _ in 0 ..< 3 { labelStrided(&fifths.parcel, &fifths.label) }
            let labels = (0 ..< 20).map { "x" + String(repeating: "\($0)", count: 3) }
            let parcels = (0 ..< 20).map { Parcel("p", Array(repeating: Double($0), count: 3)) }
            #expect(try await shelf.label.values() == labels)
            #expect(try await shelf.parcel.values() == parcels)
        }
        #expect(census.alive == 0)
    }

    /// T41: what cannot be is refused, and the rule named.
    @Test(
        arguments: [
            ([.structures], ["dimension 0, then the fields", "follow one another along the last dimension", "StridedField"]),
            ([.padding(dimension: 0, after: -1)], ["-1 after", "padding is not negative"]),
            ([.alignment(48)], ["48 bytes", "power of two"]), ([.alignment(8192)], ["at most 4096"]),
            ([.order([.dimension(1)])], ["no dimension 1 among 1"]), ([.fields(["w"])], ["field 'w'", "a, b, u, v"]),
            ([.columns, .structures], ["cannot be together"]), ([.extent(dimension: 0, 1 ... 5)], ["has 8 indices"]),
            ([.offset(8), .alignment(64)], ["cannot be together"]),
        ] as [([LayoutTrait], [String])])
    func impossibleLayouts(layout: [LayoutTrait], words: [String]) async throws {
        let mapper = PlannedMapper(answer: { task in
            task.name == "add" ? TaskMapping([RequirementMapping(in: 0, layout: layout)]) : nil
        })
        try await mapped(mapper) { () async throws in
            let line = Region<Line, 1>(0 ..< 8, named: "line")
            line.a.fill(1)
            await expectError(.mappingLayout, naming: ["'planned'", "'line'", "'add'"] + words) {
                try await add(&line.a, 1).value
            }
            line.a.fill(2)
            #expect(try await total(line.a).value == 16)
        }
    }

    /// What is compact is one rectangle, as far as accessors go.
    @Test func compactPieces() async throws {
        let mapper = PlannedMapper(answer: { task in
            task.name == "add" ? TaskMapping([RequirementMapping(in: 0, extent: .piece, layout: [.compact])]) : nil
        })
        try await mapped(mapper) { () async throws in
            let line = Region<Line, 1>(over: .ranges(0 ... 3, 10 ... 13), named: "line")
            line.a.fill(1)
            let pieces = line.partitioned(.equal, into: 2)
            try await add(&pieces.a, 1).wait()
            await expectError(.mappingLayout, naming: ["made of 2 pieces"]) { try await add(&line.a, 1).value }
        }
    }

    /// An instance that the mapper names is one that the body walks, and shared data have no layout of their own.
    @Test func instancesThatDoNotFit() async throws {
        let mapper = PlannedMapper(
            wantsInstances: true,
            answer: { task in
                if task.name == "addStrided" {
                    return TaskMapping([RequirementMapping(in: 0, layout: [.structures, .fields(["a", "b"])])])
                }
                guard task.name == "add" || task.name == "touch" else { return nil }
                if task.requirements[0].isShared { return TaskMapping([RequirementMapping(in: 0, layout: [.columns])]) }
                let complete = task.requirements[0].instances.filter(\.isComplete)
                return TaskMapping([RequirementMapping(in: 0, instances: complete.map(\.id))])
            })
        try await mapped(mapper, orders: [.parallel]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            addStrided(&line.a, 1)
            line.b.fill(0)
            addStrided(&line.b, 1)
            await expectError(.mappingLayout, naming: ["'add'", "16 bytes apart"]) { try await add(&line.a, 1).value }
            line.b.fill(0)
            await expectError(.mappingShared, naming: ["[columns]"]) { try await touch(&line.b.simultaneous).value }
        }
    }

    /// Points outside are found as with any accessor, where there are checks.
    @Test func pointsOutside() async throws {
        #if DEBUG
        let mapper = PlannedMapper(answer: { task in
            TaskMapping(
                task.requirements.map { _ in RequirementMapping(in: 0, layout: [.structures, .fields(["a", "b", "u"])]) })
        })
        try await mapped(mapper) { () async throws in
            let halves = Region<Line, 1>(0 ..< 8).partitioned(.equal, into: 2)
            halves.a.fill(0)
            await expectError(.outOfBounds, naming: ["point (4)"]) { try await reachOut(&halves[0].a).value }
        }
        #endif
    }

    @Test func traitsAskedByMappers() {
        let whole: [LayoutTrait] = [.order([.dimension(1), .dimension(0), .fields]), .fields(["a", "b"]), .alignment(64)]
        #expect(whole.entails([.structures], dimension: 2) && whole.entails([.fields(["a"]), .alignment(16)], dimension: 2))
        #expect(!whole.entails([.columns], dimension: 2) && !whole.entails([.fields(["b", "a"])], dimension: 2))
        #expect(whole.conflict(dimension: 2) == nil && whole.conflict(with: [.columns], dimension: 2) != nil)
        #expect(whole.conflict(dimension: 1)?.contains("no dimension 1") == true)
    }
}

extension LayoutTrait {
    fileprivate var isOfFields: Bool {
        switch self {
        case .fields, .extent, .compact: true
        default: false
        }
    }
}

@FieldSpace struct Pixel {
    var red: Int
    var last: Float
    var sum: Int
}

@Task func fillLine(
    _ red: inout StridedDiscard<Int, 1>, _ sum: inout StridedReduce<Sum<Int>, 1>, _ last: inout StridedDiscard<Float, 1>
) {
    for p in red.domain {
        red[p] = 2 * p[0]
        sum[p] += p[0]
        sum[p[0]] += p[0]
        sum.fold(2 * p[0], at: p)
        last[p[0]] = Float(p[0])
    }
}

@Task func fillPlane(_ red: inout StridedWrite<Int, 2>, _ sum: inout StridedField<Int, 2>) {
    for p in red.domain {
        red[p] = 100 * p[0] + p[1]
        sum[p] += p[0] + p[1]
    }
}

@Task func fillSpace(_ red: inout StridedDiscard<Int, 3>) {
    for p in red.domain { red[p] = 100 * p[0] + 10 * p[1] + p[2] }
}

@Task func fillFour(_ red: inout StridedDiscard<Int, 4>) {
    for p in red.domain { red[p] = 10 + p[2] }
}

@Task func totalFour(_ x: borrowing StridedField<Int, 4>) -> Int { x.domain.reduce(0) { $0 + x[$1] } }
@Task func totalPlane(_ x: borrowing Field<Int, 2>) -> Int { x.domain.reduce(0) { $0 + x[$1] } }
@Task func look(_ x: borrowing StridedField<Int, 2>, _ y: borrowing StridedField<Int, 2>) -> Int {
    x.domain.reduce(0) { $0 + x[$1] + y[$1] }
}

@Task func addStrided(_ x: inout StridedField<Int, 1>, _ by: Int) { for p in x.domain { x[p[0]] += by } }
@Task func totalStrided(_ x: borrowing StridedField<Int, 1>) -> Int { x.domain.reduce(0) { $0 + x[$1[0]] } }
@Task func addContributions(_ x: inout StridedReduce<Sum<Int>, 1>) { for p in x.domain { x[p] += 1 } }

@Task func reachOut(_ x: inout StridedField<Int, 1>) { x[4] = 1 }

@Task func labelStrided(_ parcel: inout StridedField<Parcel, 1>, _ label: inout StridedField<String, 1>) {
    for p in parcel.domain {
        parcel[p].weights.append(Double(p[0]))
        label[p] += "\(p[0])"
    }
}
