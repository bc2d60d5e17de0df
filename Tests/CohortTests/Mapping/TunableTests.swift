import Cohort
import Testing

/// Numbers that the mapper chooses.
@Suite struct TunableTests {
    /// The mapper's word, then the standard ones, then the program's default.
    @Test(arguments: [RuntimeOptions.Order.parallel, .inline, .sequential]) func whoDecides(
        order: RuntimeOptions.Order
    ) async throws {
        let asked = Notes<TunableToSelect>()
        let mapper = FollowingMapper(number: { question in
            asked.add(question)
            return ["pieces": 12, "gpus": 7][question.name.name]
        })
        try await mapped(mapper, "nodes 2, cpus 6, gpus 3, framebuffer 1GiB, memory 8GiB", orders: [order]) { () async throws in
            #expect(try await tunable("pieces", default: 4).value == 12)
            #expect(try await tunable(.gpus).value == 7)
            #expect(try await tunable(.cpuWorkers).value == 6)
            #expect(try await tunable("depth", default: 3).value == 3)
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            add(&line.a, tunable("pieces"))
            #expect(try await total(line.a).value == 96)
        }
        #expect(asked.all.map(\.name) == ["pieces", .gpus, .cpuWorkers, "depth", "pieces"])
        #expect(asked.all.map(\.fallback) == [4, nil, nil, 3, nil] && asked.all[0].trail == ["main"])
    }

    /// The standard ones, by the default mapper.
    @Test func standardOnes() async throws {
        let expected: [(TunableName, Int)] = [
            (.nodes, 2), (.cpuWorkers, 7), (.gpus, 3), (.openMPGroups, 2), (.ioThreads, 1), (.cpuWorkersPerNode, 3),
            (.gpusPerNode, 1),
            (.openMPGroupsPerNode, 1), (.memoryByteCount, 8 << 30), (.memoryByteCountPerNode, 4 << 30),
            (.framebufferByteCount, 1 << 30),
        ]
        let machine = "nodes 2, cpus 7, gpus 3, openmp 2, openmp-threads 2, io 1, framebuffer 1GiB, memory 8GiB"
        try await mapped(DefaultMapper(), machine, orders: [.parallel]) { () async throws in
            for (name, value) in expected { #expect(try await tunable(name, default: -1).value == value, "\(name)") }
        }
    }

    /// Without a mapper it is this computer, with the workers that there are.
    @Test func withoutMapper() async throws {
        try await withCohort(RuntimeOptions(workers: 5)) { _ async throws in
            #expect(try await tunable(.cpuWorkers).value == 5)
            #expect(try await tunable(.nodes).value == MachineModel.current.nodeCount)
            #expect(try await tunable("pieces", default: 9).value == 9)
        }
    }

    /// A name that nobody knows, and a question outside any program.
    @Test func unknownNames() async throws {
        for options in [RuntimeOptions(workers: 2), RuntimeOptions(workers: 2, mapper: DefaultMapper())] {
            try await withCohort(options) { _ async throws in
                await expectError(.unknownTunable, naming: ["'main'", "'depth'", "TunableTests.swift"]) {
                    try await tunable("depth").value
                }
            }
        }
        await expectError(.noContext) { try await tunable("pieces", default: 1).value }
    }
}
