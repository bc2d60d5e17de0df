/// Laws that hold for every circuit whose wires converge.
public enum Conservation {
    /// How far the charge of all nodes is from what the wires brought, relative to all that flowed; after phase 2.
    ///
    /// Rounding leaves some 1e-8.
    public static func imbalance(_ state: CircuitState) -> Double {
        let dt = Double(Model.timeStep)
        var brought = 0.0
        var flow = 0.0
        for currents in state.currents {
            brought += dt * (Double(currents[9]) - Double(currents[0]))
            flow += abs(dt * Double(currents[0])) + abs(dt * Double(currents[9]))
        }
        let held = state.charge.reduce(0) { $0 + Double($1) }
        return flow == 0 ? abs(held) : abs(held - brought) / flow
    }

    /// The imbalance that rounding excuses.
    public static let greatestImbalance = 1e-6

    /// Whether no voltage is above 1, where they begin, but for rounding: nothing in the circuit brings energy.
    public static func isPassive(_ state: CircuitState) -> Bool { state.voltage.allSatisfy { abs($0) <= 1.001 } }
}
