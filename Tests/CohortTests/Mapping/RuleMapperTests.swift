import Cohort
import CohortLocking
import Testing

/// What a program's tasks are told under rules.
@Suite struct RuleMapperTests {
    static let machine = "nodes 2, cpus 4, gpus 2, framebuffer 1MiB"

    /// The decisions of a program under rules: those of the tasks that `body` launches.
    private func decisions(
        _ rules: String, _ machine: String = machine, otherwise: any Mapper = DefaultMapper(),
        order: RuntimeOptions.Order = .sequential,
        _ body: @escaping () async throws -> Void
    ) async throws -> [Decision] {
        let seen = Locked<[Decision]>([])
        let mapper = WatchingMapper(RuleMapper(try Rules(rules), otherwise: otherwise)) { decision in
            seen.withLock { $0.append(decision) }
        }
        try await mapped(mapper, machine, workers: 4, orders: [order], body)
        try await mapped(
            RuleMapper(try Rules(rules), otherwise: otherwise), machine, workers: 4, orders: [.parallel, .inline], body)
        return seen.withLock { $0 }
    }

    private func processors(_ decisions: [Decision], of task: String = "add") -> [String?] {
        decisions.filter { $0.callback == "mapTask" && $0.task == task }.map { $0.answer[0]["processor"] }
    }

    private func answers(_ decisions: [Decision], of task: String = "add", _ aspect: String) -> [String?] {
        decisions.filter { $0.callback == "mapTask" && $0.task == task }.map { $0.answer[1][aspect] }
    }

    /// Adds one to each point of a line of sixteen, in so many pieces, and sees that it is there.
    private func addInPieces(_ count: Int, launches: Int = 1) async throws {
        let line = Region<Line, 1>(0 ..< 16, named: "line")
        line.a.fill(1)
        let pieces = line.partitioned(.equal, into: count)
        for _ in 0 ..< launches { add(&pieces.a, 1) }
        #expect(try await total(line.a).value == 16 * (1 + launches))
    }

    static let slicings: [(String, [String])] = [
        ("processor gpu", ["gpu 0", "gpu 0", "gpu 0", "gpu 1", "gpu 1", "gpu 1"]),
        ("processor gpu; slice round-robin", ["gpu 0", "gpu 1", "gpu 0", "gpu 1", "gpu 0", "gpu 1"]),
        ("processor gpu; slice round-robin 2", ["gpu 0", "gpu 0", "gpu 1", "gpu 1", "gpu 0", "gpu 0"]),
        ("processor cpu 1, 3; slice even", ["cpu 1", "cpu 1", "cpu 1", "cpu 3", "cpu 3", "cpu 3"]),
        ("processor cpu node 1; slice blocks", ["cpu 2", "cpu 2", "cpu 2", "cpu 3", "cpu 3", "cpu 3"]),
        ("slice round-robin", ["cpu 0", "cpu 1", "cpu 2", "cpu 3", "cpu 0", "cpu 1"]),
        ("processor gpu 1", ["gpu 1", "gpu 1", "gpu 1", "gpu 1", "gpu 1", "gpu 1"]),
        ("processor openmp else gpu 9 else gpu 1", ["gpu 1", "gpu 1", "gpu 1", "gpu 1", "gpu 1", "gpu 1"]),
        ("processor any", ["any", "any", "any", "any", "any", "any"]),
        ("processor utility else any", ["any", "any", "any", "any", "any", "any"]),
    ]

    /// Index launches go to the processors that a rule names, divided as it says.
    @Test(arguments: slicings) func slices(statements: String, expected: [String]) async throws {
        let seen = try await decisions("task \"add\" { \(statements) }") { () async throws in try await addInPieces(6) }
        #expect(processors(seen) == expected)
        #expect(processors(seen, of: "total") == ["any"])
    }

    /// Whole launches, and single tasks, go to one processor after the other.
    @Test func inTurns() async throws {
        let whole = try await decisions("task \"add\" { processor gpu; slice whole }") { () async throws in
            try await addInPieces(2, launches: 3)
        }
        #expect(processors(whole) == ["gpu 0", "gpu 0", "gpu 1", "gpu 1", "gpu 0", "gpu 0"])
        let single = try await decisions("task \"add\" { processor gpu }") { () async throws in
            let line = Region<Line, 1>(0 ..< 16)
            line.a.fill(0)
            for _ in 0 ..< 3 { add(&line.a, 1) }
            #expect(try await total(line.a).value == 48)
        }
        #expect(processors(single) == ["gpu 0", "gpu 1", "gpu 0"])
    }

