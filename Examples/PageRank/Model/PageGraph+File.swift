import ExampleFiles

extension PageGraph {
    /// Reads a graph: a text file with the numbers of nodes and edges and the name of a binary file beside it.
    ///
    /// The binary file has the end of each node's incoming edges (`Int64`), each node's out-degree (`Int32`) and each edge's
    /// source (`Int32`), little-endian.
    public init(path: String) throws(FileError) {
        let items = try Files.text(path).split(whereSeparator: \.isWhitespace).map(String.init)
        guard items.count == 3 else {
            throw FileError(path, "has \(items.count) items, not 3: number of nodes, number of edges, name of the data file")
        }
        let nodeCount = try Self.count(items[0], of: "nodes", in: 1 ... Int(Int32.max), path)
        let edgeCount = try Self.count(items[1], of: "edges", in: 0 ... 1 << 40, path)
        let dataPath = Files.path(items[2], beside: path)
        var file = try BinaryFile(
            dataPath, byteCount: nodeCount * 12 + edgeCount * 4, contents: "\(nodeCount) nodes and \(edgeCount) edges")
        let ends = file.integers(Int64.self, count: nodeCount).map { Int($0) }
        let degrees = file.integers(Int32.self, count: nodeCount)
        let sources = file.integers(Int32.self, count: edgeCount)
        if let problem = Self.problem(ends: ends, degrees: degrees, sources: sources) { throw FileError(dataPath, problem) }
        self.init(ends: ends, degrees: degrees, sources: sources)
    }

    private static func count(
        _ text: String, of what: String, in range: ClosedRange<Int>, _ path: String
    ) throws(FileError) -> Int {
        guard let count = Int(text), range.contains(count) else {
            let wanted = "a number from \(range.lowerBound) to \(range.upperBound)"
            throw FileError(path, "the number of \(what) is '\(text.prefix(40))', not \(wanted)")
        }
        return count
    }

    /// The file that an argument on the command line means: the file itself, or else a bundled graph of that name.
    public static func resolve(_ argument: String) -> String {
        if Files.exists(argument) || argument.contains("/") { return argument }
        let name = argument.hasSuffix(".gr") ? argument : argument + ".gr"
        guard let folder = BundledFiles.folder("Data", of: "PageRankModel", at: "../Data", file: #filePath),
            Files.exists("\(folder)/\(name)")
        else { return argument }
        return "\(folder)/\(name)"
    }
}
