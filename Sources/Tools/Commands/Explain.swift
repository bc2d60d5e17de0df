import Cohort

/// `cohort explain`: the page of an error's code.
enum ExplainCommand: Command {
    static let name = "explain"
    static let summary = "says what an error's code means, and what to do"
    static let help = """
        usage: cohort explain [CODE…]

        Prints the page of each code: the rule and why there is one, a program that
        breaks it, the same as it should be, and what to do. Without a code it lists
        all codes.

            cohort explain launch.missing-privilege

        An error shows its code in brackets: error[launch.missing-privilege]. A code
        that does not exist is answered by those that look like it, and status 2.
        """

    static func run(_ arguments: [String]) async throws -> Int32 {
        let codes = try Arguments(arguments).names
        if codes.isEmpty { return list() }
        let pages = try codes.map(page)
        print(pages.map(\.description).joined(separator: "\n\n\n"))
        return 0
    }

    /// The page of a code as it was typed; brackets and `error` around it may have been copied too.
    private static func page(_ text: String) throws -> ErrorPage {
        var code = text
        if let open = code.firstIndex(of: "["), let close = code.lastIndex(of: "]"), open < close {
            code = String(code[code.index(after: open) ..< close])
        }
        if let page = ErrorPage.of(code) { return page }
        let near = CohortError.nearest(to: code, among: ErrorPage.all.map(\.code))
        throw UsageError("there is no code '\(code)'\(CohortError.question(near)); `cohort explain` lists all")
    }

    private static func list() -> Int32 {
        let width = (ErrorPage.all.map(\.code.count).max() ?? 0) + 3
        for page in ErrorPage.all { print(page.code.padded(to: width) + page.title) }
        return 0
    }
}
