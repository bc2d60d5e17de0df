import ExampleFiles

extension PathGraph {
    /// Reads a graph and its sources: a `graph.txt` in a folder, and the binary file that it names.
    ///
    /// The binary file has each edge's begin (`Int32`), each edge's end (`Int32`) and each edge's cost (`Float`), little-endian.
    public static func read(folder: String) throws(FileError) -> (graph: PathGraph, sources: [Source]) {
        let path = "\(folder)/graph.txt"
        let description = try GraphDescription(path: path)
        let nodeCount = description.nodeCount
        let edgeCount = description.edgeCount
        let dataPath = Files.path(description.dataName, beside: path)
        var file = try BinaryFile(dataPath, byteCount: edgeCount * 12, contents: "\(edgeCount) edges")
        let tails = file.integers(Int32.self, count: edgeCount).map { Int($0) }
        let heads = file.integers(Int32.self, count: edgeCount).map { Int($0) }
        let graph = PathGraph(nodeCount: nodeCount, tails: tails, heads: heads, costs: file.floats(count: edgeCount))
        if let problem = graph.problem { throw FileError(dataPath, problem) }
        return (graph, description.sources.map { Source(node: $0.node, resultPath: Files.path($0.result, beside: path)) })
    }

    /// The distances that a source's file expects.
    public func expectedDistances(_ source: Source) throws(FileError) -> [Float] {
        var file = try BinaryFile(source.resultPath, byteCount: nodeCount * 4, contents: "\(nodeCount) distances")
        return file.floats(count: nodeCount)
    }

    /// The folder that an argument on the command line means: the folder itself, or else a bundled graph of that name.
    public static func resolve(_ argument: String) -> String {
        if Files.exists("\(argument)/graph.txt") || argument.contains("/") || argument.isEmpty { return argument }
        guard let folder = BundledFiles.folder("Data", of: "MSSPModel", at: "../Data", file: #filePath),
            Files.exists("\(folder)/\(argument)/graph.txt")
        else { return argument }
        return "\(folder)/\(argument)"
    }
}
