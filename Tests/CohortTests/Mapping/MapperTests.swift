import Cohort
import CohortLocking
import Testing

/// What mappers are asked, and what becomes of answers that break a rule.
@Suite struct MapperTests {
    /// T41: an answer for each requirement.
    @Test func missingAnswers() async throws {
        try await mapped(PlannedMapper(answer: { $0.name == "add" ? TaskMapping([]) : nil })) { () async throws in
            let line = Region<Line, 1>(0 ..< 8, named: "line")
            line.a.fill(1)
            await expectError(.mappingRequirements, naming: ["'planned'", "'add'", "0 requirements", "has 1"]) {
                try await add(&line.a, 1).value
            }
            await expectError(.mappingRequirements) { try await total(line.a).value }
            line.a.fill(2)
            #expect(try await total(line.a).value == 16)
        }
    }

    /// T41: a memory that is not there, or that the processor does not reach.
    @Test func memories() async throws {
        let wrong = [
            (-1, ["memory -1", "3 memories", "system, zero-copy, framebuffer 0"]),
            (2, ["framebuffer 0", "cpu 0 does not reach"]),
        ]
        for (memory, words) in wrong {
            let mapper = PlannedMapper(answer: { task in
                task.name == "add" ? TaskMapping([RequirementMapping(in: .init(rawValue: memory))], on: 0) : nil
            })
            try await mapped(mapper, "nodes 1, cpus 2, gpus 1, framebuffer 1MiB") { () async throws in
                let halves = Region<Line, 1>(0 ..< 8).partitioned(.equal, into: 2)
                halves.a.fill(1)
                await expectError(.mappingMemory, naming: ["of task 'add'"] + words) { try await add(&halves.a, 1).wait() }
            }
        }
    }

    /// T41: a processor that is not there, or of a kind that the task has no variant for; also chosen at the launch.
    @Test(arguments: [(7, "processor 7"), (2, "utility 0")]) func processors(number: Int, word: String) async throws {
        let mappers = [
            PlannedMapper(options: { $0.name == "add" ? TaskOptions(processor: .init(rawValue: number)) : nil }),
            PlannedMapper(answer: { task in
                task.name == "add" ? TaskMapping([RequirementMapping(in: 0)], on: .init(rawValue: number)) : nil
            }),
        ]
        for mapper in mappers {
            try await mapped(mapper, "cpus 2, utility 1") { () async throws in
                let line = Region<Line, 1>(0 ..< 8)
                line.a.fill(1)
                await expectError(.mappingProcessor, naming: [word, "'add'"]) { try await add(&line.a, 1).value }
                line.a.fill(1)
                #expect(try await total(line.a).value == 8)
            }
        }
    }

    /// T41: slices that drop a point, repeat one, or have one of another launch.
    @Test(arguments: [([0 ... 2], "lacks point [3]"), ([0 ... 2, 2 ... 3], "point [2] twice"), ([0 ... 4], "point [4]")])
    func slices(ranges: [ClosedRange<Int>], word: String) async throws {
        let mapper = PlannedMapper(slices: { launch in
            launch.name == "add" ? ranges.map { TaskSlice(.ranges($0), on: nil) } : nil
        })
        try await mapped(mapper) { () async throws in
            let quarters = Region<Line, 1>(0 ..< 8).partitioned(.equal, into: 4)
            quarters.a.fill(1)
            await expectError(.mappingSlices, naming: ["'planned'", "'add'", word]) { try await add(&quarters.a, 1).wait() }
        }
    }

    /// T41: fields and instances that are not there any more.
    @Test func collectedInstances() async throws {
        let first = Locked<InstanceToMap.ID?>(nil)
        let mapper = PlannedMapper(
            wantsInstances: true,
            answer: { task in
                guard task.name == "add", let some = task.requirements.first?.instances.first else { return nil }
                let id = first.withLock { known in
                    known = known ?? some.id
                    return known ?? some.id
                }
                return TaskMapping([RequirementMapping(in: 0, instances: [id])])
            })
        try await mapped(mapper, orders: [.parallel]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            try await add(&line.a, 1).value
            #expect(try await total(line.a).value == 16)
            line.b.fill(1)
            // It has no such field, so another one is taken.
            try await add(&line.b, 1).value
            let other = Region<Line, 1>(0 ..< 8)
            other.a.fill(1)
            await expectError(.mappingInstance, naming: ["'add'", "not there"]) { try await add(&other.a, 1).value }
        }
    }

