import CohortWitness
import Foundation
import Testing

/// The picture of what followed what.
@Suite struct DataflowGraphTests {
    /// Two tasks that write half of a line each, and one that reads all of it after a fence.
    private static func halves() -> (run: SyntheticRun, writers: [Int], fence: Int, reader: Int) {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [9]), fields: ["height", "depth"])
        let halves = run.partition(of: line.root, [[Box(low: [0], high: [4])], [Box(low: [5], high: [9])]])
        let writers = run.launch("set", points: 2, .init(.discard, line, halves, fields: [0, 1]))
        let fence = run.event("fence")
        let reader = run.launch("sum", .init(.read, line, fields: [1, 0]))[0]
        for writer in writers { run.edge(writer, reader) }
        run.edge(fence, reader, isData: false)
        return (run, writers, fence, reader)
    }

    /// The lines without what stands before them.
    private static func lines(_ dot: String) -> [String] {
        dot.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    /// The ends of all edges.
    private static func edges(_ dot: String) -> Set<[String]> {
        Set(
            lines(dot).filter { $0.contains(" -> ") }.map { line in
                Array(line.split(separator: "\"").prefix(3).map(String.init).filter { $0 != " -> " })
            })
    }

    private static func line(_ dot: String, _ start: String) throws -> String {
        try #require(lines(dot).first { $0.hasPrefix(start) }, "no line begins with \(start)")
    }

    @Test func operationsAreNodes() throws {
        let (run, writers, fence, reader) = Self.halves()
        let dot = try DataflowGraph(run.read()).dot
        #expect(try Self.line(dot, "\"o\(writers[1])\" [").contains(#"label="set\npoint 1""#))
        #expect(try Self.line(dot, "\"o\(reader)\" [").contains(#"label="sum\nProgram.swift:19""#))
        #expect(try Self.line(dot, "\"o\(fence)\" [").contains(##"label="fence", fillcolor="#fff6d5", shape="ellipse""##))
        let lines = Self.lines(dot)
        let box = try #require(lines.firstIndex { $0.hasPrefix("subgraph \"cluster_launch") })
        #expect(lines[box + 1].hasPrefix(#"graph [label="set\nProgram.swift:15""#))
        #expect(lines[box + 2 ... box + 3].allSatisfy { $0.contains("set") } && lines[box + 4] == "}")
        #expect(lines.count { $0.hasPrefix("subgraph \"cluster_context") } == 1 && dot.contains(#"graph [label="main""#))
    }

    @Test func edgesNameWhatBothUse() throws {
        let (run, writers, fence, reader) = Self.halves()
        let dot = try DataflowGraph(run.read()).dot
        #expect(Self.edges(dot) == Set((writers + [fence]).map { ["o\($0)", "o\(reader)"] }))
        let points = ["0…4", "5…9"]
        for (writer, points) in zip(writers, points) {
            let edge = try Self.line(dot, "\"o\(writer)\" -> ")
            #expect(edge.hasSuffix("[label=\"line.height, line.depth: \(points)\"]"))
        }
        #expect(try Self.line(dot, "\"o\(fence)\" -> ").hasSuffix(#"[style="dashed"]"#))
    }

    @Test func overlapsOfSeveralBoxesAreCounted() throws {
        var run = SyntheticRun()
        let grid = run.region("grid", Box(low: [0, 0], high: [9, 9]))
        let corner = [Box(low: [0, 0], high: [0, 0])], frame = corner + [Box(low: [9, 0], high: [9, 9])]
        let parts = run.partition(of: grid.root, [corner, frame])
        let first = run.launch("first", .init(.readWrite, grid))[0]
        let second = run.launch("second", points: 2, .init(.read, grid, parts))
        for one in second { run.edge(first, one) }
        let dot = try DataflowGraph(run.read()).dot
        #expect(dot.contains(#""o\#(second[0])" [label="grid.value: (0, 0)"]"#))
        #expect(dot.contains(#""o\#(second[1])" [label="grid.value: 11 points in (0, 0)…(9, 9)"]"#))
    }

    @Test func resultsAreNamed() throws {
        var run = SyntheticRun()
        let first = run.launch("first")[0], second = run.launch("second")[0]
        run.edge(first, second, isData: false)
        run.log.record("value", ["operation": second, "producer": first])
        #expect(try DataflowGraph(run.read()).dot.contains(#"[label="result", style="dashed"]"#))
    }

    // MARK: Which edges

    @Test func edgesThatFollowFromOthersAreLeftOut() throws {
        var run = SyntheticRun()
        let some = (0 ..< 3).map { run.launch("task \($0)")[0] }
        for (first, second) in [(0, 1), (1, 2), (0, 2)] { run.edge(some[first], some[second]) }
        // The same pair once more, for another reason.
        run.edge(some[0], some[1], isData: false)
        let log = try run.read()
        let chain: Set = [["o\(some[0])", "o\(some[1])"], ["o\(some[1])", "o\(some[2])"]]
        #expect(Self.edges(DataflowGraph(log).dot) == chain)
        let all = DataflowGraph(log, showsAllEdges: true).dot
        #expect(Self.edges(all) == chain.union([["o\(some[0])", "o\(some[2])"]]))
        #expect(try Self.line(all, "\"o\(some[0])\" -> \"o\(some[2])\"").contains(#"color="gray70""#))
        #expect(all.count { $0 == ">" } == 3 && !all.contains("dashed"))
    }

    @Test func edgesOfACircleStay() throws {
        var run = SyntheticRun()
        let some = (0 ..< 3).map { run.launch("task \($0)")[0] }
        for (first, second) in [(0, 1), (1, 2), (2, 0), (1, 1)] { run.edge(some[first], some[second]) }
        #expect(try Self.edges(DataflowGraph(run.read()).dot).count == 4)
    }

    /// Random graphs without circles, each compared with the definition: an edge goes when a path leads past it.
    @Test(arguments: 1 ... 20) func reductionIsTheDefinition(seed: Int) throws {
        var run = SyntheticRun()
        let some = (0 ..< 12).map { run.launch("task \($0)")[0] }
        var state = UInt64(seed)
        var follows = [[Bool]](repeating: [Bool](repeating: false, count: 12), count: 12)
        for later in 0 ..< 12 {
            for earlier in 0 ..< later {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                follows[later][earlier] = state >> 33 % 3 == 0
                if follows[later][earlier] { run.edge(some[earlier], some[later]) }
            }
        }
        var reaches = follows
        for middle in 0 ..< 12 {
            for later in 0 ..< 12 where reaches[later][middle] {
                for earlier in 0 ..< 12 where reaches[middle][earlier] { reaches[later][earlier] = true }
            }
        }
        var expected: Set<[String]> = []
        for later in 0 ..< 12 {
            for earlier in 0 ..< later where follows[later][earlier] {
                let isImplied = (0 ..< 12).contains { follows[later][$0] && reaches[$0][earlier] }
                if !isImplied { expected.insert(["o\(some[earlier])", "o\(some[later])"]) }
            }
        }
        #expect(try Self.edges(DataflowGraph(run.read()).dot) == expected)
    }

    // MARK: Contexts, outcomes, limits

    @Test func contextsAreBoxesInBoxes() throws {
        var run = SyntheticRun()
        let outer = run.launch("outer", points: 2)
        let context = run.context(of: outer[1], "outer")
        let inner = run.launch("inner", in: context)[0]
        let dot = try DataflowGraph(run.read()).dot
        #expect(dot.contains(#"label="launched by 'outer' (Program.swift:12, point 1)""#))
        #expect(
            try Self.line(dot, "\"o\(outer[1])\" -> \"o\(inner)\"")
                .hasSuffix("[lhead=\"cluster_context\(context)\", style=\"dotted\"]"))
        let lines = Self.lines(dot)
        let box = try #require(lines.firstIndex(of: "subgraph \"cluster_context\(context)\" {"))
        #expect(lines[box + 2].hasPrefix("\"o\(inner)\"") && lines[box + 3] == "}" && lines[box + 4] == "}")
    }

    @Test func whatWentWrongIsColored() throws {
        var run = SyntheticRun()
        let some = (0 ..< 4).map { run.launch("task \($0)")[0] }
        for (outcome, operation) in some.enumerated() {
            run.log.record("run", ["operation": operation, "begin": 1, "end": 2, "outcome": outcome])
        }
        let dot = try DataflowGraph(run.read()).dot
        let words = ["", #"\nfailed""#, #"\nnot run after a failure""#, #"\nnot wanted""#]
        let nodes = try some.map { try Self.line(dot, "\"o\($0)\" [") }
        for (node, word) in zip(nodes, words) { #expect(word.isEmpty || node.contains(word)) }
        let colors = nodes.map { $0.split(separator: "fillcolor=\"")[1].prefix { $0 != "\"" } }
        #expect(Set(colors).count == 4)
    }

    @Test func onlyTheFirstAreDrawn() throws {
        let (run, writers, _, reader) = Self.halves()
        let log = try run.read()
        let one = DataflowGraph(log, most: 1)
        #expect(one.extent == "the first 1 of 4 operations, 3 left out" && one.leftOut == 3)
        #expect(one.dot.contains("label=\"\(one.extent)\"") && one.dot.contains(#"set\nProgram.swift:15\nand 1 more point""#))
        #expect(one.dot.contains("\"o\(writers[0])\"") && !one.dot.contains("\"o\(reader)\"") && !one.dot.contains("->"))
        #expect(DataflowGraph(log).extent == "4 operations" && DataflowGraph(log, most: 0).leftOut == 4)
    }

    @Test func namesMayHoldAnything() throws {
        var run = SyntheticRun()
        _ = run.launch("a\"b\\n&lt;\n\u{0}ü")
        #expect(try DataflowGraph(run.read()).dot.contains(#"label="a\"b\\n&amp;lt;  ü\nProgram.swift:12""#))
    }

    @Test func thePictureIsTheSameEachTime() throws {
        let run = Self.halves().run
        #expect(try DataflowGraph(run.read()).dot == DataflowGraph(run.read()).dot)
    }

    // MARK: Copies

    /// What one task wrote goes from instance 1 to 2 and on to 3, where another needs it.
    @Test func copiesStandBetween() throws {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [9]))
        for number in 1 ... 3 { run.instance(number, of: line, Box(low: [0], high: [9])) }
        // What this one leaves, the next overwrites.
        let older = run.launch("set", .init(.discard, line))[0]
        let writer = run.launch("set", .init(.discard, line))[0]
        let reader = run.launch("sum", .init(.read, line))[0]
        run.edge(writer, reader)
        run.ran(older, in: 1, 5 ..< 8)
        run.ran(writer, in: 1, 10 ..< 20)
        run.ran(reader, in: 3, 50 ..< 60)
        run.copy(for: writer, of: line, 1, 2, 22 ..< 24)
        run.copy(for: reader, of: line, 2, 3, 30 ..< 40)
        let dot = try DataflowGraph(run.read()).dot
        let label = #"label="copy from instance 2 in memory\nto instance 3 in memory\nline.value: 0…9""#
        #expect(try Self.line(dot, "\"c1\" [").contains(label))
        let path = ["o\(writer)", "c0", "c1", "o\(reader)"]
        #expect(Self.edges(dot) == Set(zip(path, path.dropFirst()).map { [$0, $1] } + [["o\(writer)", "o\(reader)"]]))
    }

    // MARK: Graphviz itself

    @Test(.enabled(if: Graphviz.isThere, "Graphviz's program dot is missing"))
    func graphvizUnderstands() throws {
        var run = Self.halves().run
        let odd = run.launch("odd \"<b>\" &lt; \\N \\")[0]
        let context = run.context(of: odd, "odd")
        _ = run.launch("inner", in: context)
        let svg = try Graphviz.svg(DataflowGraph(run.read()).dot)
        #expect(svg.contains("odd &quot;&lt;b&gt;&quot; &amp;lt; \\N \\<"))
        #expect(svg.contains("launched by") && svg.contains("line.height, line.depth: 0…4"))
    }
}

/// Graphviz's `dot`, where it is installed.
enum Graphviz {
    private static let program = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/dot" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    static var isThere: Bool { program != nil }

    /// The picture that it draws, without a word of complaint.
    static func svg(_ dot: String) throws -> String {
        try withTemporaryFile(Data(dot.utf8)) { file in
            let process = Process()
            process.executableURL = program.map { URL(filePath: $0) }
            process.arguments = ["-Tsvg", "-o\(file).svg", file]
            defer { try? FileManager.default.removeItem(atPath: "\(file).svg") }
            let complaints = Pipe()
            process.standardError = complaints
            try process.run()
            let text = String(decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0 && text.isEmpty, "\(text)")
            return try String(contentsOfFile: "\(file).svg", encoding: .utf8)
        }
    }
}
