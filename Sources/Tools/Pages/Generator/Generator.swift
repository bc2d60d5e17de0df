import Foundation

/// `page-generator texts|examples FOLDER PAGE…`: writes Swift made of the pages into the folder.
@main
enum Generator {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let form = arguments.first, let folder = arguments.dropFirst().first else {
            throw GeneratorError("usage: page-generator texts|examples FOLDER PAGE…")
        }
        let pages = try arguments.dropFirst(2).map { try Page(URL(filePath: $0)) }
        let files = form == "texts" ? texts(pages) : examples(pages)
        for (name, text) in files { try write(text, to: URL(filePath: folder).appending(path: name)) }
    }

    /// The pages as string literals, so that an installed tool has them wherever it is.
    private static func texts(_ pages: [Page]) -> [String: String] {
        let entries = pages.map { "    (\"\($0.code)\", ###\"\"\"\n\($0.text)\n\"\"\"###),\n" }.joined()
        return ["ErrorTexts.swift": "let errorTexts: [(code: String, text: String)] = [\n\(entries)]\n"]
    }

    /// A file for each example, and the table of all.
    private static func examples(_ pages: [Page]) -> [String: String] {
        var files: [String: String] = [:]
        var table = "let examples: [String: Example] = [\n"
        for page in pages {
            for heading in ["wrong", "right"] {
                let example = page.example(under: heading)
                files["\(page.code).\(heading).swift"] = example?.source ?? ""
                if let example { table += "    \"\(page.code).\(heading)\": \(example.name),\n" }
            }
        }
        files["Examples.swift"] = table + "]\n"
        return files
    }

    /// Leaves a file alone that is as it should be, so that nothing is compiled anew.
    private static func write(_ text: String, to file: URL) throws {
        if (try? String(contentsOf: file, encoding: .utf8)) == text { return }
        try text.write(to: file, atomically: true, encoding: .utf8)
    }
}

struct GeneratorError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
