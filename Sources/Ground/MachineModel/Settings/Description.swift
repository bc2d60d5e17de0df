import CohortDiagnostics
import CohortMachine

/// Reads the text form of settings.
enum Description {
    /// Where a text stands, for messages.
    struct Place {
        let source: SettingOrigin.Source
        var location: SourceLocation?
        /// The name of a line.
        let line: (Int) -> String

        init(source: SettingOrigin.Source, line: @escaping (Int) -> String) { (self.source, self.line) = (source, line) }

        /// A text in the program.
        init(_ location: SourceLocation) {
            source = .code
            line = { "line \($0) of the description" }
            self.location = location
        }

        func origin(_ number: Int) -> SettingOrigin { SettingOrigin(source, line(number), at: location) }
    }

    static func layer(_ text: String, _ place: Place) throws(CohortError) -> SettingLayer {
        var layer = SettingLayer()
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let code = line.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)[0]
            for statement in code.split(separator: ",") {
                let words = statement.split(whereSeparator: \.isWhitespace)
                if !words.isEmpty { try layer.add(words, place.origin(index + 1)) }
            }
        }
        return layer
    }

    /// The description that a flag or a variable gives: the text itself, or, if that is one word, the file of that name.
    static func layer(givenBy value: String, _ source: SettingOrigin.Source, _ name: String) throws(CohortError) -> SettingLayer {
        guard !value.isEmpty else {
            throw Value("", of: "machine", SettingOrigin(source, name)).refusal(
                "", rule: "a machine is described by a text, or by the name of a file that has one",
                fix: "write a text such as \"nodes 4, gpus 2\", or a file's name")
        }
        let isText = value.contains { $0.isWhitespace || $0 == "," } && !["/", "./", "../"].contains { value.hasPrefix($0) }
        guard !isText else { return try layer(value, Place(source: source) { $0 == 1 ? name : "\(name), line \($0)" }) }
        return try layer(file: value, source, SettingOrigin(source, name))
    }

    /// What a file says.
    static func layer(file: String, _ source: SettingOrigin.Source, _ asker: SettingOrigin) throws(CohortError) -> SettingLayer {
        guard let text = SystemFiles.text(at: file) else {
            throw CohortError(
                .machineFile, "no file '\(file)' that can be read",
                rule: "one word is the name of a file with a description, several are the description itself",
                fix: "correct the name, or write a text such as \"nodes 4, gpus 2\"", trail: [asker.description])
        }
        return try layer(text, Place(source: source) { "\(file):\($0)" })
    }
}

extension SettingLayer {
    fileprivate mutating func add(_ words: [Substring], _ origin: SettingOrigin) throws(CohortError) {
        let rest = words.dropFirst()
        switch words[0] {
        case "place", "capacity", "affinity":
            settings.details.append(Detail(statement: try StatementReader.statement(words, origin), origin: origin))
        default:
            guard let setting = Setting.named(words[0]) else { throw Self.unknown(String(words[0]), origin) }
            try set(setting, to: rest.joined(separator: " "), origin)
        }
    }

    private static func unknown(_ word: String, _ origin: SettingOrigin) -> CohortError {
        let known = Setting.all.map(\.name) + ["place", "capacity", "affinity"]
        return .unknownSetting(word, among: known, origin)
    }
}

extension CohortError {
    /// A word or a flag that means nothing.
    static func unknownSetting(_ word: String, among known: [String], _ origin: SettingOrigin) -> CohortError {
        let near = CohortError.nearest(to: word, among: known)
        return CohortError(
            .machineSetting, "nothing is called '\(word)'\(CohortError.question(near))",
            rule: "a machine is described by the settings that `cohort machine --help` lists",
            fix: near.first.map { "write '\($0)', or take it out" } ?? "take it out",
            trail: [origin.description], at: origin.location)
    }
}
