import CohortDiagnostics

/// What can be seen of a program when it is over.
public struct Outcome: Sendable {
    /// By region, then field.
    public var fields: [[FieldOutcome]] = []
    /// The results of the main task's steps, as bits.
    public var results: [Int: [UInt64]] = [:]
    /// The codes with which the probes were refused; nil where one was not.
    public var refusals: [CohortError.Code?] = []
    /// What the arrays outside hold in the end, by number; nothing where that is not known.
    public var arrays: [Int: [Spot: UInt64]] = [:]
    /// The error that ended the program, if one did.
    public var failure: String?
    /// Which step wrote each element last; the oracle knows.
    var writers: [[[Spot: Int]]] = []

    /// An outcome with nothing in it.
    public init() {}
}

/// The contents of one field.
public enum FieldOutcome: Sendable {
    /// All elements, as bits.
    case elements([Spot: UInt64])
    /// The code with which reading it was refused.
    case refused(CohortError.Code)
    /// Nobody can name it any more.
    case gone
}

extension Oracle {
    /// What can be seen now.
    var outcome: Outcome {
        var outcome = Outcome()
        for (region, shape) in program.regions.enumerated() {
            outcome.fields.append(
                RandomProgram.fieldNames.indices.map { field in
                    if let ending = memory.endings[region] { return ending == .destroyed ? .refused(.useAfterDestroy) : .gone }
                    guard memory.written[region][field].isSuperset(of: shape.spots) else { return .refused(.uninitialized) }
                    let elements = shape.spots.map { ($0, memory.load(region, field, $0)) }
                    return .elements(Dictionary(uniqueKeysWithValues: elements))
                })
        }
        outcome.results = main.results.mapValues { $0.map(\.bitPattern) }
        outcome.arrays = arrays
        outcome.refusals = program.probes.map { trial($0)?.code }
        outcome.writers = memory.writers
        return outcome
    }
}
