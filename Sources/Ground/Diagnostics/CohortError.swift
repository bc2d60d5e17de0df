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
    public var code: Code { content.code }
    /// One clause: what happened, with the user's own names.
    public var summary: String { content.summary }
    /// The tasks from the outermost to the one that erred, or the flag, variable or line that is wrong; empty when there is none.
    public var trail: [String] {
        get { content.trail }
        set { content = Content(content, trail: newValue) }
    }
    /// The line of the user's program that asked for it.
    public var place: SourceLocation? {
        get { content.place }
        set { content = Content(content, place: newValue) }
    }
    /// The rule that was broken.
    public var rule: String { content.rule }
    /// What to change.
    public var fix: String { content.fix }
    /// What else is wrong in the same text, for texts that are read to their end before anything is said.
    public var others: [CohortError] {
        get { content.others }
        set { content = Content(content, others: newValue) }
    }
    /// For the error of a wait that nothing could end: who waited for what, in the program's terms, and the cycle if there was one. A process
    /// that ends by such an error prints it, and exits with 3.
    public var diagnosis: String? {
        get { content.diagnosis }
        set { content = Content(content, diagnosis: newValue) }
    }
    /// Tells one occurrence from another, however often it is passed on.
    package var identity: UInt64 { content.identity }

    /// In a place of its own: each launch makes, copies and passes on several errors that are none.
    private var content: Content

    private static let nextIdentity = Atomic<UInt64>(1)

    /// An error at `place`, with the rule and the fix in the user's words.
    public init(
        _ code: Code, _ summary: String, rule: String, fix: String,
        trail: [String] = [], at place: SourceLocation? = nil
    ) {
        content = Content(
            code, summary, trail, place, rule, fix, identity: Self.nextIdentity.wrappingAdd(1, ordering: .relaxed).oldValue)
    }

    /// The same error with what was found about all that waited.
    package func diagnosed(_ diagnosis: String) -> CohortError {
        var error = self
        error.diagnosis = diagnosis
        return error
    }

    /// What an error says; errors that differ in something have different ones.
    private final class Content: Sendable {
        let code: Code
        let summary: String
        let trail: [String]
        let place: SourceLocation?
        let rule: String
        let fix: String
        let others: [CohortError]
        let diagnosis: String?
        let identity: UInt64

        init(
            _ code: Code, _ summary: String, _ trail: [String], _ place: SourceLocation?, _ rule: String, _ fix: String,
            others: [CohortError] = [], diagnosis: String? = nil, identity: UInt64
        ) {
            self.code = code
            self.summary = summary
            self.trail = trail
            self.place = place
            self.rule = rule
            self.fix = fix
            self.others = others
            self.diagnosis = diagnosis
            self.identity = identity
        }

        /// The same with what is given.
        convenience init(
            _ other: Content, trail: [String]? = nil, place: SourceLocation?? = nil, others: [CohortError]? = nil,
            diagnosis: String?? = nil
        ) {
            self.init(
                other.code, other.summary, trail ?? other.trail, place ?? other.place, other.rule, other.fix,
                others: others ?? other.others, diagnosis: diagnosis ?? other.diagnosis, identity: other.identity)
        }
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
