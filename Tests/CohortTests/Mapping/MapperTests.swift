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

    /// T41: a memory that is not there.
    @Test(arguments: [-1, 2]) func noSuchMemory(number: Int) async throws {
        try await mapped(PlannedMapper(answer: { $0.name == "add" ? TaskMapping([RequirementMapping(memory: number)]) : nil })) { () async throws in
            let halves = Region<Line, 1>(0 ..< 8).partitioned(.equal, into: 2)
            halves.a.fill(1)
            await expectError(.mappingMemory, naming: ["memory \(number)", "'add'", "0 (memory 0), 1 (memory 1)"]) {
                try await add(&halves.a, 1).wait()
            }
        }
    }

    /// T41: rows shorter than the region's.
    @Test func impossibleLayout() async throws {
        let mapper = PlannedMapper(answer: { $0.name == "add" ? TaskMapping([RequirementMapping(memory: 0, padding: -1)]) : nil })
        try await mapped(mapper) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            await expectError(.mappingLayout, naming: ["-1"]) { try await add(&line.a, 1).value }
        }
    }

    /// A mapper is asked once for each point of a task, and told what it needs to know.
    @Test func whatItIsTold() async throws {
        let seen = Locked<[String]>([])
        let mapper = PlannedMapper(answer: { task in
            let text = task.requirements.map { "\($0.use) \($0.region).\($0.fields.joined()) \($0.domain)" }.joined(separator: "; ")
            if task.isTask { seen.withLock { $0.append("\(task.name) \(task.point)/\(task.pointCount): \(text)") } }
            return nil
        })
        try await mapped(mapper, orders: [.sequential]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8, named: "line")
            line.a.fill(1)
            line.b.fill(1)
            let halves = line.partitioned(.equal, into: 2)
            copyField(line.b, &line.a)
            add(&halves.a, 1)
            accumulate(&line.a, 1)
            #expect(try await total(line.a).value == 24)
        }
        #expect(
            seen.withLock { $0 } == [
                "copyField 0/1: reads line.b {0...7}; reads and writes line.a {0...7}",
                "add 0/2: reads and writes line.a {0...3}", "add 1/2: reads and writes line.a {4...7}",
                "accumulate 0/1: reduces line.a {0...7}", "total 0/1: reads line.a {0...7}",
            ])
    }
}
