import Synchronization

/// An error that names the rule that was broken, the place, and the way out.
///
/// Its description has one form everywhere:
///
///     error[launch.missing-privilege]: task 'relax' writes field 'height' of region 'grid' but holds only read on it
///     ├─ at:   main → relax (Heat/Heat.swift:48)
///     ├─ rule: a task may use a field only with a privilege that its parameters name
///     └─ fix:  declare the parameter `inout Field<…>`
public struct CohortError: Error, Sendable {
    /// What `cohort explain CODE` looks up; stable from release to release.
    public let code: Code
    /// One clause: what happened, with the user's own names.
    public let summary: String
    /// The tasks from the outermost to the one that erred, or the flag, variable or line that is wrong; empty when there is none.
    public var trail: [String]
    /// The line of the user's program that asked for it.
    public var place: SourceLocation?
    /// The rule that was broken.
    public let rule: String
    /// What to change.
    public let fix: String
    /// What else is wrong in the same text, for texts that are read to their end before anything is said.
    public var others: [CohortError] {
        get { further?.others ?? [] }
        set { further = Further(others: newValue, diagnosis: diagnosis) }
    }
    /// For the error of a wait that nothing could end: who waited for what, in the program's terms, and the cycle if there was one. A process
    /// that ends by such an error prints it, and exits with 3.
    public var diagnosis: String? {
        get { further?.diagnosis }
        set { further = Further(others: others, diagnosis: newValue) }
    }
    /// In a place of its own: each launch copies several errors that are none, and a larger one is copied by a call.
    private var further: Further?
    /// Tells one occurrence from another, however often it is passed on.
    package let identity: UInt64

    private final class Further: Sendable {
        let others: [CohortError]
        let diagnosis: String?

        init(others: [CohortError], diagnosis: String?) {
            self.others = others
            self.diagnosis = diagnosis
        }
    }

    private static let nextIdentity = Atomic<UInt64>(1)

    /// An error at `place`, with the rule and the fix in the user's words.
    public init(
        _ code: Code, _ summary: String, rule: String, fix: String,
        trail: [String] = [], at place: SourceLocation? = nil
    ) {
        self.code = code
        self.summary = summary
        self.trail = trail
        self.place = place
        self.rule = rule
        self.fix = fix
        identity = Self.nextIdentity.wrappingAdd(1, ordering: .relaxed).oldValue
    }

    /// The same error with what was found about all that waited.
    package func diagnosed(_ diagnosis: String) -> CohortError {
        var error = self
        error.diagnosis = diagnosis
        return error
    }

    /// The stable name of a kind of error, `part.kind`.
    public struct Code: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
        /// The name as written in messages, such as `launch.missing-privilege`.
        public let rawValue: String
        /// A code of that name.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// The name.
        public var description: String { rawValue }
    }
}

extension CohortError: CustomStringConvertible {
    /// The message in its one form, over several lines; then those of `others`.
    public var description: String {
        var steps = trail
        if let place { steps.append(steps.isEmpty ? "\(place)" : "(\(place))") }
        let where_ = steps.joined(separator: " → ").replacing(" → (", with: " (")
        var text = "error[\(code)]: \(summary)"
        if !where_.isEmpty { text += "\n├─ at:   \(where_)" }
        text += "\n├─ rule: \(rule)\n└─ fix:  \(fix)"
        return others.reduce(text) { "\($0)\n\($1)" }
    }
}
