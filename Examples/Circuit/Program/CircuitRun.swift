import CircuitModel
import Cohort
import ExampleSupport

/// The simulation as a sequence of index launches over the pieces of the circuit.
struct CircuitRun {
    let graph: Graph
    let pieces: Pieces
    let steps: Int
    private var soundness: Soundness?
    private var loop = 0

    /// A circuit at the start.
    init(_ graph: Graph, steps: Int, isChecked: Bool = false) {
        self.graph = graph
        self.steps = steps
        pieces = Pieces(graph)
        soundness = isChecked ? Soundness() : nil
    }

    /// Launches one loop; nothing waits.
    mutating func launchLoop() {
        launchCharging()
        launchUpdate()
    }

    /// Phases 1 and 2.
    mutating func launchCharging() {
        loop += 1
        calculateNewCurrents(pieces.wires, pieces.own.voltage, pieces.shared.voltage, pieces.ghost.voltage, steps: steps)
        soundness?.look(atWires: pieces, loop: loop)
        distributeCharge(pieces.wires, &pieces.own.charge, &pieces.shared.charge, &pieces.ghost.charge)
        soundness?.look(atCharges: pieces, loop: loop)
    }

    /// Phase 3.
    mutating func launchUpdate() {
        updateVoltages(pieces.own, pieces.shared)
        soundness?.look(atVoltages: pieces, loop: loop)
    }

    /// What `-checks` found; nil when all was well or nobody looked.
    func problem() async throws -> String? { try await soundness?.firstProblem() }

    /// Runs all loops and measures them; the result is the time in seconds.
    mutating func runTimed(_ cohort: Context, loops: Int) async -> Double {
        await cohort.fence()
        let watch = Stopwatch()
        for _ in 0 ..< loops { launchLoop() }
        await cohort.fence()
        return watch.seconds
    }
}