    /// Blocks of a plane are as near to squares as there are.
    @Test func blocksOfAPlane() async throws {
        let seen = try await decisions("task \"smooth\" { processor cpu; slice blocks }") { () async throws in
            let plane = Region<Sheet, 2>(0 ..< 8, 0 ..< 8)
            plane.old.fill(1)
            let pieces = plane.partitioned(.equal, into: 4, 4)
            smooth(pieces.old, &pieces.new)
            try await executionFence().value
        }
        let slices = try #require(seen.first { $0.callback == "sliceTask" }).answer.map { $0["domain"] }
        #expect(slices == ["0...1x0...1", "0...1x2...3", "2...3x0...1", "2...3x2...3"])
    }

    /// Of the rules that hold, the first counts that says something of an aspect; conditions are of the launch and of the piece.
    @Test func theFirstCounts() async throws {
        let rules = """
            task "add" when points > 2 { priority 3 }
            task "add" when points <= 2 and size > 256 B { priority 9 }
            task "a*" {
                priority 1
                region "line" field "b" { layout alignment 128B }
                region "line" when points < 8 { layout alignment 256B }
                region "l*" { layout soa; memory node 1 }
            }
            task "*" { priority 7; region "*" reads { extent piece } }
            """
        let seen = try await decisions(rules) { () async throws in
            try await addInPieces(4)
            try await addInPieces(2)
        }
        let priorities = seen.filter { $0.callback == "selectTaskOptions" }.map { $0.answer[0]["priority"] }
        #expect(priorities == ["3", "7", "1", "7"])
        #expect(answers(seen, "layout") == Array(repeating: "alignment 256B", count: 4) + ["soa", "soa"])
        #expect(answers(seen, "memory") == Array(repeating: "node 1", count: 6))
        #expect(answers(seen, "extent") == Array(repeating: "region", count: 6))
        #expect(answers(seen, of: "total", "extent") == ["piece", "piece"])
        #expect(answers(seen, "layout.by").first == "line 6 of the rules")
        let reason = seen.first { $0.task == "add" }?.answer[0]["priority.by"]
        #expect(reason == "line 1 of the rules")
    }

    static let memories: [(String, String, String)] = [
        ("processor gpu", "nearest", "framebuffer 0"), ("processor cpu 3", "nearest", "node 1"),
        ("processor any", "nearest", "system"),
        ("processor gpu 1", "framebuffer", "framebuffer 1"), ("processor gpu", "system else zero-copy", "zero-copy"),
        ("processor cpu 0", "framebuffer else node", "node 0"), ("processor cpu 0", "node 1", "node 1"),
        ("processor cpu 0", "current", "node 1"), ("processor gpu 0", "current else framebuffer", "framebuffer 0"),
    ]

    /// Memories by kind, by number, by nearness, and where the data are.
    @Test(arguments: memories) func memoriesAreChosen(processor: String, memory: String, expected: String) async throws {
        let rules = """
            task "add" { \(processor); region "line" { memory \(memory) } }
            operation "fill" { region "line" { memory node 1 } }
            """
        let seen = try await decisions(rules) { () async throws in
            let line = Region<Line, 1>(0 ..< 16, named: "line")
            line.a.fill(1)
            add(&line.a, 1)
            #expect(try await total(line.a).value == 32)
        }
        #expect(answers(seen, "memory") == [expected])
        let fill = try #require(seen.first { $0.callback == "mapOperation" })
        #expect(fill.answer[1]["memory"] == "node 1" && fill.answer[1]["memory.by"] == "line 2 of the rules")
    }

