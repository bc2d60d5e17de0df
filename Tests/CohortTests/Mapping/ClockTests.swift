import Cohort
import Foundation
import Testing

@testable import CohortLife

/// Modelled time of programs that one can do in one's head.
@Suite struct ClockTests {
    /// A machine on which a byte takes a nanosecond, and the first one 100 more; a copy takes 1 µs more.
    static let slow = "nodes 1, cpus 2, gpus 1, gpu-speed 10, memory 1GiB, framebuffer 1GiB, bandwidth 1GB/s, latency 100ns, "
    static let links = "link-bandwidth 1GB/s, link-latency 1us, framebuffer-bandwidth 2GB/s, framebuffer-latency 500ns"

    /// The modelled time of what `body` does after `prepare`, and how many tasks each processor had meanwhile.
    private func time<Prepared>(
        _ times: [String: Duration] = [:], _ mapper: any Mapper = DefaultMapper(), _ machine: String = slow + links,
        after prepare: @escaping () async throws -> Prepared, _ body: @escaping (Prepared, Context) async throws -> Void
    ) async throws -> (elapsed: Duration, report: ClockReport, taskCounts: [Int]) {
        let options = RuntimeOptions(machine: try MachineModel(machine), mapper: mapper, clock: .modelled(TaskTimes(times)))
        return try await withCohort(options) { cohort in
            let prepared = try await prepare()
            await cohort.fence()
            let before = try #require(cohort.clockReport)
            try await body(prepared, cohort)
            await cohort.fence()
            let report = try #require(cohort.clockReport)
            let counts = zip(before.processors, report.processors).map { $1.taskCount - $0.taskCount }
            return (report.elapsed - before.elapsed, report, counts)
        }
    }

    /// A region of 1000 integers, 8000 bytes a field, with data.
    private static func line() -> Region<Line, 1> {
        let line = Region<Line, 1>(0 ..< 1000, named: "line")
        line.a.set(Array(repeating: 1, count: 1000))
        line.b.set(Array(repeating: 1, count: 1000))
        return line
    }

    /// On the GPU with all data in its own memory, by the name of the task.
    private func onDevice(_ names: String...) -> PlannedMapper {
        PlannedMapper(
            options: { names.contains($0.name) ? TaskOptions(processor: 2) : nil },
            answer: { task in
                TaskMapping(task.requirements.map { _ in RequirementMapping(in: names.contains(task.name) ? 2 : 0) })
            })
    }

    @Test func aChain() async throws {
        let (elapsed, report, counts) = try await time(["add": .microseconds(100)], after: Self.line) { line, _ in
            for _ in 0 ..< 5 { add(&line.a, 1) }
        }
        #expect(elapsed == .nanoseconds(5 * 100_100))
        #expect(report.tasks.first == .init(name: "add", time: .nanoseconds(500_500), count: 5))
        #expect(counts == [5, 0, 0])
        #expect(ClockReport(json: report.json)?.json == report.json)
    }

    /// Four pieces on two workers, then all together: two rounds and one.
    @Test func forkAndJoin() async throws {
        let times: [String: Duration] = ["add": .microseconds(100), "total": .microseconds(50)]
        let (elapsed, _, counts) = try await time(times, after: Self.line) { line, _ in
            add(&line.partitioned(.equal, into: 4).a, 1)
            total(line.a)
        }
        #expect(elapsed == .nanoseconds(2 * 100_100 + 50_100))
        #expect(counts == [3, 2, 0])
    }

    /// Without a time, a task takes as long as its data: read and written they count twice.
    @Test func dataWithoutTimes() async throws {
        let (written, _, _) = try await time(after: Self.line) { line, _ in put(&line.a, 1) }
        #expect(written == .nanoseconds(100 + 8000))
        let (changed, _, _) = try await time(after: Self.line) { line, _ in add(&line.a, 1) }
        #expect(changed == .nanoseconds(100 + 16000))
        let (read, _, _) = try await time(["total": .nanoseconds(7999)], after: Self.line) { line, _ in total(line.a) }
        #expect(read == .nanoseconds(100 + 8000))
    }

