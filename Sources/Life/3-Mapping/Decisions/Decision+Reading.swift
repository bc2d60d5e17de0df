extension Decision {
    /// The decision that a line tells of; nothing when it is none.
    public init?(_ line: some StringProtocol) {
        guard var words = Self.words(line), let callback = words.popFirst(), !callback.contains("="),
            let arrow = words.firstIndex(of: "->"), let question = Self.groups(words[..<arrow]),
            let answer = Self.groups(words[(arrow + 1)...])
        else { return nil }
        self.init(callback, question, answer)
    }

    private static func groups(_ words: ArraySlice<String>) -> [Facts]? {
        var groups = [Facts()]
        for word in words {
            if word == "|" { groups.append(Facts()); continue }
            guard let equals = word.firstIndex(of: "="), equals > word.startIndex else { return nil }
            groups[groups.count - 1].add(String(word[..<equals]), String(word[word.index(after: equals)...]))
        }
        return groups
    }

    /// The words between blanks, without the quotes of those that have some; nothing when quotes are not closed.
    private static func words(_ line: some StringProtocol) -> ArraySlice<String>? {
        var words: ArraySlice<String> = []
        var word = ""
        var isQuoted = false, isEscaped = false
        for character in line {
            if isEscaped {
                word.append(character == "n" ? "\n" : character)
                isEscaped = false
            } else if isQuoted {
                if character == "\\" {
                    isEscaped = true
                } else if character == "\"" {
                    isQuoted = false
                } else {
                    word.append(character)
                }
            } else if character == "\"" {
                isQuoted = true
            } else if character != " " {
                word.append(character)
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return isQuoted ? nil : words
    }
}
