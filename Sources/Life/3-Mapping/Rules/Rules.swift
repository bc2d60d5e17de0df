import CohortDiagnostics
import CohortMachine

/// What shall be where, in place of a mapper: a list of rules, of which for each aspect the first counts that says something of it.
///
///     task "stencil" when points > 4 {
///         processor gpu else cpu
///         region "halo" reads { memory nearest; extent piece }
///     }
///     task "*" { region "*" field "x" { memory system } }
///
/// A rule speaks of the tasks of some names, and within it others of what these do with regions. What no rule says is asked of the
/// mapper behind; see `RuleMapper`. `Documentation/Book/05-mapping.md` has the whole language.
public struct Rules: Sendable {
    /// The rules, those that count first in front.
    public var tasks: [TaskRule]

    /// Rules made in the program:
    ///
    ///     Rules {
    ///         TaskRule("stencil", processor: .gpu.else(.cpu)) { RegionRule("halo", memory: .nearest) }
    ///         TaskRule("*", priority: 1)
    ///     }
    public init(@RuleBuilder<TaskRule> _ tasks: () -> [TaskRule]) { self.tasks = tasks() }

    /// The rules of a text.
    ///
    /// - Throws: `mapping.rules`; all mistakes of the text are in one error.
    public init(_ text: String, file: StaticString = #fileID, line: UInt32 = #line) throws(CohortError) {
        self.init(tasks: try RuleReader.read(text, of: nil, at: SourceLocation(file: file, line: line)))
    }

    /// The rules of a file.
    ///
    /// - Throws: `mapping.rules`; all mistakes of the file are in one error.
    public init(file path: String) throws(CohortError) {
        guard let text = SystemFiles.text(at: path) else {
            throw CohortError(
                .mappingRules, "no file '\(path)' of rules that can be read", rule: "rules are read from a file",
                fix: "correct the name; it is relative to the folder where the program is started")
        }
        self.init(tasks: try RuleReader.read(text, of: path, at: nil))
    }

    private init(tasks: [TaskRule]) { self.tasks = tasks }
}

/// Makes lists of rules.
@resultBuilder
public enum RuleBuilder<Rule> {
    /// One rule.
    public static func buildExpression(_ rule: Rule) -> [Rule] { [rule] }
    /// Rules that were made elsewhere.
    public static func buildExpression(_ rules: [Rule]) -> [Rule] { rules }
    /// All of them.
    public static func buildBlock(_ rules: [Rule]...) -> [Rule] { rules.flatMap { $0 } }
    /// Those of an `if`.
    public static func buildOptional(_ rules: [Rule]?) -> [Rule] { rules ?? [] }
    /// Those of an `if`.
    public static func buildEither(first rules: [Rule]) -> [Rule] { rules }
    /// Those of an `else`.
    public static func buildEither(second rules: [Rule]) -> [Rule] { rules }
    /// Those of a loop.
    public static func buildArray(_ rules: [[Rule]]) -> [Rule] { rules.flatMap { $0 } }
}
