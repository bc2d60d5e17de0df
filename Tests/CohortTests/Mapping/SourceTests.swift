import Cohort
import CohortLocking
import Testing

/// From where data are copied.
@Suite struct SourceTests {
    private static let machine = "nodes 2, cpus 2, gpus 2, framebuffer 1MiB"

    /// Puts data into several memories, and then has them needed in another.
    private func spread() async throws {
        let line = Region<Line, 1>(0 ..< 8, named: "line")
        line.a.fill(5)
        add(&line.a, 0)
        _ = try await total(line.a).value
        _ = try await total2(line.a).value
        #expect(try await total3(line.a).value == 40)
    }

    private var mapper: FollowingMapper {
        FollowingMapper(interests: .sources, memories: ["add": 0, "total": 1, "total2": 2, "total3": 4])
    }

    /// Asked with all that have the data, the nearest first; what is ranked is used, and what is not comes last.
    @Test func rankingsAreObeyed() async throws {
        for wanted in 0 ..< 3 {
            let asked = Notes<SourcesToSelect>(), reports = Notes<ProfilingReport>()
            var mapper = mapper
            mapper.sources = { question in
                asked.add(question)
                return [question.sources[min(wanted, question.sources.count - 1)].instance.id]
            }
            mapper.task = { [memories = mapper.memories] task in
                var mapping = TaskMapping(task.requirements.map { _ in RequirementMapping(in: memories[task.name] ?? 0) })
                mapping.reports = .copies
                return mapping
            }
            mapper.told = { reports.add($0) }
            try await mapped(mapper, Self.machine, orders: [.sequential]) { () async throws in try await self.spread() }
            let last = try #require(asked.all.last)
            #expect(asked.all.map(\.name) == ["total2", "total3"])
            #expect(
                last.region == "line" && last.field == "a" && last.domain.indices == Array(0 ..< 8) && last.sources.count == 3)
            #expect(last.target.memory.id == 4 && !last.target.isComplete)
            for (one, next) in zip(last.sources, last.sources.dropFirst()) {
                if let better = next.affinity { #expect(one.affinity.map { !better.isBetter(than: $0) } ?? false) }
            }
            let copy = try #require(reports.all.last?.copies.first)
            #expect(copy.source == last.sources[wanted].instance.memory && copy.target.id == 4)
        }
    }

    /// Who does not want the question is not asked, and the nearest instance is the source.
    @Test func nearestWithoutQuestion() async throws {
        let asked = Notes<String>(), reports = Notes<ProfilingReport>()
        var mapper = mapper
        mapper.interests = []
        mapper.sources = { question in
            asked.add(question.name)
            return []
        }
        mapper.operation = { operation in
            var mapping = OperationMapping(operation.requirements.map { _ in RequirementMapping(in: 0) })
            mapping.reports = .copies
            return mapping
        }
        mapper.memories = ["add": 5, "total": 4, "total2": 1]
        mapper.told = { reports.add($0) }
        let machine = try MachineModel(Self.machine)
        try await mapped(mapper, Self.machine, orders: [.sequential]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            add(&line.a, 1)
            _ = try await total(line.a).value
            _ = try await total2(line.a).value
            #expect(try await line.a.values() == Array(repeating: 2, count: 8))
        }
        #expect(asked.all == [])
        let copy = try #require(reports.all.last?.copies.first)
        let memories = [5, 4, 1].compactMap { machine.memory(.init(rawValue: $0)) }
        let best = memories.compactMap { machine.affinity(from: $0, to: machine.systemMemory) }.max { $1.isBetter(than: $0) }
        #expect(machine.affinity(from: copy.source, to: copy.target) == best && copy.target == machine.systemMemory)
    }

    /// Instances that were not offered, and one that stands there twice.
    @Test func wrongRankings() async throws {
        let wrong: [(String, @Sendable (SourcesToSelect) -> [InstanceToMap.ID])] = [
            ("twice", { [$0.sources[0], $0.sources[0]].map(\.instance.id) }), ("none of the data", { [$0.target.id] }),
        ]
        for (word, answer) in wrong {
            var mapper = mapper
            mapper.sources = answer
            try await mapped(mapper, Self.machine) { () async throws in
                await expectError(.mappingSource, naming: ["'following'", "field 'a'", "'total2'", word]) {
                    try await self.spread()
                }
            }
        }
    }
}

@Task func total2(_ x: borrowing Field<Int, 1>) -> Int { x.domain.reduce(0) { $0 + x[$1] } }
@Task func total3(_ x: borrowing Field<Int, 1>) -> Int { x.domain.reduce(0) { $0 + x[$1] } }
