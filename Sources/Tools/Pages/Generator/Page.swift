import Foundation

/// One page of `Documentation/Errors`.
struct Page {
    /// The code, which is the file's name.
    let code: String
    let text: String
    private let path: String

    init(_ file: URL) throws {
        code = file.deletingPathExtension().lastPathComponent
        text = try String(contentsOf: file, encoding: .utf8)
        path = file.path
    }

    /// The first Swift fence under a heading, as a file of its own; nil when there is none.
    func example(under heading: String) -> ExampleFile? {
        let lines = text.components(separatedBy: "\n")
        guard let title = lines.firstIndex(where: { $0.lowercased() == "## \(heading)" }),
            let open = lines[title...].firstIndex(of: "```swift"),
            let close = lines[(open + 1)...].firstIndex(of: "```")
        else { return nil }
        let name = "\(code).\(heading)"
        return ExampleFile(name: name, place: "\(path)/\(code)-\(heading).swift", lines: Array(lines[open + 1 ..< close]))
    }
}

/// A complete program out of a page, made a part of a module with many such programs.
struct ExampleFile {
    /// What the table calls its `main`.
    let name: String
    let source: String

    /// - Parameter place: what errors of the compiler and of the runtime call the file; lines are counted within the fence.
    init(name: String, place: String, lines: [String]) {
        self.name = String(name.map { $0.isLetter ? $0 : "_" })
        source = """
            #sourceLocation(file: "\(place)", line: 1)
            \(lines.map(Self.hidden).joined(separator: "\n"))
            #sourceLocation()
            let \(self.name): Example = { try await Program.main($0) }

            """
    }

    /// Declarations of the outermost level become private, since other examples have the same names.
    private static func hidden(_ line: String) -> String {
        let declaration = /^((?:@\w+(?:\([^)]*\))? )*)((?:final )?(?:struct|class|enum|actor|func|let|var) .*)$/
        guard let match = line.wholeMatch(of: declaration) else { return line }
        return match.1.replacingOccurrences(of: "@main ", with: "") + "private " + match.2
    }
}
