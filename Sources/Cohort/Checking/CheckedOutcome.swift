import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

/// What a program leaves: the contents of regions, in the order in which they were made, and the values that it added.
struct CheckedOutcome {
    private var fields: [CheckedField] = []
    private var values: [CheckedValue] = []

    init() {}

    /// Reads all regions that the context keeps; call when all else is over.
    init(of context: TaskContext?, _ results: CheckedResults) async throws {
        values = results.values
        for kept in context?.keptFields() ?? [] { fields.append(try await CheckedField(kept)) }
    }

    /// The first difference; nil when there is none.
    func difference(from other: CheckedOutcome) -> CheckedDifference? {
        guard fields.map(\.name) == other.fields.map(\.name) else {
            return CheckedDifference(
                "the program has fields \(fields.map(\.name)) in program order, but \(other.fields.map(\.name))")
        }
        for (one, another) in zip(fields, other.fields) {
            if let difference = one.difference(from: another) { return difference }
        }
        guard values.map(\.name) == other.values.map(\.name) else {
            return CheckedDifference("the program adds \(values.map(\.name)) in program order, but \(other.values.map(\.name))")
        }
        for (one, another) in zip(values, other.values) where !one.isSame(as: another) {
            return CheckedDifference("'\(one.name)' is \(one.description) in program order, but \(another.description)")
        }
        return nil
    }
}

/// How two runs differ, in words.
struct CheckedDifference: CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
