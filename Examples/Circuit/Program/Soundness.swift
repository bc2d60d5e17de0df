import CircuitModel
import Cohort

// `-checks`: after every phase, tasks look for values that are no finite numbers. Nobody waits for them until the end.

/// How many values of a piece's nodes are not finite.
@Task
func countBrokenNodes(_ values: borrowing Field<Float, 1>) -> Int {
    var count = 0
    for node in values.domain where !values[node].isFinite { count += 1 }
    return count
}

/// How many values of a piece's wires are not finite.
@Task
func countBrokenWires(_ currents: borrowing Field<Currents, 1>, _ junctions: borrowing Field<Junctions, 1>) -> Int {
    var count = 0
    for wire in currents.domain {
        for k in 0 ..< 10 where !currents[wire][k].isFinite { count += 1 }
        for k in 0 ..< 9 where !junctions[wire][k].isFinite { count += 1 }
    }
    return count
}

/// The counts of a run, phase by phase.
struct Soundness {
    private var counts: [(phase: String, count: Future<Int>)] = []

    mutating func look(atWires pieces: Pieces, loop: Int) {
        counts.append(
            ("calculating currents in loop \(loop)", countBrokenWires(pieces.wires.currents, pieces.wires.junctions).sum()))
    }

    mutating func look(atCharges pieces: Pieces, loop: Int) {
        counts.append(("distributing charge in loop \(loop)", countBrokenNodes(pieces.allNodes.charge)))
    }

    mutating func look(atVoltages pieces: Pieces, loop: Int) {
        counts.append(("updating voltages in loop \(loop)", countBrokenNodes(pieces.allNodes.voltage)))
    }

    /// What the first phase that broke something broke, or nil; waits for all.
    func firstProblem() async throws -> String? {
        for (phase, count) in counts {
            let count = try await count.value
            if count > 0 { return "\(count) values are not finite after \(phase)" }
        }
        return nil
    }
}
