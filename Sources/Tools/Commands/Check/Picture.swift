import Cohort

/// A picture in the language of Graphviz, which a file gets as it is, or drawn as SVG by Graphviz's program `dot`.
struct Picture {
    let dot: String
    /// The program that draws.
    var program = "dot"

    /// Writes the picture: SVG when the name ends in `.svg`, else as it is.
    ///
    /// - Throws: `TextFile.Failure`.
    func write(to file: String) throws {
        try TextFile.write(file.hasSuffix(".svg") ? drawn(for: file) : dot, to: file)
    }

    private func drawn(for file: String) throws -> String {
        try withTemporaryFolder { folder in
            let source = "\(folder)/picture.dot"
            try TextFile.write(dot, to: source)
            let run = try draw(source, in: folder, for: file)
            if run.isLate {
                throw TextFile.Failure(
                    description:
                        "'\(file)': dot took more than five minutes; draw less by --most, or choose a file that ends in .dot")
            }
            guard run.status == 0 else {
                throw TextFile.Failure(description: "'\(file)': dot failed with status \(run.status): \(run.errors)")
            }
            return run.output
        }
    }

    private func draw(_ source: String, in folder: String, for file: String) throws -> ChildProcess {
        do {
            return try ChildProcess.run([program, "-Tsvg", source], [:], in: folder, patience: 300)
        } catch let error as UsageError {
            throw TextFile.Failure(
                description:
                    "'\(file)' is not drawn: \(error). Install Graphviz (apt install graphviz), or choose a file that ends in .dot"
            )
        }
    }
}
