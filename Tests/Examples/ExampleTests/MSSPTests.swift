import ExampleFiles
import MSSPModel
import Testing

@Suite struct MSSPModelTests {
    @Test("Plain loops give the distances expected, in four sweeps")
    func sample() throws {
        let (graph, sources) = try PathGraph.read(folder: PathGraph.resolve("small"))
        #expect(graph.nodeCount == 10 && graph.edgeCount == 20 && sources.map(\.node) == [3])
        let expected = try graph.expectedDistances(sources[0])
        let found = try #require(BellmanFord(graph, from: 3))
        #expect(found.sweeps == 4)
        #expect(zip(found.distances, expected).allSatisfy { BellmanFord.agrees($0, with: $1) })
        #expect(found.distances[6] == .infinity && found.distances[3] == 0)
    }

    @Test("Distances agree when equal or near, and infinity only with itself")
    func agreement() {
        #expect(BellmanFord.agrees(.infinity, with: .infinity) && BellmanFord.agrees(1, with: 1.000009))
        #expect(!BellmanFord.agrees(1, with: 1.00002) && !BellmanFord.agrees(1, with: .infinity))
        #expect(!BellmanFord.agrees(.infinity, with: 1) && !BellmanFord.agrees(1, with: .nan))
    }

    @Test("Costs may be negative, cycles may not")
    func negativeCosts() {
        let path = PathGraph(nodeCount: 3, tails: [0, 0, 1], heads: [1, 2, 2], costs: [4, 1, -5])
        #expect(BellmanFord(path, from: 0)?.distances == [0, 4, -1])
        let cycle = PathGraph(nodeCount: 3, tails: [0, 1, 2], heads: [1, 2, 1], costs: [1, 1, -2])
        #expect(BellmanFord(cycle, from: 0) == nil)
        #expect(PathGraph(nodeCount: 1, tails: [], heads: [], costs: []).problem == nil)
    }
}

@Suite struct MSSPTests {
    @Test(
        "The sample's distances hold for every number of pieces and workers", arguments: ["1", "2", "3", "10", "25"],
        ["1", "2", "8"])
    func sample(_ pieces: String, _ workers: String) throws {
        let outcome = try runProgram(["mssp", "-p", pieces, "small", "--workers", workers])
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(outcome.output.wholeMatch(of: /source 3 OK, elapsed time: \d+\.\d{3} ms\n/) != nil)
        let verbose = try runProgram(["mssp", "-v", "-p", pieces, "small", "--workers", workers]).output
        #expect(verbose.hasPrefix("mssp: 10 nodes, 20 edges, \(pieces) pieces\nsource 3: 5 steps, 9 of 10 nodes reached\n"))
    }

    /// A graph on disk that a test may spoil.
    struct Files: Sendable, CustomTestStringConvertible {
        var lines = "nodes 3\nedges 3\ndata e\nsource 0 r\n"
        var tails: [Int32] = [0, 0, 1]
        var heads: [Int32] = [1, 2, 2]
        var costs: [Float] = [4, 1, -5]
        var results: [Float] = [0, 4, -1]
        var dropped = 0
        var message = ""
        var testDescription: String { message }

        func write(into folder: TemporaryFolder) throws {
            try folder.write("graph.txt", lines)
            try folder.write("e", (bytes(tails) + bytes(heads) + bytes(costs)).dropLast(dropped))
            try folder.write("r", bytes(results))
        }
    }

    private func run(_ files: Files, _ options: [String] = []) throws -> (outcome: Outcome, folder: String) {
        let folder = try TemporaryFolder()
        try files.write(into: folder)
        return (try runProgram(["mssp", folder.path] + options), folder.path)
    }

    static let graphs = [
        Files(message: "a negative cost"),
        Files(
            lines: "source 0 r\n\n  data\te\r\nsource 0 r\nedges 3\nnodes 3", message: "two sources, lines in another order"),
        Files(
            lines: "nodes 3\nedges 0\ndata e\nsource 0 r", tails: [], heads: [], costs: [], results: [0, .infinity, .infinity],
            message: "no edges"),
        Files(
            lines: "nodes 1\nedges 1\ndata e\nsource 0 r", tails: [0], heads: [0], costs: [0], results: [0], message: "one node"),
        Files(lines: "nodes 3\nedges 3\ndata e\n", message: "no source"),
    ]

