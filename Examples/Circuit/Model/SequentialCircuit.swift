/// The simulation by plain loops, written from the model's text: what tasks must agree with to the last bit.
///
/// Rounding makes sums depend on their order, so there are two: `byIndex` adds each wire's charge where it goes, in the order
/// of the wires. `byPiece` sums, for each piece, what its wires bring to nodes that several pieces touch, starting at 0, and
/// adds the pieces' sums in the order of the pieces, as reductions do.
public struct SequentialCircuit {
    /// How charges are summed.
    public enum Order: Sendable {
        case byIndex, byPiece
    }

    public let graph: Graph
    public private(set) var state: CircuitState
    private let order: Order
    private let isShared: [Bool]
    private var sums: [Float]

    /// A circuit at the start.
    public init(_ graph: Graph, order: Order) {
        self.graph = graph
        self.order = order
        state = CircuitState(graph)
        var isShared = [Bool](repeating: false, count: graph.nodes.count)
        for wire in graph.wires where graph.piece(ofNode: wire.input) != graph.piece(ofNode: wire.output) {
            isShared[wire.output] = true
        }
        self.isShared = isShared
        sums = [Float](repeating: 0, count: graph.nodes.count)
    }

    /// All three phases, `loops` times.
    public mutating func run(loops: Int, steps: Int) {
        for _ in 0 ..< loops {
            calculateNewCurrents(steps: steps)
            distributeCharge()
            updateVoltages()
        }
    }

    /// Phase 1.
    public mutating func calculateNewCurrents(steps: Int) {
        for (index, wire) in graph.wires.enumerated() {
            Self.solve(
                wire, state.voltage[wire.input], state.voltage[wire.output], &state.currents[index], &state.junctions[index],
                steps: steps)
        }
    }

    /// Phase 2.
    public mutating func distributeCharge() {
        let perPiece = graph.shape.wiresPerPiece
        for piece in 0 ..< graph.shape.pieces {
            let wires = piece * perPiece ..< (piece + 1) * perPiece
            for index in wires {
                let wire = graph.wires[index]
                add(-Model.timeStep * state.currents[index][0], to: wire.input)
                add(Model.timeStep * state.currents[index][9], to: wire.output)
            }
            for index in wires where order == .byPiece {
                fold(graph.wires[index].input)
                fold(graph.wires[index].output)
            }
        }
    }

    private mutating func add(_ charge: Float, to node: Int) {
        if order == .byPiece && isShared[node] { sums[node] += charge } else { state.charge[node] += charge }
    }

    /// Adds a piece's sum to a node, once: afterwards it is 0, which changes nothing.
    private mutating func fold(_ node: Int) {
        state.charge[node] += sums[node]
        sums[node] = 0
    }

    /// Phase 3.
    public mutating func updateVoltages() {
        for (index, node) in graph.nodes.enumerated() {
            let voltage = state.voltage[index] + state.charge[index] / node.capacitance
            state.voltage[index] = voltage * (1 - node.leakage)
            state.charge[index] = 0
        }
    }

    private static func solve(
        _ wire: Graph.Wire, _ inputVoltage: Float, _ outputVoltage: Float, _ currents: inout Currents,
        _ junctions: inout Junctions, steps: Int
    ) {
        let dt = Model.timeStep
        let rdt = 1 / dt
        let rr = 1 / wire.resistance
        let rc = 1 / wire.capacitance
        let old = currents
        let oldJunctions = junctions
        var i = currents
        var v = InlineArray<11, Float>(repeating: 0)
        for k in 0 ..< 9 { v[k + 1] = junctions[k] }
        v[0] = inputVoltage
        v[10] = outputVoltage
        for _ in 0 ..< steps {
            for k in 0 ..< 10 { i[k] = ((v[k + 1] - v[k]) - (wire.inductance * (i[k] - old[k]) * rdt)) * rr }
            for k in 0 ..< 9 { v[k + 1] = oldJunctions[k] + dt * (i[k] - i[k + 1]) * rc }
        }
        currents = i
        for k in 0 ..< 9 { junctions[k] = v[k + 1] }
    }
}
