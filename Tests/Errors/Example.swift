import Cohort
import Testing

@testable import CohortCommands

/// The `main` of a program in a page. The plug-in `ErrorPages` makes the table `examples` of them, by names like
/// `launch.no-context.wrong`.
typealias Example = @Sendable (Context) async throws -> Void

/// What to tell somebody who has added a code, and not all that goes with it.
func missing(_ what: String, _ code: String) -> Comment {
    """
    \(what) is missing for the code '\(code)'. A code has a page, Documentation/Errors/\(code).md, with the sections Rule, Wrong (a complete \
    program, and the message that it ends with), Right (the program as it should be) and What to do. Copy another page, and run these tests: \
    they compile and run both programs, and print the message. Documentation/Errors/README.md lists the page.
    """
}

extension ErrorPage {
    /// The lines of the first fence of a language under a heading; nil when there is none.
    func fence(_ language: String, under heading: String) -> String? {
        guard let section = text.firstRange(of: "\n## \(heading)\n") else { return nil }
        let rest = text[section.upperBound...]
        let end = rest.firstRange(of: "\n## ")?.lowerBound ?? rest.endIndex
        guard let open = rest[..<end].firstRange(of: "\n```\(language)\n"),
            let close = rest[open.upperBound ..< end].firstRange(of: "\n```\n")
        else { return nil }
        return String(rest[open.upperBound ..< close.lowerBound])
    }
}
