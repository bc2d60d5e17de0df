import CohortDiagnostics

// A table whose fields come and go.

/// A field of the table.
struct ColumnState {
    let name: String
    /// Nil until it is written.
    var elements: [Double]?
    var isFreed = false
}

extension Oracle {
    /// Does something with a field; the result, if it has one.
    func perform(_ step: ColumnStep, _ label: Int) -> Double? {
        switch step.kind {
        case .add: memory.columns[step.number] = ColumnState(name: step.name)
        case .write(let source):
            let old = source.flatMap { memory.columns[$0]?.elements }
            memory.columns[step.number]?.elements = (0 ..< ColumnStep.rows).map {
                ColumnStep.element(label, $0, from: old?[$0].bitPattern ?? 0)
            }
        case .read: return memory.columns[step.number]?.elements.map { ColumnStep.result(label, $0) }
        case .free: memory.columns[step.number]?.isFreed = true
        }
        return nil
    }

    func refusal(of step: ColumnStep, _ label: Int) -> Refusal? {
        if case .add = step.kind {
            let isTaken = memory.columns.values.contains { $0.name == step.name && !$0.isFreed }
            return isTaken ? Refusal(label: label, code: .fieldTaken, isUncertain: true) : nil
        }
        guard let column = memory.columns[step.number] else {
            return Refusal(label: label, code: .unknownField, isUncertain: true)
        }
        if column.isFreed { return Refusal(label: label, code: .freedField) }
        switch step.kind {
        case .read where column.elements == nil: return Refusal(label: label, code: .uninitialized)
        case .write(let source?):
            // The two may be one: an argument that is read and overwritten is refused.
            let isThere = memory.columns[source].map { !$0.isFreed && $0.elements != nil } == true
            return isThere && source != step.number ? nil : Refusal(label: label, code: .uninitialized, isUncertain: true)
        default: return nil
        }
    }
}
