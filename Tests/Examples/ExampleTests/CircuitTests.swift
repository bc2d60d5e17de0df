import CircuitModel
import Cohort
import ExampleSupport
import Testing

@testable import circuit

@Suite struct CircuitTests {
    static let shapes = [
        CircuitShape(pieces: 4, nodesPerPiece: 64, wiresPerPiece: 128, percentInside: 80),
        CircuitShape(pieces: 8, nodesPerPiece: 16, wiresPerPiece: 100, percentInside: 0, seed: 3),
        CircuitShape(pieces: 5, nodesPerPiece: 1, wiresPerPiece: 3, percentInside: 50, seed: 4),
        CircuitShape(pieces: 1, nodesPerPiece: 9, wiresPerPiece: 20, percentInside: 50),
        CircuitShape(pieces: 3, nodesPerPiece: 50, wiresPerPiece: 5, percentInside: 100),
    ]

    @Test("Tasks compute what the sequential program does, bit for bit, in every phase", arguments: shapes, World.allCases)
    func agrees(_ shape: CircuitShape, _ world: World) async throws {
        try await withCohort(world.options) { (cohort: Context) async throws in
            let graph = Graph(shape)
            var run = CircuitRun(graph, steps: 20, isChecked: true)
            _ = await run.runTimed(cohort, loops: 3)
            let problem = try await run.problem()
            #expect(problem == nil)
            var checks = Checks()
            let expected = try await Verification(graph: graph, loops: 3, steps: 20).run(&checks)
            Verification.compare(try await run.pieces.state(), expected, "at the end", &checks)
            try checks.verdict()
        }
    }

    @Test("Pieces follow from the wires as the model says")
    func pieces() async throws {
        try await withCohort { (_: Context) async throws in
            let graph = Graph(Self.shapes[0])
            let pieces = Pieces(graph)
            #expect(pieces.wires.isDisjoint && pieces.wires.isComplete)
            #expect(pieces.own.isDisjoint && pieces.shared.isDisjoint && !pieces.ghost.isDisjoint)
            for piece in 0 ..< 4 {
                let shared = graph.sharedCounts[piece]
                #expect(pieces.shared.domain(piece) == (try Domain(Rect<1>(piece * 64 ..< piece * 64 + shared))))
                #expect(pieces.own.domain(piece) == (try Domain(Rect<1>(piece * 64 + shared ..< piece * 64 + 64))))
                let targets = graph.wires[piece * 128 ..< (piece + 1) * 128].map(\.output)
                #expect(pieces.ghost.domain(piece).volume == Set(targets.filter { $0 / 64 != piece }).count)
            }
        }
    }

    @Test("Values that are not finite are found, with the phase that made them")
    func brokenValues() async throws {
        try await withCohort { (cohort: Context) async throws in
            var run = CircuitRun(Graph(Self.shapes[0]), steps: 2, isChecked: true)
            run.launchLoop()
            run.pieces.allNodes.voltage.fill(.infinity)
            run.launchLoop()
            #expect(try await run.problem()?.contains("calculating currents in loop 2") == true)
        }
    }
}