    /// Writers and readers are told apart; data that were there are not overwritten where a rule says so.
    @Test func usesAndReuse() async throws {
        let rules = """
            task "put" { region "*" writes { extent piece; reuse no; leave last }; region "*" reads { layout compact } }
            task "accumulate" { region "*" reduces { layout compact } }
            """
        let seen = try await decisions(rules) { () async throws in
            let line = Region<Line, 1>(0 ..< 16, named: "line")
            put(&line.a, 3)
            put(&line.a, 4)
            #expect(try await total(line.a).value == 64)
        }
        #expect(
            answers(seen, of: "put", "reuse") == ["no", "no"] && answers(seen, of: "put", "layout") == [nil, nil]
                && answers(seen, of: "put", "leaves") == ["last", "last"])
    }

    /// What rules do not say is asked of the mapper behind.
    @Test func otherwise() async throws {
        let behind = PlannedMapper(memories: ["add": 2], options: { _ in TaskOptions(processor: 3, priority: 4) })
        let seen = try await decisions("task \"add\" { priority 1 }", otherwise: behind) { () async throws in
            try await addInPieces(2)
        }
        #expect(processors(seen) == ["cpu 3", "cpu 3"] && answers(seen, "memory") == ["node 1", "node 1"])
        #expect(seen.filter { $0.callback == "selectTaskOptions" }.map { $0.answer[0]["priority"] } == ["1", "4"])
        #expect(seen[0].answer[0]["mapper"] == "planned")
    }

    /// A rule that cannot be followed fails the task by an error that names its line; the next task is well.
    @Test(arguments: [
        ("processor openmp", ["'openmp'", "'add'", "line 2"]),
        ("processor gpu 7 else utility", ["'gpu 7 else utility'", "line 2"]),
        (
            "processor gpu\nregion \"*\" { memory node 0 else system }",
            ["'node 0 else system'", "does not reach", "line 3"]
        ),
    ]) func cannotBeFollowed(statements: String, words: [String]) async throws {
        let rules = try Rules("task \"add\" {\n\(statements) }")
        try await mapped(RuleMapper(rules), Self.machine) { () async throws in
            let line = Region<Line, 1>(0 ..< 8, named: "line")
            line.a.fill(1)
            await expectError(.mappingRules, naming: words + ["RuleMapperTests.swift"]) { try await add(&line.a, 1).value }
            line.a.fill(1)
            #expect(try await total(line.a).value == 8)
        }
    }

    /// Layouts and bodies are those that rules name; what accessors cannot walk, and bodies that there are not, are told with the line.
    @Test func layoutsAndBodies() async throws {
        let rules =
            "task \"add\" { region \"*\" { layout fields \"b\" \"a\", soa, alignment 4KiB } }\ntask \"*\" { region \"*\" { layout usual } }"
        let seen = try await decisions(rules) { () async throws in try await addInPieces(2) }
        let layouts = answers(seen, "layout").compactMap { $0 }
        #expect(Set(layouts) == ["fields \"b\" \"a\", soa, alignment 4KiB"])
        #expect(answers(seen, of: "total", "layout") == [nil])
        let wrong: [(CohortError.Code, String, [String])] = [
            (.mappingLayout, "region \"*\" { layout fields \"a\" \"b\", aos }", ["line 1 of the rules", "'rules'"]),
            (.mappingRules, "variant \"addFast\"", ["line 1 of the rules", "body 'addFast'", "its bodies are add"]),
        ]
        for (code, statement, words) in wrong {
            try await mapped(RuleMapper(try Rules("task \"add\" { \(statement) }")), Self.machine) { () async throws in
                let line = Region<Line, 1>(0 ..< 8, named: "line")
                line.a.fill(1)
                await expectError(code, naming: words) { try await add(&line.a, 1).value }
            }
        }
        let chosen = try await decisions("task \"add\" { variant \"add\" }") { () async throws in try await addInPieces(1) }
        #expect(chosen.first { $0.callback == "mapTask" && $0.task == "add" }?.answer[0]["variant"] == "add")
    }

    /// Tasks that run at the same time get a processor each, also where the first could take what the second needs.
    @Test func mustEpochs() async throws {
        let rules = """
            task "touch" { processor cpu 0, 1; region "*" { memory framebuffer } }
            task "touchToo" { processor cpu 0 }
            """
        let seen = try await decisions(rules, order: .inline) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            mustEpoch {
                touch(&line.a.simultaneous)
                touchToo(&line.a.simultaneous)
            }
            #expect(try await total(line.a).value == 0)
        }
        let epoch = seen.filter { $0.callback == "mapMustEpoch" }
        let places = Dictionary(uniqueKeysWithValues: epoch.map { ($0.task, $0.answer[0]["processor"]) })
        #expect(places == ["touch": "cpu 1", "touchToo": "cpu 0"])
        // The rule's memory does not hold for what they share.
        #expect(epoch.map { $0.answer[1]["memory"] } == ["zero-copy", "zero-copy"])
        let tight = try Rules("task \"*\" { processor cpu 0 }")
        try await mapped(RuleMapper(tight), Self.machine, workers: 4, orders: [.parallel]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            await expectError(.mappingRules, naming: ["no processor is left", "line 1"]) {
                let (one, two) = mustEpoch { (touch(&line.a.simultaneous), touch(&line.a.simultaneous)) }
                try await one.value
                try await two.value
            }
        }
    }
}

@Task func touchToo(_ x: inout Field<Int, 1>) { _ = x[0] }
