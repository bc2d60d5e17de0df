/// The values of a circuit that change.
public struct CircuitState: Sendable {
    /// Of each node.
    public var charge: [Float]
    /// Of each node.
    public var voltage: [Float]
    /// Of each wire.
    public var currents: [Currents]
    /// Of each wire.
    public var junctions: [Junctions]

    /// The state at the start: charges, currents and junctions are 0.
    public init(_ graph: Graph) {
        charge = [Float](repeating: 0, count: graph.nodes.count)
        voltage = graph.nodes.map(\.voltage)
        currents = [Currents](repeating: Currents(repeating: 0), count: graph.wires.count)
        junctions = [Junctions](repeating: Junctions(repeating: 0), count: graph.wires.count)
    }

    /// A state from its values.
    public init(charge: [Float], voltage: [Float], currents: [Currents], junctions: [Junctions]) {
        self.charge = charge
        self.voltage = voltage
        self.currents = currents
        self.junctions = junctions
    }
}
