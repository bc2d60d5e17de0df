import CohortLife
import Synchronization
import Testing

@testable import Cohort

@FieldSpace struct Checked {
    var heat: Double
    var next: Double
    var label: String
    var tags: Set<Int>
    var shape: Pair
}

@Task func diffuse(_ heat: borrowing Field<Double, 1>, _ next: inout Discard<Double, 1>) {
    for p in next.domain {
        let (left, right) = (p[0] == 0 ? 0 : heat[p[0] - 1], p[0] == 31 ? 1 : heat[p[0] + 1])
        next[p] = (left + heat[p] + right) / 3
    }
}
@Task func sumOf(_ heat: borrowing Field<Double, 1>) -> Double {
    var sum = 0.0
    for p in heat.domain { sum += heat[p] }
    return sum
}
@Task func describe(_ label: inout Discard<String, 1>, _ tags: inout Discard<Set<Int>, 1>, _ shape: inout Discard<Pair, 1>) {
    for p in label.domain where p[0] > 0 {
        label[p] = "point \(p[0])"
        tags[p] = [p[0], 1, 2, 3]
        shape[p] = Pair(small: 1, large: Int64(p[0]))
    }
}
@Task func makeChecked() async -> Region<Checked, 1> {
    let region = Region<Checked, 1>(0 ..< 3, named: "made")
    region.heat.fill(2)
    return region
}

/// Tasks that know of each other by something that they have not declared.
private enum Tickets { static let next = Atomic<Int>(0) }
@Task func takeTicket(_ heat: inout Discard<Double, 1>) {
    let mine = Double(Tickets.next.wrappingAdd(1, ordering: .relaxed).oldValue)
    for p in heat.domain { heat[p] = mine }
}

@Suite struct CheckTests {
    /// A program that is right, with a bit of everything: halos, index launches, futures, texts, sets, NaN, points that nobody writes, a
    /// region of a task's and one that is destroyed.
    @Test func rightPrograms() async throws {
        try await check(
            { cohort, results in
                let line = Region<Checked, 1>(0 ..< 32, named: "line")
                let blocks = line.partitioned(.equal, into: 4)
                let halos = line.partitioned(restricting: 0 ..< 4, stride: 8, extent: -1 ... 8)
                line.heat.fill(0)
                for _ in 0 ..< 3 {
                    diffuse(halos.heat, &blocks.next)
                    diffuse(halos.next, &blocks.heat)
                }
                describe(&blocks.label, &blocks.tags, &blocks.shape)
                results.add(try await sumOf(blocks.heat).sum().value, named: "sum")
                results.add(Double.nan, named: "nothing")
                let part = Region<Checked, 1>(0 ..< 4, named: "part")
                part.partitioned(.equal, into: 2)[0].heat.fill(.nan)
                predicated(Future(true)) { part.partitioned(.equal, into: 4)[3].heat.fill(2) }
                results.add(try await makeChecked().value)
                Region<Checked, 1>(0 ..< cohort.workers, named: "gone").destroy()
            }, mappings: .random(100))
    }

    /// Something that hangs on the number of workers is found; the seed shows it again, and two workers are the least that do.
    @Test func numberOfWorkers() async throws {
        let program = { (cohort: Context) async throws in
            let line = Region<Checked, 1>(0 ..< 8, named: "line")
            line.heat.fill(5)
            line.partitioned(.equal, into: 4)[2].heat.fill(Double(cohort.workers))
        }
        let error = try #require(await failure { try await check(program, mappings: .random(100)) })
        #expect(error.code == .checkDifference)
        #expect(error.summary.hasPrefix("field 'heat' of region 'line' is 1.0 at point (4) in program order, but "))
        #expect(error.summary.hasSuffix("; 2 of 8 points differ"))
        #expect(error.fix.contains("the simplest run that differs has 2 workers; look"))
        #expect(error.place?.file.description.hasSuffix("CheckTests.swift") == true)
        let seed = try #require(error.fix.firstMatch(of: /mappings: \.seed\((\d+)\)/).flatMap { UInt64($0.1) })
        let again = try #require(await failure { try await check(program, mappings: .seed(seed)) })
        #expect(again.summary == error.summary && again.trail == error.trail)
        let others = try #require(await failure { try await check(program, mappings: .random(3, from: seed)) })
        #expect(others.trail == error.trail)
    }

