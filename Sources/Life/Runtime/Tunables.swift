import CohortDiagnostics
import CohortMachineModel

extension TaskContext {
    /// The number that the program asks for: the mapper's, else a standard one, else the fallback.
    package func tunable(_ name: TunableName, fallback: Int?, at place: SourceLocation) throws(CohortError) -> Int {
        let question = TunableToSelect(name: name, fallback: fallback, trail: trail)
        let asked = try runtime.instances?.tunable(question, at: place)
        if let value = (asked ?? nil) ?? runtime.standardValue(of: name) ?? fallback { return value }
        throw CohortError(
            .unknownTunable, "task '\(trail.last ?? "main")' asks for the tunable '\(name)', which nobody knows",
            rule: "a tunable is a standard one, or the mapper knows it, or the program has a default for it",
            fix: "pass `default:`, or answer in the mapper's `selectTunable`", trail: trail, at: place)
    }
}

extension Runtime {
    /// The value of a standard tunable. Without a machine of the program's own it is the computer, with the workers there are.
    fileprivate func standardValue(of name: TunableName) -> Int? {
        let machine = options.machine ?? .current
        guard options.machine == nil else { return machine.standardValue(of: name) }
        switch name {
        case .cpuWorkers: return pool.count
        case .cpuWorkersPerNode: return pool.count / machine.nodeCount
        default: return machine.standardValue(of: name)
        }
    }
}

extension InstanceManager {
    fileprivate func tunable(_ question: TunableToSelect, at place: SourceLocation) throws(CohortError) -> Int? {
        try ask("selectTunable", question.name.name, question.trail, place) { mapper, context in
            try mapper.selectTunable(question, context)
        }
    }
}
