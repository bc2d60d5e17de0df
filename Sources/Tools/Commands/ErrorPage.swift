/// What there is to say about one code, at more length than an error has room for: a page of `Documentation/Errors`.
struct ErrorPage {
    /// The code that errors carry.
    let code: String
    /// What happened, in one clause without a full stop.
    let title: String
    /// The whole page, in Markdown.
    let text: String

    /// All pages, in the order of their codes.
    static let all: [ErrorPage] = errorTexts.map(ErrorPage.init)

    /// The page of a code; nil for a code that is none of ours.
    static func of(_ code: String) -> ErrorPage? { all.first { $0.code == code } }

    private init(code: String, text: String) {
        self.code = code
        self.text = text
        let first = text.prefix { $0 != "\n" }
        title = String(first.dropFirst("# \(code): ".count))
    }
}

extension ErrorPage: CustomStringConvertible {
    /// The page as a terminal shows it: without the marks of Markdown, and code moved in.
    var description: String {
        var lines: [String] = []
        var isCode = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isCode.toggle()
            } else if isCode {
                lines.append(line.isEmpty ? "" : "    \(line)")
            } else {
                lines.append(Self.plain(line))
            }
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    /// A line without the marks of headings and the targets of links.
    private static func plain(_ line: Substring) -> String {
        String(line.drop { $0 == "#" }.drop { $0 == " " }).replacing(/\[`([^`]*)`\]\([^)]*\)/) { $0.1 }
    }
}
