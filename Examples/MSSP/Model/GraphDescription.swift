import ExampleFiles

/// What a `graph.txt` says: a key and its values on each line, in any order.
///
///     nodes 10
///     edges 20
///     data edges.dat
///     source 3 result_3.dat
struct GraphDescription {
    let nodeCount: Int
    let edgeCount: Int
    let dataName: String
    let sources: [(node: Int, result: String)]

    init(path: String) throws(FileError) {
        var lines = Lines(path: path)
        let text = try Files.text(path)
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            if !words.isEmpty { try lines.read(words, line: index + 1) }
        }
        guard let nodeCount = lines.nodeCount else { throw FileError(path, "has no line 'nodes'") }
        guard let edgeCount = lines.edgeCount else { throw FileError(path, "has no line 'edges'") }
        guard let dataName = lines.dataName else { throw FileError(path, "has no line 'data'") }
        for source in lines.sources where source.node >= nodeCount {
            throw lines.fault(source.line, "source \(source.node) is not in 0 ..< \(nodeCount)")
        }
        self.nodeCount = nodeCount
        self.edgeCount = edgeCount
        self.dataName = dataName
        sources = lines.sources.map { ($0.node, $0.result) }
    }
}

/// What has been read so far.
private struct Lines {
    let path: String
    private(set) var nodeCount: Int?
    private(set) var edgeCount: Int?
    private(set) var dataName: String?
    private(set) var sources: [(line: Int, node: Int, result: String)] = []

    init(path: String) { self.path = path }

    mutating func read(_ words: [String], line: Int) throws(FileError) {
        let values = words.dropFirst()
        guard let count = ["nodes": 1, "edges": 1, "data": 1, "source": 2][words[0]] else {
            throw fault(line, "'\(words[0].prefix(40))' is none of nodes, edges, data, source")
        }
        guard values.count == count else {
            throw fault(line, "'\(words[0])' takes \(count == 1 ? "one value" : "two values"), not \(values.count)")
        }
        switch words[0] {
        case "nodes": nodeCount = try number(words, from: 1, nodeCount == nil, line)
        case "edges": edgeCount = try number(words, from: 0, edgeCount == nil, line)
        case "data":
            if dataName != nil { throw fault(line, "a second line 'data'") }
            dataName = words[1]
        default: sources.append((line, try number(words, from: 0, true, line), words[2]))
        }
    }

    private func number(_ words: [String], from lowest: Int, _ isFirst: Bool, _ line: Int) throws(FileError) -> Int {
        if !isFirst { throw fault(line, "a second line '\(words[0])'") }
        guard let number = Int(words[1]), (lowest ... Int(Int32.max)).contains(number) else {
            throw fault(line, "\(words[0]) is '\(words[1].prefix(40))', not a number from \(lowest) to \(Int32.max)")
        }
        return number
    }

    func fault(_ line: Int, _ problem: String) -> FileError { FileError("\(path):\(line)", problem) }
}
