import Foundation

/// The kinds of records as `Documentation/Architecture/Log.md` lists them: what tests write follows the page, and so must the reader.
enum LogPage {
    struct Kind {
        let number: Int
        let name: String
        let words: [String]

        /// The line that a log has for it.
        var line: String { ([String(number), name] + words).joined(separator: " ") }
    }

    static let kinds: [Kind] = text.split(separator: "\n").compactMap { line in
        let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        guard cells.count == 4, let number = Int(cells[0]) else { return nil }
        let words = cells[2].replacing(/\([a-z]+\)/, with: "").split(separator: ",")
        return Kind(
            number: number, name: cells[1].filter { $0 != "`" }, words: words.map { $0.trimmingCharacters(in: .whitespaces) })
    }

    private static let text: String = {
        var folder = URL(filePath: #filePath)
        for _ in 0 ..< 4 { folder.deleteLastPathComponent() }
        return (try? String(contentsOf: folder.appending(path: "Documentation/Architecture/Log.md"), encoding: .utf8)) ?? ""
    }()
}
