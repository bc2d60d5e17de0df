import CircuitModel
import Cohort

// Phases 1 and 2: each piece does its wires.

/// What solving takes.
@Access(Wire.self)
struct SolvedWires: ~Copyable {
    let input: Field<Int, 1>
    let output: Field<Int, 1>
    let inputPlace: Field<Place, 1>
    let outputPlace: Field<Place, 1>
    let inductance: Field<Float, 1>
    let resistance: Field<Float, 1>
    let capacitance: Field<Float, 1>
    var currents: Field<Currents, 1>
    var junctions: Field<Junctions, 1>
}

/// Phase 1: what flows through each wire, by a fixed number of iterations.
@Task
func calculateNewCurrents(
    _ wires: inout SolvedWires, _ own: borrowing Field<Float, 1>, _ shared: borrowing Field<Float, 1>,
    _ ghost: borrowing Field<Float, 1>, steps: Int
) {
    var batch = WireBatch()
    for wire in wires.domain {
        batch.add(
            wire[0], inductance: wires.inductance[wire], resistance: wires.resistance[wire],
            capacitance: wires.capacitance[wire], wires.currents[wire], wires.junctions[wire],
            from: voltage(wires.input[wire], wires.inputPlace[wire], own, shared, ghost),
            to: voltage(wires.output[wire], wires.outputPlace[wire], own, shared, ghost))
        if batch.isFull { solve(&batch, &wires, steps: steps) }
    }
    solve(&batch, &wires, steps: steps)
}

@inline(__always)
private func voltage(
    _ node: Int, _ place: Place, _ own: borrowing Field<Float, 1>, _ shared: borrowing Field<Float, 1>,
    _ ghost: borrowing Field<Float, 1>
) -> Float {
    switch place {
    case .own: own[node]
    case .shared: shared[node]
    case .ghost: ghost[node]
    }
}

@inline(__always)
private func solve(_ batch: inout WireBatch, _ wires: inout SolvedWires, steps: Int) {
    batch.solve(steps: steps)
    for lane in 0 ..< batch.count {
        let wire = batch.numbers[lane]
        wires.currents[wire] = batch.currents(lane)
        wires.junctions[wire] = batch.junctions(lane)
    }
    batch.count = 0
}

/// What bringing charges takes.
@Access(Wire.self)
struct ChargingWires: ~Copyable {
    let input: Field<Int, 1>
    let output: Field<Int, 1>
    let inputPlace: Field<Place, 1>
    let outputPlace: Field<Place, 1>
    let currents: Field<Currents, 1>
}

/// Phase 2: each wire takes charge from one node and brings it to another. Nodes that several pieces touch are only added to.
@Task
func distributeCharge(
    _ wires: borrowing ChargingWires, _ own: inout Field<Float, 1>, _ shared: inout Reduce<Sum<Float>, 1>,
    _ ghost: inout Reduce<Sum<Float>, 1>
) {
    for wire in wires.domain {
        let currents = wires.currents[wire]
        add(-Model.timeStep * currents[0], to: wires.input[wire], wires.inputPlace[wire], &own, &shared, &ghost)
        add(Model.timeStep * currents[9], to: wires.output[wire], wires.outputPlace[wire], &own, &shared, &ghost)
    }
}

@inline(__always)
private func add(
    _ charge: Float, to node: Int, _ place: Place, _ own: inout Field<Float, 1>, _ shared: inout Reduce<Sum<Float>, 1>,
    _ ghost: inout Reduce<Sum<Float>, 1>
) {
    switch place {
    case .own: own[node] += charge
    case .shared: shared[node] += charge
    case .ghost: ghost[node] += charge
    }
}
