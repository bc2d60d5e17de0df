import CohortDiagnostics

/// Reads a text of rules to its end, and tells all its mistakes together.
struct RuleReader {
    private let tokens: [RuleToken]
    private var position = 0
    private let file: String?
    private let location: SourceLocation?
    private(set) var mistakes: [CohortError] = []

    /// Ends the reading of one statement; the mistake is noted already.
    struct Mistake: Error {}

    static func read(_ text: String, of file: String?, at location: SourceLocation?) throws(CohortError) -> [TaskRule] {
        var reader = RuleReader(tokens: RuleTokens.of(text), file: file, location: location)
        let rules = reader.rules()
        guard var first = reader.mistakes.first else { return rules }
        first.others = Array(reader.mistakes.dropFirst())
        throw first
    }

    /// The layout that a text is; nothing when it is none.
    static func layout(in text: String) -> [LayoutTrait]? {
        var reader = RuleReader(tokens: RuleTokens.of(text), file: nil, location: nil)
        let layout = try? reader.layout()
        return reader.next.kind == .endOfText ? layout : nil
    }

    private init(tokens: [RuleToken], file: String?, location: SourceLocation?) {
        (self.tokens, self.file, self.location) = (tokens, file, location)
    }

    private mutating func rules() -> [TaskRule] {
        var rules: [TaskRule] = []
        skipEnds()
        while next.kind != .endOfText {
            if let rule = try? taskRule() { rules.append(rule) } else { recover() }
            skipEnds()
        }
        return rules
    }

    // MARK: Tokens

    /// The token that is read next; the last one is the end of the text.
    var next: RuleToken { tokens[position] }

    @discardableResult
    mutating func take() -> RuleToken {
        let token = next
        if token.kind != .endOfText { position += 1 }
        return token
    }

    /// Takes a word or a mark, if that is what comes.
    mutating func take(_ text: String) -> Bool {
        guard next.text == text, next.kind == .word || next.kind == .mark else { return false }
        take()
        return true
    }

    func place(of token: RuleToken) -> RulePlace { RulePlace(file, token.line) }

    mutating func skipEnds() { while next.kind == .end { take() } }

    /// Takes what comes up to the end of the statement, with the braces that it opens.
    private mutating func recover() {
        var depth = 0
        while next.kind != .endOfText {
            if depth == 0, next.kind == .end || isNext("}") { break }
            if isNext("{") { depth += 1 } else if isNext("}") { depth -= 1 }
            take()
        }
        // A brace too many.
        if isInBlock == 0, isNext("}") { take() }
    }

    private func isNext(_ mark: String) -> Bool { next.kind == .mark && next.text == mark }

    // MARK: Mistakes

    /// Notes a mistake at a token.
    mutating func mistake(_ token: RuleToken, _ summary: String, rule: String, fix: String) -> Mistake {
        // What ends a statement or a block ends it for those who go on reading, too.
        if position > 0, token.isBoundary, tokens[position - 1] == token { position -= 1 }
        let at = (file ?? "the rules") + ":\(token.line):\(token.column)"
        mistakes.append(CohortError(.mappingRules, summary, rule: rule, fix: fix, trail: [at], at: location))
        return Mistake()
    }

    /// Notes that a word is none of those that may stand there.
    mutating func unknown(_ token: RuleToken, among words: [String], what: String) -> Mistake {
        let near = CohortError.nearest(to: token.text, among: words)
        return mistake(
            token, "\(token.shown) is no \(what)\(CohortError.question(near))", rule: "a \(what) is \(Self.list(words))",
            fix: near.first.map { "write '\($0)'" } ?? "write one of these")
    }

    private static func list(_ words: [String]) -> String {
        words.dropLast().joined(separator: ", ") + (words.count > 1 ? " or " : "") + (words.last ?? "")
    }

    // MARK: Blocks

    /// How many braces are open.
    private var isInBlock = 0

    /// Reads a block's statements by `read`, which takes one; a mistake in one leaves the others.
    mutating func block(of what: RuleToken, _ read: (inout RuleReader) throws -> Void) throws {
        let head = position
        skipEnds()
        guard take("{") else {
            position = head
            throw mistake(
                next, "a '\(what.text)' without its block: here is \(next.shown)",
                rule: "what holds for a \(what.text) stands between braces",
                fix: "write it like `\(what.text) \"name\" { … }`")
        }
        isInBlock += 1
        defer { isInBlock -= 1 }
        skipEnds()
        while !isNext("}") {
            guard next.kind != .endOfText else {
                throw mistake(
                    what, "the block of this '\(what.text)' is not closed", rule: "each { has its }",
                    fix: "write a } behind its last statement")
            }
            if (try? statement(read)) == nil { recover() }
            skipEnds()
        }
        take()
    }

    private mutating func statement(_ read: (inout RuleReader) throws -> Void) throws {
        try read(&self)
        guard next.kind == .end || isNext("}") || next.kind == .endOfText else {
            throw mistake(
                next, "\(next.shown) is more than the statement takes",
                rule: "a statement ends with its line, or with a semicolon",
                fix: "take it out, or write a semicolon before it")
        }
    }
}
