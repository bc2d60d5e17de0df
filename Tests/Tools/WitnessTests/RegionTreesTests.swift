import CohortWitness
import Foundation
import Testing

/// The picture of the data.
@Suite struct RegionTreesTests {
    private static func dot(_ run: SyntheticRun) throws -> String { try RegionTrees(run.read()).dot }

    @Test func regionsFieldsAndPieces() throws {
        var run = SyntheticRun()
        let grid = run.region("grid", Box(low: [0, 0], high: [9, 4]), fields: ["old", "new"])
        let tiles = run.partition(of: grid.root, [[Box(low: [0, 0], high: [4, 4])], [Box(low: [5, 0], high: [9, 4])], []])
        let dot = try Self.dot(run)
        #expect(dot.contains(#""r\#(grid.number)" [label="grid\nProgram.swift:7\nold: 8 bytes\nnew: 8 bytes""#))
        #expect(dot.contains(#""p\#(grid.root)_0" [label="the whole\n(0, 0)…(9, 4)\n50 points""#))
        #expect(dot.contains(#""d\#(tiles)" [label="tiles\n3 pieces\ndisjoint, complete""#))
        #expect(dot.contains(#""p\#(tiles)_1" [label="piece 1\n(5, 0)…(9, 4)\n25 points""#))
        #expect(dot.contains(#""p\#(tiles)_2" [label="piece 2\nempty""#))
        for (first, second) in [
            ("r\(grid.number)", "p\(grid.root)_0"), ("p\(grid.root)_0", "d\(tiles)"), ("d\(tiles)", "p\(tiles)_2"),
        ] {
            #expect(dot.contains("\"\(first)\" -> \"\(second)\""))
        }
        #expect(dot.contains(#"graph [label="1 region, 1 partition""#))
    }

    @Test(arguments: [
        ([[0, 4], [5, 9]], "disjoint, complete"), ([[0, 4], [4, 9]], "aliased, complete"),
        ([[0, 4], [6, 9]], "disjoint, incomplete"), ([[0, 4], [3, 8]], "aliased, incomplete"), ([], "disjoint, incomplete"),
    ])
    func kindsOfPartitions(pieces: [[Int]], kind: String) throws {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [9]))
        _ = run.partition(of: line.root, pieces.map { [Box(low: [$0[0]], high: [$0[1]])] }, name: "")
        #expect(try Self.dot(run).contains(#"pieces\n\#(kind)""#))
    }

    @Test func ofManyPiecesTheFirst() throws {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [19]))
        let points = run.partition(of: line.root, (0 ..< 20).map { [Box(low: [$0], high: [$0])] })
        let shown = run.partition(of: points, piece: 11, [[Box(low: [11], high: [11])]])
        let hidden = run.partition(of: points, piece: 12, [[Box(low: [12], high: [12])]])
        let dot = try Self.dot(run)
        #expect(dot.contains("\"p\(points)_11\" [") && !dot.contains("\"p\(points)_12\""))
        #expect(dot.contains(#""p\#(points)_rest" [label="… and 8 more""#))
        #expect(dot.contains("\"p\(points)_11\" -> \"d\(shown)\""))
        #expect(dot.contains("\"p\(points)_rest\" -> \"d\(hidden)\" [label=\"piece 12\"]"))
    }

    @Test func onlyTheFirstPartitionsAreDrawn() throws {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [9]))
        let some = (0 ..< 3).map { run.partition(of: line.root, [[Box(low: [0], high: [9])]], name: "part \($0)") }
        let trees = RegionTrees(try run.read(), most: 2)
        #expect(trees.leftOut == 1 && trees.extent == "1 region, the first 2 of 3 partitions, 1 left out")
        #expect(trees.dot.contains("\"d\(some[1])\"") && !trees.dot.contains("\"d\(some[2])\""))
    }

    @Test func lostPiecesAreCounted() throws {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [9]))
        run.log.record("partition", ["partition": 77, "parent": line.root, "pieces": 3])
        run.log.record("piece", ["partition": 77, "piece": 1, "dimension": 1], [0, 9])
        #expect(try Self.dot(run).contains(#"label="partition 77\n3 pieces\n2 of them lost\ndisjoint, complete""#))
    }

    /// Whatever a log says, it is drawn, or refused when it is read.
    @Test func damagedLogsAreDrawn() throws {
        var run = SyntheticRun()
        let line = run.region("line", Box(low: [0], high: [9]))
        let halves = run.partition(of: line.root, [[Box(low: [0], high: [4])], [Box(low: [5], high: [9])]])
        let writers = run.launch("set", points: 2, .init(.discard, line, halves))
        let context = run.context(of: writers[0], "set")
        run.edge(writers[0], run.launch("inner", in: context, .init(.read, line))[0])
        run.instance(1, of: line, Box(low: [0], high: [9]))
        run.ran(writers[1], in: 1, 1 ..< 2)
        run.copy(for: writers[1], of: line, 1, 1, 3 ..< 4)
        let bytes = run.log.bytes
        for at in stride(from: 0, to: bytes.count, by: 8) {
            for value: UInt8 in [0xFF, 0x7F, 0x01] {
                var damaged = bytes
                damaged[at + 7] ^= value
                damaged[at] ^= value
                try withTemporaryFile(damaged) { path in
                    guard let log = try? Log(LogFile(path: path)) else { return }
                    #expect(!DataflowGraph(log).dot.isEmpty && !RegionTrees(log).dot.isEmpty)
                }
            }
        }
    }

    @Test(.enabled(if: Graphviz.isThere, "Graphviz's program dot is missing"))
    func graphvizUnderstands() throws {
        var run = SyntheticRun()
        let line = run.region("a \"line\"", Box(low: [0], high: [19]))
        _ = run.partition(of: line.root, (0 ..< 20).map { [Box(low: [$0], high: [$0])] }, name: "points & more")
        let svg = try Graphviz.svg(Self.dot(run))
        #expect(svg.contains("a &quot;line&quot;") && svg.contains("points &amp; more") && svg.contains("… and 8 more"))
    }
}
