import Cohort
import Testing

@testable import CohortCommands

/// The search for a mapping, with programs whose times are a formula.
@Suite struct SearchTests {
    private static func use(
        _ region: String, _ kind: String = "reads", largest: Int = 10, whole: Int = 40
    ) -> TaskProfile.Requirement {
        .init(
            region: region, fields: ["x", "y"], use: kind, isShared: false, byteCount: whole, largestByteCount: largest,
            regionByteCount: whole)
    }

    private static func task(_ name: String, _ nanoseconds: Int, _ uses: [TaskProfile.Requirement]) -> TaskProfile.Task {
        .init(
            name: name, pointCount: 4, isTask: true, launchCount: 10, nanoseconds: nanoseconds, nanosecondsOfPoints: [],
            requirements: uses)
    }

    /// Three tasks that pass data on to each other, the last of them cheap.
    private static let profile = TaskProfile([
        task("first", 100, [use("a"), use("b", "reads and writes")]), task("second", 100, [use("b"), use("c", "overwrites")]),
        task("third", 1, [use("c")]),
    ])

    private static func space(_ machine: String = "nodes 1, cpus 4, gpus 2, framebuffer 1GiB, memory 4GiB") throws -> SearchSpace
    {
        SearchSpace(TunedTask.tasks(of: profile), try MachineModel(machine))
    }

    /// A tenth of the time on GPUs; data that go between tasks and lie apart cost more than that of one task.
    private static func time(_ mapping: TunedMapping, _ space: SearchSpace) -> Double {
        var time = 0.0
        var places: [String: Set<String>] = [:]
        for (task, choice) in zip(space.tasks, mapping.tasks) {
            let speed = choice.processor == "gpu" ? 10.0 : choice.processor == "cpu" ? 1.1 : 1
            time += Double(task.weight) / speed * (choice.slicing == "round-robin" ? 0.99 : 1)
            for (use, place) in zip(task.uses, choice.uses) {
                places[use.region, default: []].insert(place.memory)
                if choice.processor == "gpu", place.memory == "zero-copy" { time += 50 }
            }
        }
        return time + Double(places.values.reduce(0) { $0 + $1.count - 1 }) * 5000
    }

    private static func search(
        _ space: SearchSpace, trials: Int, seed: UInt64 = 1, _ time: @escaping (TunedMapping) -> Double?
    ) -> Search {
        var search = Search(space, isOver: { $0 >= trials }, time: time)
        search.descend(seed: seed)
        return search
    }

    @Test func tasksOfAProfile() {
        let tasks = TunedTask.tasks(of: Self.profile)
        #expect(tasks.map(\.name) == ["first", "second", "third"])
        #expect(tasks[0].weight == 4000 && tasks[0].isIndexLaunch)
        #expect(tasks[0].uses.map(\.kind) == ["reads", "writes"] && tasks[0].uses.map(\.field) == ["x", "x"])
    }

    /// What each processor reaches, its best memory first.
    @Test func spaces() throws {
        let one = try Self.space()
        #expect(one.processors.map(\.word) == ["any", "cpu", "gpu"])
        #expect(one.memories("gpu") == ["framebuffer", "zero-copy"] && one.memories("cpu") == ["system", "zero-copy"])
        let two = try Self.space("nodes 2, cpus 4, openmp 2, zero-copy 0B")
        #expect(two.processors.map(\.word) == ["any", "cpu", "openmp"])
        #expect(two.memories("any") == ["system"] && two.memories("cpu") == ["node", "system"])
        #expect(one.small.count == 6 * 6 * 6 && Set(one.small).count == one.small.count)
    }

    /// No step of one task gains anything here, since data would go to and fro.
    @Test func tasksMoveWithTheirData() throws {
        let space = try Self.space()
        let found = Self.search(space, trials: 100) { Self.time($0, space) }
        let best = try #require(space.small.map { Self.time($0, space) }.min())
        #expect(try #require(found.best).time <= best)
        #expect(found.best?.mapping.tasks.map(\.processor) == ["gpu", "gpu", "gpu"])
        #expect(found.trialCount <= 100 && found.failureCount == 0)
        var exhaustive = Search(space, isOver: { _ in false }, time: { Self.time($0, space) })
        exhaustive.exhaust()
        #expect(exhaustive.best?.time == best && exhaustive.trialCount == space.small.count)
    }

