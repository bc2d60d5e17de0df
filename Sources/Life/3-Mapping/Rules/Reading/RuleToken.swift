/// A word, number, name or mark of a text of rules, and where it stands.
struct RuleToken: Equatable {
    enum Kind: Equatable {
        /// `gpu`, `round-robin`.
        case word
        /// `12`, `-1`, `64MiB`, `1.5GiB`.
        case number
        /// What stands between quotes.
        case name
        /// `{`, `}`, `,`, `...`, `>=` and the like.
        case mark
        /// The end of a line, or `;`.
        case end
        /// What nothing in a rule looks like.
        case strange
        case endOfText
    }

    let kind: Kind
    let text: String
    /// Counted from 1.
    let line: Int, column: Int

    /// Whether it ends a statement, or begins or ends a block.
    var isBoundary: Bool { kind == .end || kind == .mark && (text == "{" || text == "}") }

    /// How messages call it.
    var shown: String {
        switch kind {
        case .end: "the end of the statement"
        case .endOfText: "the end of the text"
        case .name: "\"\(text)\""
        default: "'\(text)'"
        }
    }
}

/// Takes a text of rules apart.
struct RuleTokens {
    private(set) var all: [RuleToken] = []
    private var line = 1, column = 1
    private var rest: Substring

    static func of(_ text: String) -> [RuleToken] {
        var tokens = RuleTokens(rest: text[...])
        while tokens.takeOne() {}
        return tokens.all
    }

    private init(rest: Substring) { self.rest = rest }

    /// False at the end.
    private mutating func takeOne() -> Bool {
        guard let character = rest.first else {
            add(.endOfText, "")
            return false
        }
        switch character {
        case "\n", "\r\n": take(.end, 1)
        case ";": take(.end, 1)
        case "#": skip(rest.prefix { !$0.isNewline }.count)
        case _ where character.isWhitespace: skip(1)
        case "{", "}", ",", "=": take(.mark, 1)
        case "<", ">": take(.mark, rest.dropFirst().first == "=" ? 2 : 1)
        case ".": take(rest.hasPrefix("...") ? .mark : .strange, rest.hasPrefix("...") ? 3 : 1)
        case "\"": takeName()
        case _ where character.isLetter: take(.word, rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" }.count)
        case _ where character.isNumber || character == "-": takeNumber()
        default: take(.strange, 1)
        }
        return true
    }

    private mutating func takeName() {
        let name = rest.dropFirst().prefix { $0 != "\"" && !$0.isNewline }
        let isClosed = rest.dropFirst(name.count + 1).first == "\""
        add(isClosed ? .name : .strange, isClosed ? String(name) : "\"\(name)")
        skip(name.count + (isClosed ? 2 : 1))
    }

    /// Digits with a decimal part and a unit, if there are any.
    private mutating func takeNumber() {
        var count = 1 + rest.dropFirst().prefix { $0.isNumber }.count
        let decimals = rest.dropFirst(count)
        if decimals.first == ".", decimals.dropFirst().first?.isNumber == true {
            count += 1 + decimals.dropFirst().prefix { $0.isNumber }.count
        }
        count += rest.dropFirst(count).prefix { $0.isLetter }.count
        take(.number, count)
    }

    private mutating func take(_ kind: RuleToken.Kind, _ count: Int) {
        add(kind, String(rest.prefix(count)))
        skip(count)
    }

    private mutating func add(_ kind: RuleToken.Kind, _ text: String) {
        all.append(RuleToken(kind: kind, text: text, line: line, column: column))
    }

    private mutating func skip(_ count: Int) {
        for character in rest.prefix(count) {
            if character.isNewline { (line, column) = (line + 1, 1) } else { column += 1 }
        }
        rest = rest.dropFirst(count)
    }
}
