import Glibc

extension CircuitState {
    /// The 10 currents and 9 inner voltages of each wire, one wire a line, as C's `%.5g`.
    public func wireLines() -> [String] {
        zip(currents, junctions).map { Self.numbers($0, $1, "%.5g").joined(separator: " ") }
    }

    /// All voltages and wires with every digit, in the form of the files in the tests.
    public func exactLines(_ graph: Graph) -> [String] {
        var lines = ["# nodes: index voltage"]
        for (index, value) in voltage.enumerated() { lines.append("\(index) \(Self.text(value, "%.9g"))") }
        lines.append("# wires: index in out current0..9 v1..9")
        for (index, wire) in graph.wires.enumerated() {
            let numbers = Self.numbers(currents[index], junctions[index], "%.9g").joined(separator: " ")
            lines.append("\(index) \(wire.input) \(wire.output) \(numbers)")
        }
        return lines
    }

    private static func numbers(_ currents: Currents, _ junctions: Junctions, _ format: String) -> [String] {
        (0 ..< 10).map { text(currents[$0], format) } + (0 ..< 9).map { text(junctions[$0], format) }
    }

    private static func text(_ value: Float, _ format: String) -> String {
        withVaList([Double(value)]) { list in
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
                // SAFETY: 64 characters hold any number with 9 digits, and vsnprintf ends the text with a zero.
                vsnprintf(text.baseAddress, 64, format, list)
                return String(cString: text.baseAddress!)
            }
        }
    }
}
