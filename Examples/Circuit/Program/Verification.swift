import CircuitModel
import Cohort
import ExampleSupport

/// Compares a run of its own with the sequential program, in step: charges and currents after phase 2 of every loop, where a
/// lost contribution shows, and voltages after phase 3.
struct Verification {
    let graph: Graph
    let loops: Int
    let steps: Int

    /// Runs both; the result is the sequential program's final state.
    func run(_ checks: inout Checks) async throws -> CircuitState {
        var found = CircuitRun(graph, steps: steps)
        var expected = SequentialCircuit(graph, order: .byPiece)
        for loop in 1 ... loops {
            // Both at a time: tasks run while this one computes the reference.
            found.launchCharging()
            expected.calculateNewCurrents(steps: steps)
            expected.distributeCharge()
            let charged = try await found.pieces.state()
            Self.compare(charged, expected.state, "after charges were distributed in loop \(loop)", &checks)
            let imbalance = Conservation.imbalance(charged)
            checks.expect(
                converges == false || imbalance <= Conservation.greatestImbalance,
                "charge is lost or made in loop \(loop): the imbalance is \(imbalance)")
            found.launchUpdate()
            expected.updateVoltages()
            Self.compare(try await found.pieces.state(), expected.state, "at the end of loop \(loop)", &checks)
            expectPassive(expected.state, "at the end of loop \(loop)", &checks)
            if !checks.hold { break }
        }
        return expected.state
    }

    /// Notes how two states differ.
    static func compare(_ found: CircuitState, _ expected: CircuitState, _ when: String, _ checks: inout Checks) {
        let comparison = Comparison(found, with: expected)
        checks.expect(
            comparison.count == 0, "\(comparison.count) values differ \(when): \(comparison.differences.joined(separator: "; "))")
    }

    /// Notes when voltages grow beyond where they began.
    func expectPassive(_ state: CircuitState, _ when: String, _ checks: inout Checks) {
        checks.expect(converges == false || Conservation.isPassive(state), "a voltage is above 1, or no number, \(when)")
    }

    /// Whether every wire's iteration converges; otherwise the model itself loses charge and voltages grow.
    private var converges: Bool { graph.divergentCount == 0 }
}
