import CircuitModel

/// Up to eight wires that are solved together, one in each lane of the processor's vectors.
///
/// Every lane does the arithmetic of the sequential program in its order, so the results have the same bits.
struct WireBatch {
    typealias Lanes = SIMD8<Float>

    /// The wires, in the lanes' order.
    private(set) var numbers = SIMD8<Int>()
    var count = 0
    private var inductance = Lanes()
    private var resistance = Lanes(repeating: 1)
    private var capacitance = Lanes(repeating: 1)
    private var current = InlineArray<10, Lanes>(repeating: Lanes())
    /// Ends and junctions.
    private var voltage = InlineArray<11, Lanes>(repeating: Lanes())

    var isFull: Bool { count == Lanes.scalarCount }

    /// Puts a wire into the next lane.
    @inline(__always)
    mutating func add(
        _ number: Int, inductance: Float, resistance: Float, capacitance: Float, _ currents: Currents,
        _ junctions: Junctions, from input: Float, to output: Float
    ) {
        let lane = count
        count = lane + 1
        numbers[lane] = number
        self.inductance[lane] = inductance
        self.resistance[lane] = resistance
        self.capacitance[lane] = capacitance
        for k in 0 ..< 10 { current[k][lane] = currents[k] }
        for k in 0 ..< 9 { voltage[k + 1][lane] = junctions[k] }
        voltage[0][lane] = input
        voltage[10][lane] = output
    }

    /// The currents that a lane holds.
    func currents(_ lane: Int) -> Currents { Currents { current[$0][lane] } }

    /// The inner voltages that a lane holds.
    func junctions(_ lane: Int) -> Junctions { Junctions { voltage[$0 + 1][lane] } }

    /// Iterates all lanes.
    @inline(never)
    mutating func solve(steps: Int) {
        if count == 0 { return }
        let dt = Lanes(repeating: Model.timeStep)
        let rdt = 1 / dt
        let rr = 1 / resistance
        let rc = 1 / capacitance
        let inductance = inductance
        let old = current
        let oldVoltage = voltage
        var i = current
        var v = voltage
        for _ in 0 ..< steps {
            for k in 0 ..< 10 { i[k] = ((v[k + 1] - v[k]) - (inductance * (i[k] - old[k]) * rdt)) * rr }
            for k in 0 ..< 9 { v[k + 1] = oldVoltage[k + 1] + dt * (i[k] - i[k + 1]) * rc }
        }
        current = i
        voltage = v
    }
}
