import Cohort
import Testing

/// Further instances that get the results of a task.
@Suite struct ResultTests {
    /// The copies are there when the task is over, valid, and only then.
    @Test func copiesAreValid() async throws {
        let seen = Notes<[Int]>(), asked = Notes<String>()
        let mapper = FollowingMapper(
            interests: .postmapping, wantsInstances: true, memories: ["add": 1],
            task: { task in
                if task.name == "total" {
                    seen.add(task.requirements[0].instances.filter(\.isComplete).map(\.memory.id.rawValue).sorted())
                }
                return nil
            },
            results: { task in
                asked.add(task.name)
                return task.name == "add" ? [[RequirementMapping(in: 2), RequirementMapping(in: 0, extent: .piece)]] : []
            })
        try await mapped(mapper, "nodes 3, cpus 3", orders: [.sequential]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            add(&line.a, 1)
            #expect(try await total(line.a).value == 16)
        }
        #expect(seen.all == [[0, 1, 2]] && asked.all == ["add", "total"])
    }

    /// What was copied survives a memory whose instance others push out: no copy is needed to save it.
    @Test func resultsAreCorrectEverywhere() async throws {
        let mapper = FollowingMapper(
            interests: .postmapping,
            task: { task in
                TaskMapping(
                    task.requirements.map { _ in RequirementMapping(in: .init(rawValue: task.point % 3), extent: .piece) })
            },
            results: { task in
                task.requirements.map { _ in (0 ..< 3).map { RequirementMapping(in: .init(rawValue: $0), extent: .region) } }
            })
        try await mapped(mapper, "nodes 2, cpus 2") { () async throws in
            let line = Region<Line, 1>(0 ..< 96)
            line.a.fill(0)
            let pieces = line.partitioned(.equal, into: 8)
            for round in 1 ... 4 {
                add(&pieces.a, round)
                _ = try await shareWithChildren(&line.a).value
            }
            #expect(try await line.a.values() == self.expected(96))
        }
    }

    private func expected(_ count: Int) -> [Int] {
        var line = Array(repeating: 0, count: count)
        for round in 1 ... 4 {
            for index in line.indices { line[index] += round }
            for inner in 0 ..< 3 {
                for index in line.indices { line[index] += 10 }
                line[3] += 1
                for index in count / 2 ..< count { line[index] += inner }
            }
        }
        return line
    }

    /// Tasks that fail are not asked about, and answers that cannot be followed fail the task.
    @Test func wrongAnswers() async throws {
        let others = Notes<InstanceToMap.ID>()
        let wrong: [(CohortError.Code, String, @Sendable (TaskToMap) -> [[RequirementMapping]])] = [
            (.mappingRequirements, "2 requirements", { _ in [[], []] }),
            (.mappingMemory, "memory 9", { _ in [[RequirementMapping(in: 9)]] }),
            (.mappingInstance, "not there", { _ in [[RequirementMapping(in: 0, instances: others.all)]] }),
        ]
        for (code, word, answer) in wrong {
            let mapper = FollowingMapper(
                interests: .postmapping, wantsInstances: true,
                results: { task in
                    if task.name == "add" { return answer(task) }
                    for instance in task.requirements[0].instances { others.add(instance.id) }
                    return []
                })
            try await mapped(mapper) { () async throws in
                let line = Region<Line, 1>(0 ..< 8), other = Region<Line, 1>(0 ..< 8)
                other.a.fill(1)
                #expect(try await total(other.a).value == 8)
                line.a.fill(1)
                await expectError(code, naming: ["'add'", word]) { try await add(&line.a, 1).value }
                await expectError(code) { try await total(line.a).value }
                line.a.fill(2)
                #expect(try await total(line.a).value == 16)
            }
        }
        let asked = Notes<String>()
        let mapper = FollowingMapper(
            interests: .postmapping,
            results: { task in
                asked.add(task.name)
                return []
            })
        try await mapped(mapper, orders: [.sequential]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            await expectError(.taskFailed) { try await breakLine(&line.a).value }
        }
        #expect(asked.all == [])
    }
}

@Task func breakLine(_ x: inout Field<Int, 1>) throws { throw Broken() }
