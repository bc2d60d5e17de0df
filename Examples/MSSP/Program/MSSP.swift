import ArgumentParser
import Cohort
import ExampleSupport
import MSSPModel

/// Shortest paths from several nodes of a graph.
@main
struct MSSP: Program {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "mssp", abstract: "Shortest paths from several nodes of a graph.",
            discussion: """
                Distances are compared with the files that the graph names, to 0.00001, and with plain loops, bit for bit.
                """, version: cohortVersion)
    }

    @Argument(help: "A folder with a graph.txt, or the bundled `small`.")
    var folder: String
    @Flag(name: .customShort("v"), help: "Tells about the graph, each source's steps, and each node that is wrong.")
    var isVerbose = false
    @Option(name: .customShort("p"), help: "Pieces that the nodes are cut into.")
    var pieces = 1
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1 ... 1_000_000).contains(pieces) else { throw ValidationError("-p takes 1 to 1000000, not \(pieces)") }
    }

    func perform() async throws {
        let (graph, sources) = try PathGraph.read(folder: PathGraph.resolve(folder))
        var expectations: [(source: Int, distances: [Float])] = []
        for source in sources { expectations.append((source.node, try graph.expectedDistances(source))) }
        let problems = expectations
        if isVerbose { print("mssp: \(graph.nodeCount) nodes, \(graph.edgeCount) edges, \(pieces) pieces") }
        try await withCohort(try common.runtimeOptions, named: "mssp") { cohort in
            let run = PathRun(graph, pieces: pieces)
            await cohort.fence()
            var checks = Checks()
            for (source, distances) in problems { try await solve(run, graph, source, distances, &checks) }
            try checks.verdict()
        }
    }

    private func solve(
        _ run: PathRun, _ graph: PathGraph, _ source: Int, _ expected: [Float], _ checks: inout Checks
    ) async throws {
        let watch = Stopwatch()
        let steps = try await run.findPaths(from: source)
        let milliseconds = watch.seconds * 1000
        let distances = try await run.distances()
        if isVerbose {
            let reached = distances.reduce(0) { $0 + ($1 < .infinity ? 1 : 0) }
            print("source \(source): \(steps) steps, \(reached) of \(graph.nodeCount) nodes reached")
        }
        let wrong = distances.indices.filter { !BellmanFord.agrees(distances[$0], with: expected[$0]) }
        if isVerbose { for node in wrong { print("node \(node): \(distances[node]), not \(expected[node])") } }
        print(
            wrong.isEmpty
                ? formatted("source %d OK, elapsed time: %.3f ms", source, milliseconds)
                : "source \(source) - \(wrong.count) errors!")
        checks.expect(wrong.isEmpty, "source \(source): \(wrong.count) distances are not those expected")
        let plain = BellmanFord(graph, from: source)?.distances
        checks.expect(plain == distances, "source \(source): distances are not those of plain loops")
    }
}

/// Distances fall forever around a cycle of negative cost.
struct NegativeCycle: Error, CustomStringConvertible {
    let source: Int

    var description: String { "source \(source): there are no shortest paths, since a cycle has negative cost" }
}
