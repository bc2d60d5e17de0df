import CohortDiagnostics
import CohortMachineModel

extension Rules {
    /// Whether a machine has the processors and memories that the rules need.
    ///
    /// Rules need not all be followed in one program, so a runtime looks only at those of tasks that are launched. This looks at all.
    ///
    /// - Throws: `mapping.rules`; all that the machine lacks is in one error.
    public func check(on machine: MachineModel) throws(CohortError) {
        let lacks = tasks.flatMap { $0.lacks(of: machine) }
        guard var first = lacks.first else { return }
        first.others = Array(lacks.dropFirst())
        throw first
    }
}

extension TaskRule {
    fileprivate func lacks(of machine: MachineModel) -> [CohortError] {
        var lacks: [CohortError] = []
        let whom = names.map(\.description).joined(separator: ", ")
        do throws(CohortError) { _ = try processor?.processors(of: machine, for: whom) } catch { lacks.append(error) }
        return lacks + regions.compactMap { $0.memory }.compactMap { $0.lack(of: machine) }
    }
}

extension Stated where Value == MemoryChoice {
    fileprivate func lack(of machine: MachineModel) -> CohortError? {
        let isThere = value.options.contains { option in
            guard case .kind(let kind, let number) = option else { return true }
            return machine.memories.contains { $0.kind == kind && (number == nil || $0.number == number) }
        }
        return isThere ? nil : missing("a rule puts data into '\(value)'", machine)
    }
}
