/// What there is to say about one code, at more length than an error has room for: `cohort explain CODE` prints it.
///
/// Pages are plain data, one list for each part of the system, in the folder `Pages`. A test holds them and the codes together:
/// every code has a page, and every page a code.
public struct Explanation: Sendable {
    /// The code that errors carry.
    public let code: CohortError.Code
    /// What happened, in one clause without a full stop.
    public let title: String
    /// The rule, and why there is one, in plain words.
    public let rule: String
    /// A few lines of Swift that break the rule.
    public let wrong: String
    /// The same lines as they should be.
    public let right: String
    /// What to change in a program that gets this error.
    public let remedy: String
    /// Codes of errors that are easily taken for this one, or come with it.
    public let related: [CohortError.Code]

    init(
        _ code: CohortError.Code, _ title: String, rule: String, wrong: String, right: String, remedy: String,
        related: [CohortError.Code] = []
    ) {
        self.code = code
        self.title = title
        self.rule = rule
        self.wrong = wrong
        self.right = right
        self.remedy = remedy
        self.related = related
    }
}

extension Explanation {
    /// All pages, in the order of the parts of the system; one for each code.
    public static let all: [Explanation] =
        Pages.geometry + Pages.region + Pages.partition + Pages.copy + Pages.attach + Pages.output + Pages.instance
        + Pages.launch + Pages.concurrency + Pages.barrier + Pages.task + Pages.access + Pages.future

    /// The page of a code; nil for a code that is none of ours.
    ///
    /// - Complexity: O(codes).
    public static func of(_ code: CohortError.Code) -> Explanation? { all.first { $0.code == code } }
}

extension Explanation: CustomStringConvertible {
    /// The page as the terminal shows it, in lines of at most 80 columns.
    public var description: String {
        var sections = [
            "\(code): \(title)", "rule\n" + rule.wrapped(), "wrong\n" + wrong.indented(), "right\n" + right.indented(),
            "what to do\n" + remedy.wrapped(),
        ]
        if !related.isEmpty { sections.append("see also\n    " + related.map(\.description).joined(separator: ", ")) }
        return sections.joined(separator: "\n\n")
    }
}

/// The lists of pages; each file of the folder adds one.
enum Pages {}

extension String {
    /// Every line moved in by four columns.
    fileprivate func indented() -> String {
        split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
    }

    /// The words in indented lines of at most 80 columns.
    fileprivate func wrapped() -> String {
        var lines = [""]
        for word in split(whereSeparator: \.isWhitespace) {
            if lines[lines.count - 1].count + word.count > 75 { lines.append("") }
            lines[lines.count - 1] += lines[lines.count - 1].isEmpty ? "\(word)" : " \(word)"
        }
        return lines.joined(separator: "\n").indented()
    }
}