    /// A program that fails is a mapping left out; a memory without room is not even tried.
    @Test func failuresAndPruning() throws {
        let space = try Self.space()
        let found = Self.search(space, trials: 200) { mapping in
            mapping.tasks.contains { $0.processor == "gpu" } ? nil : Self.time(mapping, space)
        }
        #expect(found.failureCount > 0 && found.best?.mapping.tasks.contains { $0.processor == "gpu" } == false)
        let narrow = try Self.space("nodes 1, cpus 4, gpus 2, framebuffer 15B, memory 4GiB")
        let other = Self.search(narrow, trials: 200) { mapping in
            for (task, choice) in zip(narrow.tasks, mapping.tasks) {
                let there = zip(task.uses, choice.uses).filter { $1.memory == "framebuffer" }
                #expect(there.reduce(0) { $0 + ($1.1.extent == "piece" ? $1.0.largest : $1.0.whole) } <= 15)
            }
            return Self.time(mapping, narrow)
        }
        #expect(other.prunedCount > 0)
    }

    /// The budget holds, the same seed makes the same search, and a small space comes to an end.
    @Test func budgets() throws {
        let space = try Self.space()
        for trials in [1, 7, 50] {
            var tried: [[TunedMapping]] = []
            for _ in 0 ..< 2 {
                var mappings: [TunedMapping] = []
                let found = Self.search(space, trials: trials, seed: 3) {
                    mappings.append($0); return Self.time($0, space)
                }
                #expect(found.trialCount == trials && mappings.count == trials && Set(mappings).count == trials)
                tried.append(mappings)
            }
            #expect(tried[0] == tried[1] && tried[0][0] == space.start)
        }
        let tiny = SearchSpace([], try MachineModel("cpus 1"))
        #expect(Self.search(tiny, trials: 50) { _ in 1 }.trialCount <= 1)
    }

    @Test func rulesOfAMapping() throws {
        let space = try Self.space()
        var mapping = space.start
        mapping.tasks[0] = space.choice(for: space.tasks[0], on: "gpu")
        #expect(
            mapping.rules(for: space.tasks) == """
                task "first" {
                    processor gpu
                    slice even
                    region "a" field "x" reads { memory framebuffer; extent piece }
                    region "b" field "x" writes { memory framebuffer; extent piece }
                }

                task "second" {
                    processor any
                    region "b" field "x" reads { memory system; extent region }
                    region "c" field "x" writes { memory system; extent region }
                }

                task "third" {
                    processor any
                    region "c" field "x" reads { memory system; extent region }
                }

                """)
    }

    /// Times and rates do not count, results do.
    @Test(arguments: [
        ("ELAPSED TIME =   0.007 s", "ELAPSED TIME =  11.2 s", true), ("GFLOPS = 0.1", "GFLOPS = 12", true),
        ("sum 5 in 0.1 s", "sum 5 in 0.22 s", true), ("sum 5 in 0.1 s", "sum 6 in 0.1 s", false), ("a\nb", "a", false),
    ])
    func outputs(one: String, other: String, isSame: Bool) {
        #expect(TimelessOutput(one).agrees(with: TimelessOutput(other), butFor: []) == isSame)
        #expect(TimelessOutput(one).agrees(with: TimelessOutput(other), butFor: [0]) == (one.contains("\n") ? false : true))
        #expect(TimelessOutput(one).differences(from: TimelessOutput(one)).isEmpty)
    }

    @Test func options() throws {
        let some = try AutotuneOptions(
            [
                "--budget", "1.5min", "--machine", "gpus 1", "--seed", "7", "--exhaustive", "--measure", "wall", "--profile", "p",
                "--",
                "./bin/heat", "--steps", "5",
            ])
        #expect(some.budget == .seconds(90) && some.machine == "gpus 1" && some.seed == 7 && some.isExhaustive)
        #expect(
            some.measure == .wall && some.line == ["./bin/heat", "--steps", "5"] && some.file == "heat.rules"
                && some.profile == "p")
        for (text, budget) in [("7", AutotuneOptions.Budget.trials(7)), ("90s", .seconds(90)), ("2h", .seconds(7200))] {
            #expect(AutotuneOptions.Budget(text) == budget)
        }
        for text in ["", "0", "-1", "s", "5m", "1e999s"] { #expect(AutotuneOptions.Budget(text) == nil) }
    }
}