    /// Tasks that tell each other of their order past the runtime: some run has another order.
    @Test func undeclaredOrder() async throws {
        let error = try #require(
            await failure {
                try await check(
                    { cohort in
                        Tickets.next.store(0, ordering: .relaxed)
                        let line = Region<Checked, 1>(0 ..< 32, named: "line")
                        takeTicket(&line.partitioned(.equal, into: 16).heat)
                    }, mappings: .random(200))
            })
        #expect(error.code == .checkDifference)
        #expect(error.summary.hasPrefix("field 'heat' of region 'line' is "))
        #expect(error.fix.hasPrefix("run it again by `mappings: .seed("))
    }

    @Test func valuesAndShapes() async throws {
        func summary(_ program: @escaping (Context, CheckedResults) async throws -> Void) async -> String {
            await failure { try await check(program, mappings: .random(20)) }?.summary ?? "no error"
        }
        let value = await summary { $1.add($0.workers > 1 ? "many" : "one", named: "workers") }
        #expect(value == "'workers' is one in program order, but many")
        let points = await summary { cohort, _ in Region<Plate, 1>(0 ..< cohort.workers, named: "line").heat.fill(1) }
        #expect(points.hasPrefix("field 'heat' of region 'line' has the points {0...0} in program order, but {0..."))
        let written = await summary { cohort, _ in
            let line = Region<Plate, 1>(0 ..< 8, named: "line")
            line.partitioned(.equal, into: 8)[cohort.workers - 1].heat.fill(1)
        }
        #expect(written.hasPrefix("field 'heat' of region 'line' is written at {0...0} in program order, but at {"))
        let regions = await summary { cohort, _ in for _ in 0 ..< cohort.workers { Region<Plate, 1>(0 ..< 1).heat.fill(1) } }
        #expect(regions.hasPrefix("the program has fields "))
        let made = await summary { cohort, results in
            let region = try await makeChecked().value
            region.label.fill("\(cohort.workers)")
            results.add(region)
        }
        #expect(made.hasPrefix("field 'label' of region 'made' is 1 at point (0) in program order, but "))
        let failing = await summary { cohort, _ in if cohort.workers > 1 { throw Broken() } }
        #expect(failing.contains("fails with this:\nBroken()"))
    }

    /// What the program throws in program order is its own affair.
    @Test func wrongPrograms() async throws {
        await #expect(throws: Broken.self) { try await check({ _ in throw Broken() }) }
        await expectError(.uninitialized) {
            try await check({ _ in _ = try await Region<Plate, 1>(0 ..< 1).heat.values() })
        }
    }

    /// Tasks that must run together have no sequential run, and some machines are too small for them.
    @Test func gangs() async throws {
        try await check(
            { _ in
                let line = Region<Line, 1>(0 ..< 4, named: "line")
                line.a.fill(0)
                let blocks = line.partitioned(.equal, into: 4)
                mustEpoch { wave(&blocks.a, 2) }
            }, mappings: .random(12))
    }

    @Test func aSeedIsARun() throws {
        for seed: UInt64 in 0 ..< 200 {
            let run = CheckedRun(seed: seed)
            #expect(run == CheckedRun(seed: seed))
            #expect(run.machine == nil || run.options.machine != nil, "\(run)")
            for simpler in run.simpler { #expect(simpler != run) }
            var simplest = run
            while let next = simplest.simpler.first { simplest = next }
            #expect(simplest == CheckedRun())
        }
        #expect(Set((0 ..< 200).map { CheckedRun(seed: $0).description }).count > 100)
    }

    private func failure(_ body: () async throws -> Void) async -> CohortError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? CohortError
        }
    }
}