    /// T17: a must-epoch's tasks on one processor, an answer too few, and shared data in two places.
    @Test func mustEpochs() async throws {
        let wrong: [(CohortError.Code, [String], @Sendable ([TaskToMap]) -> [TaskMapping])] = [
            (
                .mappingConcurrent, ["processor 1", "task 'touch'", "MapperTests.swift"],
                { tasks in
                    tasks.map { TaskMapping($0.requirements.map { _ in RequirementMapping(in: 0) }, on: 1) }
                }
            ),
            (.mappingRequirements, ["1 of 2 tasks"], { tasks in [TaskMapping([RequirementMapping(in: 0)])] }),
            (
                .mappingShared, ["node 1", "at the same time"],
                { tasks in
                    tasks.enumerated().map { number, _ in TaskMapping([RequirementMapping(in: .init(rawValue: 2 * number))]) }
                }
            ),
        ]
        for (code, words, answer) in wrong {
            try await mapped(PlannedMapper(epoch: { tasks, _ in answer(tasks) }), orders: [.parallel, .inline]) {
                () async throws in
                let line = Region<Line, 1>(0 ..< 8)
                line.a.fill(0)
                await expectError(code, naming: ["'planned'"] + words) {
                    let (one, two) = mustEpoch { (touch(&line.a.simultaneous), touch(&line.a.simultaneous)) }
                    try await one.value
                    try await two.value
                }
            }
        }
        let asked = Locked(0)
        let counting = PlannedMapper(epoch: { tasks, _ in
            asked.withLock { $0 += tasks.count == 2 && tasks.allSatisfy { $0.requirements[0].isShared } ? 1 : 100 }
            return nil
        })
        try await mapped(counting, orders: [.parallel]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            mustEpoch {
                touch(&line.a.simultaneous)
                touch(&line.a.simultaneous)
            }
        }
        #expect(asked.withLock { $0 } == 1)
    }

    /// A processor runs one task at a time.
    @Test func processorsRunOneTask() async throws {
        let mapper = PlannedMapper(options: { $0.name == "occupy" ? TaskOptions(processor: 1) : nil })
        try await mapped(mapper, workers: 4, orders: [.parallel]) { () async throws in
            let line = Region<Line, 1>(0 ..< 64)
            line.a.fill(0)
            let points = line.partitioned(.equal, into: 64)
            for _ in 0 ..< 20 { occupy(points.a) }
            _ = try await executionFence().value
            #expect(Occupancy.shared.most == 1 && Occupancy.shared.count == 20 * 64)
        }
    }

    /// Each is asked when and as often as it says, and told what it needs to know.
    @Test func whatItIsTold() async throws {
        let seen = Locked<[String]>([])
        let mapper = PlannedMapper(
            options: { launch in
                seen.withLock { $0.append("options \(launch.name) \(launch.domain) \(launch.isIndexLaunch)") }
                return nil
            },
            slices: { launch in
                seen.withLock { $0.append("slices \(launch.name)") }
                return launch.domain.indices.map { TaskSlice(.ranges($0 ... $0), on: .init(rawValue: $0)) }
            },
            answer: { task in
                let text = task.requirements.map { "\($0.privilege) \($0.region).\($0.fields.joined()) \($0.domain)" }
                let whom = "\(task.name) \(task.point)/\(task.pointCount) \(task.processor?.name ?? "any")"
                seen.withLock { $0.append("map \(whom) " + text.joined(separator: ", ")) }
                return nil
            })
        try await mapped(mapper, orders: [.sequential]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8, named: "line")
            line.a.fill(1)
            line.b.fill(1)
            let halves = line.partitioned(.equal, into: 2)
            copyField(line.b, &line.a)
            add(&halves.a, 1)
            #expect(try await total(line.a).value == 16)
        }
        #expect(
            seen.withLock { $0 } == [
                "options copyField {0...0} false", "map copyField 0/1 any read line.b {0...7}, readWrite line.a {0...7}",
                "options add {0...1} true", "slices add", "map add 0/2 cpu 0 readWrite line.a {0...3}",
                "map add 1/2 cpu 1 readWrite line.a {4...7}", "options total {0...0} false",
                "map total 0/1 any read line.a {0...7}",
            ])
    }
}

@Task func touch(_ x: inout Field<Int, 1>) { _ = x[0] }

/// How many run at once.
final class Occupancy: Sendable {
    static let shared = Occupancy()
    private let state = Locked<(count: Int, running: Int, most: Int)>((0, 0, 0))

    var count: Int { state.withLock { $0.count } }
    var most: Int { state.withLock { $0.most } }

    func run() {
        state.withLock {
            $0.count += 1
            $0.running += 1
            $0.most = max($0.most, $0.running)
        }
        for _ in 0 ..< 100 { _ = count }
        state.withLock { $0.running -= 1 }
    }
}

@Task func occupy(_ x: borrowing Field<Int, 1>) { Occupancy.shared.run() }
