import Cohort
import CohortWitness
import Foundation
import Testing

@testable import CohortLife

@Suite struct LogTests {
    /// Nothing is wrong with a run that went well, whoever ran it and wherever its data lay.
    @Test(arguments: World.allCases) func clean(world: World) async throws {
        let check = try LoggedProgram.check(try await LoggedProgram.run(world))
        #expect(check.findings.map(\.description) == [])
        #expect(check.superfluous.isEmpty)
    }

    /// The log says what was launched, in the words of the program.
    @Test func contents() async throws {
        let log = try CohortWitness.Log(LogFile(path: try await LoggedProgram.run(.twoWorkers)))
        let tasks = log.launches.values.filter { $0.kind == "task" }.sorted { $0.number < $1.number }
        #expect(tasks.prefix(4).map(\.name) == ["putAll", "transfer", "addUp", "heighten"])
        #expect(tasks[0].count == LoggedProgram.pieces && tasks[0].requirements.map(\.privilege) == [.discard])
        #expect(tasks[0].place?.file == "CohortTests/LoggedProgram.swift")
        #expect(tasks.count { $0.name == "heighten" } == 6 + 2 * LoggedProgram.pieces + 1)
        let line = try #require(log.regions.values.min { $0.number < $1.number })
        #expect(line.name == "Line")
        #expect(line.fields.values.map(\.name).sorted() == ["a", "b", "u", "v"])
        let windows = log.partitions.values.filter { $0.count == LoggedProgram.pieces }.sorted { $0.number < $1.number }
        #expect(windows.map { $0.pieces.values.map(\.volume).sorted() } == [[2, 2, 2, 2], [3, 4, 5, 5]])
        #expect(log.contexts.count == 1 + LoggedProgram.pieces + 1)
        #expect(log.runs.values.count { $0.outcome == .failed } == 1)
        #expect(log.runs.values.count { $0.outcome == .poisoned } == 1)
        #expect(log.instances.isEmpty && log.copies.isEmpty)
    }

    /// Edges are noted though what they lead from is over long since: on one worker that runs everything at once no edge ever waits.
    @Test func edgesDoNotHangOnTheMoment() async throws {
        let worlds: [World] = [.sequential, .oneWorker, .inline]
        var edges: [Int] = []
        for world in worlds {
            edges.append(try CohortWitness.Log(LogFile(path: try await LoggedProgram.run(world))).edges.count(where: \.isData))
        }
        #expect(edges[0] > 50 && Set(edges).count == 1, "\(edges)")
    }

    /// A step adds as many edges as the one before: who read a block's surroundings long ago needs no edge from who writes the block.
    @Test func edgesGrowWithTheProgram() async throws {
        func edges(steps: Int) async throws -> Int {
            let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).log").path
            defer { try? FileManager.default.removeItem(atPath: path) }
            var options = RuntimeOptions(workers: 2)
            options.logFile = path
            try await withCohort(options) { _ in
                let line = Region<Line, 1>(0 ..< 12)
                let blocks = line.partitioned(.equal, into: 4)
                let windows = line.partitioned(restricting: 0 ..< 4, stride: 3, extent: -1 ... 3)
                putAll(&blocks.a, 1)
                for _ in 0 ..< steps {
                    addUp(windows.a)
                    heighten(&blocks.a, 1)
                }
            }
            let log = try CohortWitness.Log(LogFile(path: path))
            #expect(Check(log).findings.map(\.description) == [])
            return log.edges.count(where: \.isData)
        }
        let (few, more, most) = (try await edges(steps: 10), try await edges(steps: 20), try await edges(steps: 30))
        #expect(most - more == more - few, "\(few), \(more), \(most)")
    }

    /// Who uses no points follows nobody and is followed by nobody, taking turns or not; all else in order is in order for a reason.
    @Test(arguments: [World.twoWorkers, .sixMemoriesInline]) func noEdgeIsSuperfluous(world: World) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).log").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        var options = world.options
        options.logFile = path
        try await withCohort(options) { _ in
            for _ in 0 ..< 3 {
                let line = Region<Line, 1>(0 ..< 8)
                let halves = line.partitioned(pieces: [Rect(0 ..< 4), Rect(4 ..< 4), Rect(4 ..< 8), Rect(8 ..< 8)])
                for round in 0 ..< 4 {
                    putAll(&halves.a, round)
                    heighten(&halves[1].a, 1)
                    heighten(&halves[3].a, 1)
                    heighten(&halves[0].a, 1)
                }
                let sum = try await addUp(line.a).value
                #expect(sum == 3 * 8 + 4)
            }
        }
        let log = try CohortWitness.Log(LogFile(path: path))
        let check = Check(log)
        #expect(check.findings.map(\.description) == [] && check.superfluous.map { log.describe(superfluous: $0) } == [])
        #expect(log.edges.count(where: \.isData) >= 3 * (3 * 3 + 2))
        let whole = try LoggedProgram.check(try await LoggedProgram.run(world))
        #expect(whole.findings.isEmpty && whole.superfluous.isEmpty)
    }

    /// What two requirements of a task read is brought once, wherever it is.
    @Test(arguments: 1 ... 12) func copiesOfATaskAreDisjoint(seed: UInt64) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).log").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        var options = RuntimeOptions(workers: 2, machine: .twoNodesTwoDevices, mapper: RandomMapper(seed: seed))
        options.logFile = path
        try await withCohort(options) { _ in
            let line = Region<Line, 1>(0 ..< 12)
            let blocks = line.partitioned(.equal, into: 2)
            for round in 0 ..< 8 {
                putAll(&line.a, round)
                addTwo(line.a, blocks[0].a)
            }
        }
        let log = try CohortWitness.Log(LogFile(path: path))
        #expect(Check(log).findings.map(\.description) == [])
        for (index, copy) in log.copies.enumerated() {
            for other in log.copies[..<index] where other.operation == copy.operation && other.target == copy.target {
                #expect(Set(other.fields).isDisjoint(with: copy.fields) || !other.area.overlaps(copy.area))
            }
        }
    }

    /// A log that cannot be written is an error of the run, and not of the program's results.
    @Test func unwritable() async throws {
        var options = RuntimeOptions(workers: 1)
        options.logFile = "/nowhere/at/all.log"
        await expectError(.runFile, naming: ["/nowhere/at/all.log"]) { try await withCohort(options) { _ in } }
    }

    /// What the runtime itself leaves out on purpose is found: each edge that no other path replaces, and each copy.
    @Test func plannedFaults() async throws {
        var found: [Finding.Problem: Int] = [:]
        for number in 0 ..< 40 {
            let check = try LoggedProgram.check(try await LoggedProgram.run(.sequential, fault: .edge(number)))
            for problem in Set(check.findings.map(\.problem)) { found[problem, default: 0] += 1 }
            if check.findings.contains(where: { $0.problem != .race && $0.problem != .outOfOrder }) {
                Issue.record("\(check.findings)")
            }
        }
        #expect(found[.race, default: 0] >= 30, "\(found)")
        var stale = 0
        for number in 0 ..< 10 {
            let check = try LoggedProgram.check(try await LoggedProgram.run(.sixMemoriesInline, fault: .copy(number)))
            stale += check.findings.contains { $0.problem == .stale } ? 1 : 0
        }
        // What a mapper has copied for later may be of no use to anyone.
        #expect(stale >= 8)
    }
}
