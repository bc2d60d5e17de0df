import ArgumentParser
import Cohort
import ExampleSupport
import PageRankModel

/// The importance of pages that link to each other.
@main
struct PageRank: Program {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "pagerank", abstract: "The importance of pages by the links between them.",
            discussion: """
                Two more iterations than asked for are run, before the time is taken. Scores are compared with plain loops, bit \
                for bit, and their balance with what it must be.
                """, version: cohortVersion)
    }

    @Option(name: .customLong("graph", withSingleDash: true), help: "A graph file, or the bundled `sample`.")
    var graph = "sample"
    @Option(name: .customLong("ni", withSingleDash: true), help: "Iterations that are timed.")
    var iterations = 10
    @Option(name: .customLong("nw", withSingleDash: true), help: "Pieces that the links are cut into.")
    var pieces = 1
    @Flag(name: .customLong("dump", withSingleDash: true), help: "Prints all scores at the end.")
    var isDumped = false
    @Flag(name: .customLong("no-reference"), help: "Skips the comparison with plain loops.")
    var skipsReference = false
    @OptionGroup var common: CommonOptions

    /// Iterations before the time is taken.
    private static let warmUp = 2

    func validate() throws {
        guard (0 ... 1_000_000_000).contains(iterations) else {
            throw ValidationError("-ni takes a number from 0 to 1000000000, not \(iterations)")
        }
        guard (1 ... 1_000_000).contains(pieces) else { throw ValidationError("-nw takes 1 to 1000000, not \(pieces)") }
    }

    func perform() async throws {
        let graph = try PageGraph(path: PageGraph.resolve(graph))
        print("pagerank: \(graph.pageCount) nodes, \(graph.linkCount) edges, \(pieces) pieces")
        try await withCohort(try common.runtimeOptions, named: "pagerank") { try await rank($0, graph) }
    }

    private func rank(_ cohort: Context, _ graph: PageGraph) async throws {
        var run = RankRun(graph, pieces: pieces)
        run.launch(iterations: Self.warmUp)
        await cohort.fence()
        let watch = Stopwatch()
        run.launch(iterations: iterations)
        await cohort.fence()
        let seconds = watch.seconds
        let scores = try await run.scores()
        print(formatted("ELAPSED TIME = %7.3f s", seconds))
        print(formatted("RATE = %.3f million edges/s", Double(graph.linkCount * iterations) / max(seconds, 1e-9) / 1e6))
        if isDumped { for (page, score) in scores.enumerated() { print(formatted("%d %.9g", page, Double(score))) } }
        try check(scores, graph)
    }

    private func check(_ scores: [Float], _ graph: PageGraph) throws {
        var checks = Checks()
        let count = iterations + Self.warmUp
        if graph.isClosed {
            let expected = Ranking.expectedBalance(graph, iterations: count)
            let found = Ranking.balance(scores, graph)
            let isNear = abs(found - expected) <= Ranking.balanceTolerance(graph) * expected
            checks.expect(isNear, "the balance of all scores is \(found), not \(expected)")
            print(formatted("balance of all scores: %.6f", found))
        }
        if !skipsReference {
            for (page, (found, expected)) in zip(scores, Ranking.scores(graph, iterations: count)).enumerated() {
                checks.expect(found == expected, "the score of node \(page) is \(found), not \(expected)")
            }
        }
        try checks.verdict()
        print(skipsReference ? "SUCCESS" : "SUCCESS: equal to plain loops, bit for bit")
    }
}
