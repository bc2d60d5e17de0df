import Cohort
import CohortLocking
import Foundation
import Testing

/// The mappers that stand before others: forwarding, watching, recording and replaying, and the one that answers nothing.
@Suite struct IncludedMapperTests {
    /// All questions that there are: options, slices, tasks that launch, single ones, operations and must-epochs.
    static let program: @Sendable () async throws -> Void = { () async throws in
        let line = Region<Line, 1>(0 ..< 8, named: "line")
        line.a.fill(1)
        line.b.fill(2)
        let halves = line.partitioned(.equal, into: 2)
        add(&halves.a, try await tunable("step", default: 1).value)
        try await shareWithChildren(&line.a).value
        mustEpoch {
            touch(&line.b.simultaneous)
            touch(&line.b.simultaneous)
        }
        #expect(try await total(line.a).value > 0)
    }

    /// Those of them that are the same in every run.
    static let questions: Set = [
        "selectTaskOptions", "sliceTask", "mapTask", "mapOperation", "mapMustEpoch", "postmapTask", "selectTunable",
    ]

    private struct Forwarding: ForwardingMapper {
        let next: any Mapper
    }

    /// Who steals from whom, and how often a task is left, depends on the moment.
    private struct Steady: ForwardingMapper {
        let next: any Mapper
        var interests: MapperInterests { next.interests.subtracting([.readyTasks, .stealing]) }
    }

    private func decisions(
        _ mapper: (any Mapper) -> any Mapper, orders: [RuntimeOptions.Order] = [.inline]
    ) async throws -> [Decision] {
        let seen = Locked<[Decision]>([])
        let watching = WatchingMapper(Steady(next: RandomMapper(seed: 3))) { decision in seen.withLock { $0.append(decision) } }
        try await mapped(mapper(watching), "nodes 2, cpus 3, gpus 1, framebuffer 1MiB", orders: orders, Self.program)
        return seen.withLock { $0 }
    }

    /// What stands before a mapper asks it all that it is asked itself.
    @Test func forwarding() async throws {
        let forwarded = try await decisions { Forwarding(next: $0) }
        #expect(Self.questions.union(["report"]).isSubset(of: Set(forwarded.map(\.callback))))
        #expect(Self.choices(try await decisions { $0 }) == Self.choices(forwarded))
        let planned = PlannedMapper(wantsInstances: true)
        #expect(Forwarding(next: planned).wantsInstances && Forwarding(next: planned).name == "planned")
    }

    /// Whoever adds a question to the protocol adds it to the mappers that must ask or refuse all of them.
    @Test(arguments: ["ForwardingMapper", "NullMapper", "WatchingMapper"]) func noQuestionIsForgotten(name: String) throws {
        let root = URL(fileURLWithPath: #filePath).appending(path: "../../../../Sources/Life/3-Mapping/Mappers").standardized
        func text(_ name: String) throws -> String {
            try String(contentsOf: root.appending(path: "\(name).swift"), encoding: .utf8)
        }
        let all = try text("Mapper")
        let body = all.split(separator: "public protocol Mapper")[1].split(separator: "\n}\n")[0]
        let requirements = body.components(separatedBy: "\n    ").flatMap { line -> [String] in
            let words = line.split(whereSeparator: { " (:".contains($0) })
            // The null mapper refuses; but not what it is only told, nor a window, without which the runtime's options hold.
            let isMeant =
                switch words.first {
                case "func":
                    name != "NullMapper"
                        || !["report", "handleCollection", "handleMessage", "configureContext"].contains(words[1])
                case "var": name == "ForwardingMapper"
                default: false
                }
            return isMeant ? ["\(words[0]) \(words[1])"] : []
        }
        #expect(requirements.count >= 5)
        let text = try text(name)
        for requirement in requirements {
            #expect(text.contains("public \(requirement)"), "\(name) lacks `\(requirement)`")
        }
    }

    /// The null mapper fails what it is asked about, and names the question.
    @Test func null() async throws {
        for (answered, question) in ["selectTaskOptions", "sliceTask", "mapTask", "mapOperation"].enumerated() {
            try await mapped(Partial(answered: answered)) { () async throws in
                let line = Region<Line, 1>(0 ..< 8, named: "line")
                if question == "mapOperation" {
                    line.a.fill(1)
                    await expectError(.mappingRefused, naming: ["'null'", "`mapOperation`"]) {
                        try await line.a.updating { $0[0] += 1 }
                    }
                } else {
                    let halves = line.partitioned(.equal, into: 2)
                    await expectError(.mappingRefused, naming: ["'null'", "`\(question)`", "'put'", "IncludedMapperTests.swift"])
                    {
                        try await put(&halves.a, 1).wait()
                    }
                }
            }
        }
        try await mapped(Partial(answered: 4), orders: [.parallel, .inline]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8, named: "line")
            line.a.fill(0)
            await expectError(.mappingRefused, naming: ["`mapMustEpoch`", "'touch'"]) {
                let (one, two) = mustEpoch { (touch(&line.a.simultaneous), touch(&line.a.simultaneous)) }
                try await one.value
                try await two.value
            }
        }
    }

