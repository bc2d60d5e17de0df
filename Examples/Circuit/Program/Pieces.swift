import CircuitModel
import Cohort

/// The circuit as regions, cut into pieces by dependent partitioning: only the nodes' pieces are given, everything else
/// follows from the wires.
///
///     nodes ── by `piece` ──▶ owned ── preimage of `input` ──▶ wires ── image of `output` ──▶ reached nodes
///     reached − owned = ghost; all ghosts of all pieces are the shared nodes; owned − shared = the private ones
struct Pieces {
    let allNodes: Region<Node, 1>
    let allWires: Region<Wire, 1>
    let wires: Partition<Wire, 1>
    /// Nodes that only wires of their own piece touch.
    let own: Partition<Node, 1>
    /// Nodes of the piece that wires of others touch too.
    let shared: Partition<Node, 1>
    /// Nodes of others that the piece's wires touch; aliased.
    let ghost: Partition<Node, 1>

    init(_ graph: Graph) {
        let colors = 0 ..< graph.shape.pieces
        allNodes = Region(0 ..< graph.nodes.count, named: "nodes")
        allWires = Region(0 ..< graph.wires.count, named: "wires")
        allNodes.piece.set(graph.nodes.indices.map(graph.piece(ofNode:)))
        allWires.input.set(graph.wires.map(\.input))
        allWires.output.set(graph.wires.map(\.output))

        let owned = allNodes.partitioned(by: \.piece, colors: colors)
        wires = allWires.partitioned(preimageOf: owned, through: \.input)
        ghost = allNodes.partitioned(imageOf: wires.output).subtracting(owned)
        let allShared = allNodes.partitioned(unionOf: ghost)[0]
        shared = allShared.partitioned(by: \.piece, colors: colors)
        own = owned.subtracting(shared)
        load(graph)
    }

    private func load(_ graph: Graph) {
        allNodes.capacitance.set(graph.nodes.map(\.capacitance))
        allNodes.leakage.set(graph.nodes.map(\.leakage))
        allNodes.voltage.set(graph.nodes.map(\.voltage))
        allNodes.charge.fill(0)
        allWires.inductance.set(graph.wires.map(\.inductance))
        allWires.resistance.set(graph.wires.map(\.resistance))
        allWires.capacitance.set(graph.wires.map(\.capacitance))
        allWires.currents.fill(Currents(repeating: 0))
        allWires.junctions.fill(Junctions(repeating: 0))
        findPlaces(wires, own.charge, shared.charge)
    }

    /// All values; waits for the tasks that write them.
    func state() async throws -> CircuitState {
        CircuitState(
            charge: try await allNodes.charge.values(), voltage: try await allNodes.voltage.values(),
            currents: try await allWires.currents.values(), junctions: try await allWires.junctions.values())
    }
}

/// What finding a wire's nodes takes.
@Access(Wire.self)
struct PlacedWires: ~Copyable {
    let input: Field<Int, 1>
    let output: Field<Int, 1>
    var inputPlace: Discard<Place, 1>
    var outputPlace: Discard<Place, 1>
}

/// Finds out in which of a task's arguments each wire's ends are.
@Task
func findPlaces(_ wires: inout PlacedWires, _ own: borrowing NoAccess<Float, 1>, _ shared: borrowing NoAccess<Float, 1>) {
    for wire in wires.domain {
        let input = Point<1>(wires.input[wire])
        let output = Point<1>(wires.output[wire])
        wires.inputPlace[wire] = own.domain.contains(input) ? .own : .shared
        wires.outputPlace[wire] = own.domain.contains(output) ? .own : shared.domain.contains(output) ? .shared : .ghost
    }
}
