import Cohort
import Testing

@Task func relax(_ old: borrowing Field<Double, 1>, _ new: inout Discard<Double, 1>) {
    for p in new.domain {
        let left = old.domain.contains(p - 1) ? old[p - 1] : 0
        let right = old.domain.contains(p + 1) ? old[p + 1] : 0
        new[p] = 0.25 * left + 0.5 * old[p] + 0.25 * right
    }
}

@Suite struct RegionTests {
    /// The outermost ranges are errors or empty, not traps.
    @Test(arguments: [Int.min ..< Int.min, Int.max ..< Int.max, Int.min ..< Int.max])
    func outermost(range: Range<Int>) async throws {
        try await withCohort(RuntimeOptions(workers: 1)) { (_: Context) async throws in
            let line = Region<Line, 1>(range)
            line.a.fill(0)
            if range == Int.max ..< Int.max {
                #expect(try await total(line.a).value == 0)
            } else {
                await expectError(.geometryOverflow) { _ = try await total(line.a).value }
            }
        }
    }

    /// T22: written through one partition, read through another that overlaps; equal to the serial loop, bit for bit.
    @Test(arguments: World.allCases) func jacobi(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 100)
            let blocks = line.partitioned(.equal, into: 4)
            let halos = line.partitioned(restricting: 0 ..< 4, stride: 25, extent: -1 ... 25)
            var serial = (0 ..< 100).map { Double($0 * $0 % 17) }
            line.u.set(serial)
            for step in 0 ..< 100 {
                if step % 2 == 0 { relax(halos.u, &blocks.v) } else { relax(halos.v, &blocks.u) }
                serial = serial.indices.map {
                    0.25 * ($0 > 0 ? serial[$0 - 1] : 0) + 0.5 * serial[$0] + 0.25 * ($0 < 99 ? serial[$0 + 1] : 0)
                }
            }
            #expect(try await line.u.values() == serial)
        }
    }

    /// T24: fills are lazy: partly overwritten, from futures, and free when nobody looks.
    @Test(arguments: World.allCases) func lazyFills(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 10)
            let halves = line.partitioned(.equal, into: 2)
            line.a.fill(7)
            put(&halves[0].a, 3)
            #expect(try await line.a.values() == [3, 3, 3, 3, 3, 7, 7, 7, 7, 7])
            line.a.fill(total(line.a))
            #expect(try await line.a.values() == Array(repeating: 50, count: 10))
            let huge = Region<Line, 1>(0 ..< 1_000_000_000_000)
            huge.a.fill(1)
            halves.a.fill(2)
            #expect(try await total(line.a).value == 20)
        }
    }

    /// T25: destroyed while in use; a later use and a second destroy are errors that name the destroying line.
    @Test(arguments: World.allCases) func destroyInUse(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 1000, named: "line")
            line.a.fill(1)
            for _ in 0 ..< 20 { add(&line.a, 1) }
            let sum = total(line.a)
            line.destroy()
            await expectError(.useAfterDestroy, naming: ["line", "RegionTests.swift"]) { try await total(line.a).value }
            #expect(try await sum.value == 21_000)
        }
        await expectError(.useAfterDestroy) {
            try await world.run { () async throws in
                let line = Region<Line, 1>(0 ..< 10)
                line.destroy()
                line.destroy()
            }
        }
    }

    /// Regions nobody holds are freed after the tasks that use them.
    @Test func regionsAreFreed() async throws {
        try await withCohort(RuntimeOptions(workers: 2)) { _ in
            var sums: [Future<Int>] = []
            for n in 0 ..< 200 {
                let line = Region<Line, 1>(0 ..< 10_000)
                line.a.fill(n)
                add(&line.a, 1)
                sums.append(total(line.a))
            }
            for (n, sum) in sums.enumerated() {
                let value = try await sum.value
                #expect(value == (n + 1) * 10_000)
            }
        }
    }

    /// Regions over sparse domains, and in three dimensions.
    @Test(arguments: World.allCases) func shapes(world: World) async throws {
        try await world.run { () async throws in
            let sparse = try Domain(rectangles: [Rect<1>(lo: 0, hi: 3), Rect<1>(lo: 10, hi: 12)])
            let line = Region<Line, 1>(over: sparse)
            line.a.fill(2)
            add(&line.a, 1)
            #expect(try await line.a.values() == [3, 3, 3, 3, 3, 3, 3])
            let cube = Region<Line, 3>(0 ..< 3, 0 ..< 4, 0 ..< 5)
            number(&cube.a)
            #expect(try await cube.a.values() == Array(0 ..< 60))
        }
    }

    /// Fields known at run time only.
    @Test(arguments: World.allCases) func dynamicFields(world: World) async throws {
        try await world.run { () async throws in
            let layout = DynamicFields.Layout("table", [.init("id", of: Int.self), .init("weight", of: Double.self)])
            let table = Region<DynamicFields, 1>(over: try Domain(Rect(0 ..< 10)), fields: layout)
            table.field("id", as: Int.self).fill(4)
            #expect(try await total(table.field("id", as: Int.self)).value == 40)
            await expectError(.fieldType) { try await total(table.field("weight", as: Int.self)).value }
            await expectError(.unknownField) { try await total(table.field("nothing", as: Int.self)).value }
        }
    }
}

@Task func number(_ y: inout Discard<Int, 3>) {
    for p in y.domain { y[p] = (p[0] * 4 + p[1]) * 5 + p[2] }
}
