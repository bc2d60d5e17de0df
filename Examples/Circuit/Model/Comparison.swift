/// Where two states differ, bit for bit; two that are no number count as equal.
public struct Comparison: Sendable {
    /// The first differences, in words.
    public private(set) var differences: [String] = []
    /// How many values differ.
    public private(set) var count = 0

    /// Compares all values.
    public init(_ found: CircuitState, with expected: CircuitState) {
        compare("charge of node", found.charge, expected.charge)
        compare("voltage of node", found.voltage, expected.voltage)
        compareCounts("wires", found.currents.count, expected.currents.count)
        for wire in 0 ..< min(found.currents.count, expected.currents.count) {
            for k in 0 ..< 10 { compare("current \(k) of wire", wire, found.currents[wire][k], expected.currents[wire][k]) }
            for k in 0 ..< 9 { compare("voltage \(k + 1) of wire", wire, found.junctions[wire][k], expected.junctions[wire][k]) }
        }
    }

    private mutating func compare(_ name: String, _ found: [Float], _ expected: [Float]) {
        compareCounts(name, found.count, expected.count)
        for index in 0 ..< min(found.count, expected.count) { compare(name, index, found[index], expected[index]) }
    }

    @inline(__always)
    private mutating func compare(_ name: @autoclosure () -> String, _ index: Int, _ found: Float, _ expected: Float) {
        if found.bitPattern != expected.bitPattern, !(found.isNaN && expected.isNaN) {
            note("\(name()) \(index) is \(found), not \(expected)")
        }
    }

    private mutating func compareCounts(_ name: String, _ found: Int, _ expected: Int) {
        if found != expected { note("\(name): \(found) values, not \(expected)") }
    }

    private mutating func note(_ difference: String) {
        count += 1
        if differences.count < 3 { differences.append(difference) }
    }
}
