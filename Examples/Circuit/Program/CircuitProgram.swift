import ArgumentParser
import CircuitModel
import Cohort
import ExampleSupport

/// A random electrical circuit, simulated in pieces that share nodes.
@main
struct CircuitProgram: Program {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "circuit", abstract: "A random electrical circuit, in pieces that share nodes.",
            discussion: """
                After the timed run the circuit is simulated again in step with a sequential program, and every value is \
                compared bit for bit; charge must be kept, and voltages may not grow.
                """, version: cohortVersion)
    }

    @Option(name: .customShort("l"), help: "Loops, that is time steps.")
    var loops = 2
    @Option(name: .customShort("i"), help: "Iterations for each wire and loop.")
    var steps = 10_000
    @Option(name: .customShort("p"), help: "Pieces.")
    var pieces = 4
    @Option(name: .customLong("npp", withSingleDash: true), help: "Nodes per piece.")
    var nodesPerPiece = 1024
    @Option(name: .customLong("wpp", withSingleDash: true), help: "Wires per piece.")
    var wiresPerPiece = 1024
    @Option(name: .customLong("pct", withSingleDash: true), help: "Percent of the wires that stay in their piece.")
    var percentInside = 95
    @Option(name: .customShort("s"), help: "Seed of the random numbers.")
    var seed = 12345
    @Flag(name: .customLong("checks", withSingleDash: true), help: "Looks for values that are not finite after every phase.")
    var isChecked = false
    @Flag(name: .customLong("dump", withSingleDash: true), help: "Prints all currents and voltages of the wires at the end.")
    var isDumped = false
    @Flag(name: .customLong("no-reference"), help: "Skips the comparison with the sequential program.")
    var skipsReference = false
    @OptionGroup var common: CommonOptions

    private var shape: CircuitShape {
        CircuitShape(
            pieces: pieces, nodesPerPiece: nodesPerPiece, wiresPerPiece: wiresPerPiece, percentInside: percentInside, seed: seed)
    }

    func validate() throws {
        if let problem = shape.problem { throw ValidationError(problem) }
        for (name, value) in [("l", loops), ("i", steps)] where !(1 ... 1_000_000_000).contains(value) {
            throw ValidationError("-\(name) takes a number from 1 to 1000000000, not \(value)")
        }
    }

    func perform() async throws {
        let graph = Graph(shape)
        print("circuit: \(graph.nodes.count) nodes, \(graph.wires.count) wires, \(graph.crossingCount) of them between pieces")
        let divergent = graph.divergentCount
        if divergent > 0 { print("note: \(divergent) wires do not converge in this model; balance and voltages are not judged") }
        try await withCohort(try common.runtimeOptions, named: "circuit") { try await simulate($0, graph) }
    }

    private func simulate(_ cohort: Context, _ graph: Graph) async throws {
        var run = CircuitRun(graph, steps: steps, isChecked: isChecked)
        let seconds = await run.runTimed(cohort, loops: loops)
        let state = try await run.pieces.state()
        print(formatted("ELAPSED TIME = %7.3f s", seconds))
        print(formatted("GFLOPS = %7.3f", Double(operationCount) / max(seconds, 1e-9) / 1e9))

        var checks = Checks()
        if let problem = try await run.problem() { checks.expect(false, problem) }
        let verification = Verification(graph: graph, loops: loops, steps: steps)
        if skipsReference {
            verification.expectPassive(state, "at the end", &checks)
        } else {
            let expected = try await verification.run(&checks)
            Verification.compare(state, expected, "at the end of the timed run", &checks)
        }
        if isDumped { state.wireLines().forEach { print($0) } }
        try checks.verdict()
        print(skipsReference ? "SUCCESS: voltages are in bounds" : "SUCCESS: equal to the sequential program, bit for bit")
    }

    /// Operations of the timed run.
    private var operationCount: Int {
        let wires = shape.wireCount
        return loops * (wires * (10 * 6 + 9 * 4) * steps + 4 * wires + 4 * shape.nodeCount)
    }
}