    /// Answers the first so many questions, and leaves the others to nobody.
    private struct Partial: ForwardingMapper {
        let next: any Mapper = NullMapper()
        let answered: Int

        func selectTaskOptions(_ launch: LaunchToMap, _ context: MappingContext) throws -> TaskOptions {
            answered > 0 ? TaskOptions() : try next.selectTaskOptions(launch, context)
        }

        func sliceTask(_ launch: LaunchToMap, _ options: TaskOptions, _ context: MappingContext) throws -> [TaskSlice] {
            answered > 1 ? [TaskSlice(launch.domain, on: nil)] : try next.sliceTask(launch, options, context)
        }

        func mapTask(_ task: TaskToMap, _ context: MappingContext) throws -> TaskMapping {
            answered > 2 ? DefaultMapper().mapTask(task, context) : try next.mapTask(task, context)
        }

        func mapOperation(_ operation: OperationToMap, _ context: MappingContext) throws -> OperationMapping {
            answered > 3 ? DefaultMapper().mapOperation(operation, context) : try next.mapOperation(operation, context)
        }
    }

    /// An error that is none of Cohort's is told with the mapper, the question and the task.
    @Test func strangeErrors() async throws {
        struct Thrower: ForwardingMapper {
            let next: any Mapper = DefaultMapper()
            func mapTask(_ task: TaskToMap, _ context: MappingContext) throws -> TaskMapping { throw Broken() }
        }
        try await mapped(Thrower()) { () async throws in
            let line = Region<Line, 1>(0 ..< 8, named: "line")
            await expectError(.mappingRefused, naming: ["'default'", "`mapTask`", "'put'", "Broken"]) {
                try await put(&line.a, 1).value
            }
        }
    }