    /// The copy over the link, and then a tenth of the body's time.
    @Test func aDevice() async throws {
        let mapper = onDevice("add")
        let (elapsed, report, _) = try await time(["add": .microseconds(200)], mapper, after: Self.line) { line, _ in
            add(&line.a, 1)
            add(&line.a, 1)
            total(line.a)
        }
        // There, twice on the device, and back.
        #expect(elapsed == .nanoseconds(9000 + 2 * 20_500 + 9000 + 8100))
        #expect(report.processors[2] == .init(name: "gpu 0", busy: .nanoseconds(41_000), taskCount: 2))
        let link = report.channels.filter { $0.source != $0.target }
        #expect(
            link == [
                .init(source: "system", target: "framebuffer 0", busy: .nanoseconds(9000), byteCount: 8000, copyCount: 1),
                .init(source: "framebuffer 0", target: "system", busy: .nanoseconds(9000), byteCount: 8000, copyCount: 1),
            ])
        #expect(report.memories.first { $0.name == "framebuffer 0" }?.peakByteCount == 8000)
    }

    /// What goes over one link goes one after the other, and a task elsewhere runs meanwhile.
    @Test func copiesShareAChannel() async throws {
        let times: [String: Duration] = ["add": .microseconds(10), "total": .microseconds(30)]
        let (elapsed, _, _) = try await time(times, onDevice("add"), after: { (Self.line(), Self.line(), Self.line()) }) {
            lines, _ in
            add(&lines.0.a, 1)
            add(&lines.1.a, 1)
            total(lines.2.a)
        }
        // The second copy arrives after 18 µs; its data take 16000 bytes at 2 GB/s.
        #expect(elapsed == .nanoseconds(max(18_000 + 500 + 8000, 30_100)))
        let (alone, _, _) = try await time(times, onDevice("add"), after: { (Self.line(), Self.line()) }) { lines, _ in
            add(&lines.0.a, 1)
            add(&lines.1.a, 1)
        }
        #expect(alone == .nanoseconds(18_000 + 500 + 8000))
    }

    /// The task of a higher priority goes first, though it was launched last.
    @Test func prioritiesCount() async throws {
        let mapper = PlannedMapper(options: { TaskOptions(processor: 0, priority: $0.name == "total" ? 1 : 0) })
        let times: [String: Duration] = ["add": .microseconds(20), "put": .microseconds(20), "total": .microseconds(20)]
        let (elapsed, _, _) = try await time(times, mapper, after: { (Self.line(), Self.line()) }) { lines, cohort in
            let start = try #require(cohort.clockReport).elapsed
            add(&lines.0.a, 1)
            put(&lines.0.b, 1)
            _ = try await total(lines.1.a).value
            #expect(try #require(cohort.clockReport).elapsed - start == .nanoseconds(20_100))
        }
        #expect(elapsed == .nanoseconds(3 * 20_100))
    }

    /// A task that was sent to a worker, and those for any, share that worker's time.
    @Test func anyWorkerIsOneOfThem() async throws {
        let mapper = PlannedMapper(options: { $0.name == "put" ? TaskOptions(processor: 0) : nil })
        let times: [String: Duration] = ["put": .microseconds(50), "total": .microseconds(20)]
        let (elapsed, _, counts) = try await time(times, mapper, after: { (Self.line(), Self.line()) }) { lines, _ in
            put(&lines.0.a, 1)
            for _ in 0 ..< 3 { total(lines.1.a) }
        }
        #expect(elapsed == .nanoseconds(3 * 20_100))
        #expect(counts == [1, 3, 0])
    }

    /// The launching task takes no worker; what its children did elsewhere is brought home before it is over.
    @Test func tasksThatLaunch() async throws {
        let times: [String: Duration] = ["add": .microseconds(200)]
        let (elapsed, report, _) = try await time(times, onDevice("add"), after: Self.line) { line, _ in
            try await addTwice(&line.a).value
        }
        // Each child takes the data there, works, and brings them back.
        #expect(elapsed == .nanoseconds(2 * (9000 + 20_500 + 9000)))
        #expect(report.tasks.map(\.name) == ["add"])
    }

    /// A task that evicts waits until what must be kept has left.
    @Test func eviction() async throws {
        let machine = Self.slow.replacing("framebuffer 1GiB", with: "framebuffer 12000B") + Self.links
        let times: [String: Duration] = ["add": .microseconds(200)]
        let (elapsed, _, _) = try await time(times, onDevice("add"), machine, after: { (Self.line(), Self.line()) }) { lines, _ in
            try await add(&lines.0.a, 1).value
            try await add(&lines.1.a, 1).value
        }
        #expect(elapsed == .nanoseconds(9000 + 20_500 + 9000 + 9000 + 20_500))
    }

    /// Tasks that run together start together, also when one has its processor later.
    @Test func gangsStartTogether() async throws {
        let mapper = PlannedMapper(
            options: { $0.name == "total" ? TaskOptions(processor: 1) : nil },
            epoch: { tasks, context in
                tasks.enumerated().map { number, task in
                    TaskMapping(task.requirements.map { _ in RequirementMapping(in: 0) }, on: .init(rawValue: number))
                }
            })
        let times: [String: Duration] = ["total": .microseconds(70), "comeTogether": .microseconds(30)]
        let (elapsed, _, counts) = try await time(times, mapper, after: { (Self.line(), Self.line()) }) { lines, _ in
            total(lines.1.a)
            concurrently { comeTogether(&lines.0.partitioned(.equal, into: 2).a) }
        }
        #expect(elapsed == .nanoseconds(70_100 + 30_100))
        #expect(counts == [1, 2, 0])
    }

    /// What fails, is poisoned, or not needed takes no time of others, and nobody waits for it for ever.
    @Test func failures() async throws {
        let times: [String: Duration] = ["fails": .microseconds(40), "add": .microseconds(40)]
        let (elapsed, report, _) = try await time(times, after: Self.line) { line, _ in
            let failed = fails(&line.a)
            let poisoned = add(&line.a, 1)
            await expectError(.taskFailed) { try await failed.value }
            await expectError(.taskFailed) { try await poisoned.value }
            predicated(Future(false)) { add(&line.b, 1) }
            try await add(&line.b, 1).value
        }
        #expect(elapsed == .nanoseconds(2 * 40_100))
        #expect(report.tasks.map(\.name) == ["add", "fails"] && report.tasks.map(\.count) == [1, 1])
    }

    /// Code that runs elsewhere, and waits there for a task, is no reason to wait for ever.
    @Test func codeOutsideThePool() async throws {
        let (elapsed, _, _) = try await time(["add": .microseconds(100)], after: Self.line) { line, _ in
            let done = add(&line.a, 1)
            try await Task.sleep(for: .milliseconds(250))
            try await done.value
        }
        #expect(elapsed == .nanoseconds(100_100))
    }

    /// Two runs are the same to the nanosecond, also with random mappings.
    @Test(arguments: [1, 2, 3] as [UInt64]) func twiceTheSame(seed: UInt64) async throws {
        var reports: [String] = []
        for _ in 0 ..< 2 {
            let times: [String: Duration] = ["add": .microseconds(3), "total": .microseconds(20), "accumulate": .microseconds(7)]
            let machine = "nodes 2, cpus 3, gpus 2, framebuffer 1MiB, memory 1GiB"
            let (_, report, _) = try await time(times, RandomMapper(seed: seed), machine, after: Self.line) { line, _ in
                let (quarters, halves) = (line.partitioned(.equal, into: 4), line.partitioned(.equal, into: 2))
                for _ in 0 ..< 10 {
                    add(&quarters.a, 1)
                    accumulate(&halves.b, 2)
                    try await total(halves.a).wait()
                }
            }
            reports.append(report.json)
        }
        #expect(reports[0] == reports[1])
    }

    /// The files that a run is asked for, and the profile as the clock's times.
    @Test func files() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "clock-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (profile, report) = (folder.appending(path: "profile").path, folder.appending(path: "report").path)
        let measured = try RuntimeOptions.ofCommandLine(["--workers", "1", "--cohort-profile", profile])
        try await withCohort(measured) { _ in add(&Self.line().partitioned(.equal, into: 4).a, 1) }
        let tasks = try TaskProfile(file: profile).tasks
        let one = try #require(tasks.first { $0.name == "add" })
        #expect(one.pointCount == 4 && one.isTask && one.launchCount == 1 && one.nanoseconds > 0)
        #expect(
            one.requirements == [
                .init(
                    region: "line", fields: ["a"], use: "reads and writes", isShared: false, byteCount: 8000,
                    largestByteCount: 2000,
                    regionByteCount: 8000)
            ])
        #expect(tasks.contains { $0.name == "set" && !$0.isTask })
        let arguments = ["--cohort-clock", "modelled:\(profile)", "--cohort-clock-report", report, "--cohort-cpus", "2"]
        try await withCohort(try RuntimeOptions.ofCommandLine(arguments)) { _ in
            add(&Self.line().partitioned(.equal, into: 4).a, 1)
        }
        let text = try String(contentsOfFile: report, encoding: .utf8)
        #expect(text.hasPrefix(#"{"version":1,"nanoseconds":"#) && text.contains(#"{"name":"add","nanoseconds":"#))
    }

    @Test func profilesAreReadAsTheyAreWritten() throws {
        let requirement = TaskProfile.Requirement(
            region: "a \"quoted\" name", fields: ["x", "y"], use: "reads", isShared: true, byteCount: 16, largestByteCount: 8,
            regionByteCount: 32)
        let profile = TaskProfile([
            .init(
                name: "one", pointCount: 2, isTask: true, launchCount: 3, nanoseconds: 5, nanosecondsOfPoints: [4, 6],
                requirements: [requirement]),
            .init(
                name: "fill", pointCount: 1, isTask: false, launchCount: 1, nanoseconds: 0, nanosecondsOfPoints: [],
                requirements: []),
        ])
        #expect(TaskProfile(json: profile.json) == profile)
        for wrong in ["", "{}", #"{"version":2,"tasks":[]}"#, #"{"version":1,"tasks":[{"name":"a"}]}"#, profile.json + "x"] {
            #expect(TaskProfile(json: wrong) == nil)
        }
    }

    @Test func wrongFlags() {
        for arguments in [["--cohort-clock", "modeled"], ["--cohort-clock"]] {
            #expect { try RuntimeOptions.ofCommandLine(arguments) } throws: { ($0 as? CohortError)?.code == .machineValue }
        }
        #expect { try RuntimeOptions.ofCommandLine(["--cohort-clock=modelled:/nowhere"]) } throws: {
            ($0 as? CohortError)?.code == .runFile
        }
    }

    /// A file that cannot be written is an error of the run.
    @Test func unwritableFiles() async throws {
        var options = RuntimeOptions(workers: 1, clock: .modelled(TaskTimes()))
        options.clockReportFile = "/nowhere/report"
        await #expect { try await withCohort(options) { _ in } } throws: { ($0 as? CohortError)?.code == .runFile }
    }
}

/// Launches `add` twice.
@Task
func addTwice(_ y: inout Field<Int, 1>) async throws {
    for _ in 0 ..< 2 { add(&y.region, 1) }
}

/// Comes together with the other points.
@Task
func comeTogether(_ y: inout Field<Int, 1>) throws {
    try pointBarrier()
}

/// Throws.
@Task
func fails(_ y: inout Field<Int, 1>) throws {
    throw UsageError("on purpose")
}