    @Test("Unusual graphs are solved", arguments: graphs, ["1", "2", "7"])
    func unusual(_ files: Files, _ pieces: String) throws {
        let (outcome, _) = try run(files, ["-p", pieces, "--workers", "2"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.split(separator: "\n").count == files.lines.ranges(of: "source").count)
        #expect(outcome.output.split(separator: "\n").allSatisfy { $0.hasPrefix("source 0 OK, elapsed time: ") })
    }

    @Test("Distances that are not those expected are counted, and told with -v")
    func mismatch() throws {
        let files = Files(results: [0, 4.5, .infinity])
        let (outcome, _) = try run(files)
        #expect(outcome.status == 1)
        #expect(outcome.output == "source 0 - 2 errors!\n")
        #expect(outcome.errors == "mssp: check failed:\n  source 0: 2 distances are not those expected\n")
        let (verbose, _) = try run(files, ["-v"])
        #expect(verbose.output.hasSuffix("node 1: 4.0, not 4.5\nnode 2: -1.0, not inf\nsource 0 - 2 errors!\n"))
    }

    @Test("A cycle of negative cost has no shortest paths")
    func cycle() throws {
        let (outcome, _) = try run(Files(tails: [0, 1, 2], heads: [1, 2, 1], costs: [1, 1, -2]))
        #expect(outcome.status == 1)
        #expect(outcome.errors == "mssp: source 0: there are no shortest paths, since a cycle has negative cost\n")
    }

    static let faults = [
        Files(lines: "nodes 3\nedges 3\n", message: "graph.txt: has no line 'data'"),
        Files(lines: "", message: "graph.txt: has no line 'nodes'"),
        Files(lines: "nodes 3\ndata e", message: "graph.txt: has no line 'edges'"),
        Files(lines: "nodes -3\n", message: "graph.txt:1: nodes is '-3', not a number from 1 to 2147483647"),
        Files(lines: "nodes 3\nedges -1", message: "graph.txt:2: edges is '-1', not a number from 0 to 2147483647"),
        Files(lines: "nodes 3\nnodes 3", message: "graph.txt:2: a second line 'nodes'"),
        Files(lines: "nodes", message: "graph.txt:1: 'nodes' takes one value, not 0"),
        Files(lines: "nodes 3\nedges 3\ndata e\nsource 0", message: "graph.txt:4: 'source' takes two values, not 1"),
        Files(lines: "\nvertices 3", message: "graph.txt:2: 'vertices' is none of nodes, edges, data, source"),
        Files(lines: "source 3 r\nnodes 3\nedges 3\ndata e", message: "graph.txt:1: source 3 is not in 0 ..< 3"),
        Files(lines: "nodes 3\nedges 3\ndata x", message: "x: cannot be read: No such file or directory"),
        Files(lines: "nodes 3\nedges 3\ndata e\nsource 0 x", message: "x: cannot be read: No such file or directory"),
        Files(dropped: 1, message: "e: has 35 bytes, but 3 edges take 36"),
        Files(results: [0, 4], message: "r: has 8 bytes, but 3 distances take 12"),
        Files(tails: [0, -1, 1], message: "e: n1 of edge 1 is -1, not in 0 ..< 3"),
        Files(heads: [1, 2, 3], message: "e: n2 of edge 2 is 3, not in 0 ..< 3"),
        Files(costs: [1, .nan, 1], message: "e: the cost of edge 1 is nan"),
    ]

    @Test("A bad file is named in one line, with what is wrong", arguments: faults)
    func refuses(_ files: Files) throws {
        let (outcome, folder) = try run(files)
        #expect(outcome.status == 1)
        #expect(outcome.output == "")
        #expect(outcome.errors == "mssp: \(folder)/\(files.message)\n")
    }

    @Test("A folder that is not there is named")
    func missing() throws {
        let outcome = try runProgram(["mssp", "nosuch"])
        #expect(outcome.status == 1)
        #expect(outcome.errors == "mssp: nosuch/graph.txt: cannot be read: No such file or directory\n")
    }
}