    /// Decisions are written as lines that read as the same decisions, whatever the names.
    @Test func linesOfDecisions() async throws {
        let all = try await decisions { $0 }
        for decision in all { #expect(Decision(decision.description) == decision) }
        let odd = #"mapTask id=1 task="a \"b\" | c = \\ d\ne" point=0 -> error="""#
        let decision = try #require(Decision(odd))
        #expect(decision.task == "a \"b\" | c = \\ d\ne" && decision.error == "" && decision.description == odd)
        for wrong in ["", "mapTask", "mapTask id=1", "mapTask id -> x=1", "mapTask id=\"1 -> x=1", "a=1 -> b=2"] {
            #expect(Decision(wrong) == nil)
        }
    }

    /// The same program is answered the same again, in any order, whatever the first mapper had thrown dice for.
    @Test func recordAndReplay() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: file) }
        let machine = "nodes 2, cpus 3, gpus 1, framebuffer 1MiB"
        try await mapped(WatchingMapper.recording(RandomMapper(seed: 3), to: file), machine, orders: [.parallel], Self.program)
        let recorded = try Decision.recorded(in: file)
        #expect(Set(recorded.map(\.callback)) == Self.questions)
        #expect(try ReplayingMapper(file: file).interests == .postmapping)
        for order in [RuntimeOptions.Order.parallel, .inline] {
            let seen = Locked<[Decision]>([])
            let mapper = WatchingMapper(try ReplayingMapper(file: file)) { decision in seen.withLock { $0.append(decision) } }
            try await mapped(mapper, machine, orders: [order], Self.program)
            #expect(Self.choices(seen.withLock { $0 }) == Self.choices(recorded))
        }
    }

    /// Each question with its answer, without the mapper's name.
    private static func choices(_ decisions: [Decision]) -> Set<String> {
        Set(
            decisions.filter { Self.questions.contains($0.callback) && $0.answer.first?["put-back"] == nil }.map {
                $0.description.replacing(#/ ?mapper=[a-z]*| priority=-?[0-9]+/#, with: "")
            })
    }

    /// Another program is told what it asks first that the recorded one did not; and so is a smaller machine.
    @Test func divergence() async throws {
        let all = try await decisions({ $0 }, orders: [.parallel])
        let replay = ReplayingMapper(all)
        try await mapped(replay, "nodes 2, cpus 3, gpus 1, framebuffer 1MiB", orders: [.sequential]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8, named: "line")
            line.a.fill(1)
            line.b.fill(2)
            let quarters = line.partitioned(.equal, into: 4)
            let words = ["`mapOperation` of launch 0+1, 'fill'", "of=4", "of=2"]
            await expectError(.mappingDecisions, naming: words) { try await add(&quarters.a, 1).wait() }
            // Whatever is strange afterwards, the first is told.
            await expectError(.mappingDecisions, naming: words) { try await total(line.b).value }
        }
        try await mapped(ReplayingMapper([]), orders: [.sequential]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8, named: "line")
            await expectError(.mappingDecisions, naming: ["`selectTaskOptions`", "'put'", "there was none"]) {
                try await put(&line.a, 1).value
            }
        }
        let gone = try #require(Decision("selectTaskOptions id=1 task=put -> processor=\"gpu 7\""))
        try await mapped(ReplayingMapper([gone]), orders: [.sequential]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8, named: "line")
            await expectError(.mappingDecisions, naming: ["processor 'gpu 7'", "does not have"]) {
                try await put(&line.a, 1).value
            }
        }
    }

    /// Instances that a mapper named are found again, though their numbers are others.
    @Test func replayedInstances() async throws {
        let chooser = PlannedMapper(
            wantsInstances: true,
            answer: { task in
                TaskMapping(
                    task.requirements.map { requirement in
                        RequirementMapping(
                            in: 0, instances: requirement.instances.first { $0.memory.name == "node 1" }.map { [$0.id] } ?? [])
                    })
            })
        let body: @Sendable () async throws -> Void = { () async throws in
            let line = Region<Line, 1>(0 ..< 8, named: "line")
            put(&line.a, 1)
            add(&line.a, 1)
            #expect(try await total(line.a).value == 16)
        }
        let seen = Locked<[Decision]>([])
        let first = WatchingMapper(RuleMapper(try Rules("task \"put\" { region \"*\" { memory node 1 } }"), otherwise: chooser)) {
            decision in
            seen.withLock { $0.append(decision) }
        }
        try await mapped(first, orders: [.sequential], body)
        let recorded = seen.withLock { $0 }
        #expect(
            recorded.contains {
                $0.task == "add" && $0.answer.count > 1 && $0.answer[1]["instance"]?.hasPrefix("node 1 of a") == true
            })
        seen.withLock { $0 = [] }
        let second = WatchingMapper(ReplayingMapper(recorded)) { decision in seen.withLock { $0.append(decision) } }
        #expect(second.wantsInstances)
        try await mapped(second, orders: [.sequential], body)
        #expect(Self.choices(seen.withLock { $0 }) == Self.choices(recorded))
    }

    /// Files of decisions that are none.
    @Test func unreadableFiles() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: file) }
        await expectError(.mappingDecisions, naming: ["no file"]) { try ReplayingMapper(file: file) }
        try "cohort decisions 1\nmapTask id=1 -> x=1\nnonsense\n".write(toFile: file, atomically: true, encoding: .utf8)
        await expectError(.mappingDecisions, naming: ["line 3"]) { try ReplayingMapper(file: file) }
        try "something\n".write(toFile: file, atomically: true, encoding: .utf8)
        await expectError(.mappingDecisions, naming: ["line 1"]) { try ReplayingMapper(file: file) }
        await expectError(.mappingDecisions, naming: ["cannot be written to '/nowhere/x'"]) {
            try WatchingMapper.recording(DefaultMapper(), to: "/nowhere/x")
        }
    }

    /// A log has a line for each question, also for those that were not answered.
    @Test func logging() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: file) }
        try await mapped(WatchingMapper.logging(NullMapper(), to: file), orders: [.sequential]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8, named: "line")
            await expectError(.mappingRefused) { try await put(&line.a, 1).value }
        }
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        #expect(
            lines.count == 2 && lines[0].contains(" us] configureContext id=0 task=main -> mapper=null")
                && lines[1].hasPrefix("[")
                && lines[1].contains(" us] selectTaskOptions id=1 task=put -> error=\"mapper 'null'"))
    }
}
