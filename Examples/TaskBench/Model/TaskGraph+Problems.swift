extension TaskGraph {
    /// What is wrong with the graph, in words for people; nil when it can be run.
    ///
    /// - Complexity: O(columns × inputs) for the dependences that could name a column twice.
    public var problem: String? { problemOfSize ?? problemOfInputs ?? problemOfKernel }

    private var problemOfSize: String? {
        if steps < 1 { return "-steps takes a number from 1 on, not \(steps)" }
        if width < 1 { return "-width takes a number from 1 on, not \(width)" }
        if steps > 1 << 40 || width > 1 << 24 { return "-steps takes at most 2^40 and -width at most 2^24" }
        if outputBytes < 16 { return "-output takes a number of bytes from 16 on, not \(outputBytes)" }
        if scratchBytes < 0 || scratchBytes % 8 != 0 {
            return "-scratch takes a number of bytes that 8 divides, not \(scratchBytes)"
        }
        if let fields = chosenFields, fields < 1 { return "-field takes a number from 1 on, not \(fields)" }
        return nil
    }

    private var problemOfInputs: String? {
        let name = dependence.rawValue
        if radix < 1 { return "-radix takes a number from 1 on, not \(radix)" }
        if dependence.hasPeriod, period < 1 { return "-type \(name) needs a -period from 1 on, not \(period)" }
        if !dependence.hasPeriod, period != 0 { return "-type \(name) has no period: leave -period out" }
        if !(0 ... 1).contains(fraction) { return "-fraction takes a number from 0 to 1, not \(fraction)" }
        switch dependence {
        case .fft where width < 2: return "-type fft needs a -width of 2 or more"
        case .periodicStencil where width < 3:
            return "-type \(name) needs a -width of 3 or more, or a column would be named twice"
        case .spread where radix > width || period > (width + radix - 1) / radix:
            return
                "-type spread needs a -radix of at most the width, \(width), and a -period of at most width / radix, rounded up: "
                + "else a column would be named twice"
        default: return nil
        }
    }

    private var problemOfKernel: String? {
        if kernel.iterations < 0 { return "-iter takes a number from 0 on, not \(kernel.iterations)" }
        if !(0 ... 2).contains(kernel.imbalance) { return "-imbalance takes a number from 0 to 2, not \(kernel.imbalance)" }
        if kernel.samples < 1 { return "-sample takes a number from 1 on, not \(kernel.samples)" }
        guard kernel.form == .memoryBound else { return nil }
        if scratchBytes == 0 { return "-kernel memory_bound needs -scratch, the bytes that it goes through" }
        if scratchBytes % kernel.samples != 0 {
            return "-scratch \(scratchBytes) cannot be cut into \(kernel.samples) blocks: choose another -sample"
        }
        return nil
    }
}
