import CohortDiagnostics

/// The first place where a run differs from the oracle.
public struct Difference: Sendable, CustomStringConvertible {
    /// What is different, in one line.
    public var description: String

    /// Compares bit by bit; nil when there is no difference.
    public static func first(expected: Outcome, actual: Outcome) -> Difference? {
        if let failure = actual.failure { return Difference(description: "the run failed: \(failure)") }
        return firstElement(expected, actual) ?? firstArray(expected, actual) ?? firstResult(expected, actual)
            ?? firstRefusal(expected, actual)
    }

    private static func firstArray(_ expected: Outcome, _ actual: Outcome) -> Difference? {
        for (number, elements) in expected.arrays.sorted(by: { $0.key < $1.key }) {
            for (spot, bits) in elements.sorted(by: { $0.key < $1.key }) where actual.arrays[number]?[spot] != bits {
                let found = actual.arrays[number]?[spot].map { "\($0)" } ?? "nothing"
                return Difference(description: "array \(number), point \(spot): expected the bits \(bits), found \(found)")
            }
        }
        return nil
    }

    private static func firstElement(_ expected: Outcome, _ actual: Outcome) -> Difference? {
        for (region, fields) in expected.fields.enumerated() {
            for (field, right) in fields.enumerated() {
                let name = "region \(region), field \(RandomProgram.fieldNames[field])"
                switch (right, actual.fields[region][field]) {
                case (.elements(let right), .elements(let wrong)):
                    guard right != wrong else { continue }
                    let spot = right.keys.sorted().first { right[$0] != wrong[$0] } ?? Spot(0)
                    let writer = expected.writers[region][field][spot].map { "step \($0)" } ?? "nobody"
                    let show = { (bits: UInt64?) in bits.map { RandomProgram.text($0, field) } ?? "nothing" }
                    return Difference(
                        description: "\(name), point \(spot): expected \(show(right[spot])), found \(show(wrong[spot])); "
                            + "last written by \(writer)")
                case (.refused(let code), .refused(let other)):
                    if code != other { return Difference(description: "\(name): expected \(code), found \(other)") }
                case (.refused(let code), .elements):
                    return Difference(description: "\(name): expected \(code), but it could be read")
                case (.elements, .refused(let code)):
                    return Difference(description: "\(name): could not be read: \(code)")
                case (.gone, .gone): continue
                case (.gone, _), (_, .gone): return Difference(description: "\(name): gone on one side only")
                }
            }
        }
        return nil
    }

    private static func firstResult(_ expected: Outcome, _ actual: Outcome) -> Difference? {
        for (label, right) in expected.results.sorted(by: { $0.key < $1.key }) where actual.results[label] != right {
            let show = { (bits: [UInt64]) in "\(bits.map { Double(bitPattern: $0) })" }
            let wrong = actual.results[label].map(show) ?? "nothing"
            return Difference(description: "result of step \(label): expected \(show(right)), found \(wrong)")
        }
        return nil
    }

    private static func firstRefusal(_ expected: Outcome, _ actual: Outcome) -> Difference? {
        for (probe, right) in expected.refusals.enumerated() where actual.refusals[probe] != right {
            let show = { (code: CohortError.Code?) in code.map { "\($0)" } ?? "no refusal" }
            return Difference(
                description: "probe \(probe): expected \(show(right)), found \(show(actual.refusals[probe]))")
        }
        return nil
    }
}
