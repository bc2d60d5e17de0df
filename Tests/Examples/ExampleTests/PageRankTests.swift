import ExampleFiles
import Foundation
import PageRankModel
import TestSupport
import Testing

@Suite struct PageRankModelTests {
    /// Pages 0, 3 and 4 have no incoming links; page 4 has no outgoing ones.
    static let small = PageGraph(ends: [0, 2, 3, 3, 3, 5], degrees: [2, 1, 1, 1, 0, 0], sources: [0, 2, 1, 0, 3])

    private func published() throws -> [String] {
        let path = try #require(
            Bundle.module.path(forResource: "pagerank_sample_scores_12", ofType: "txt", inDirectory: "Resources"))
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        return lines.filter { !$0.hasPrefix("#") }.map { String($0.split(separator: " ")[1]) }
    }

    @Test("Plain loops give the published scores, digit for digit")
    func scores() throws {
        let graph = try PageGraph(path: PageGraph.resolve("sample"))
        #expect(graph.pageCount == 100 && graph.linkCount == 1000 && graph.isClosed)
        let expected = try published().map { Float($0) }
        #expect(Ranking.scores(graph, iterations: 12) == expected)
    }

    @Test("Scores keep the balance", arguments: [0, 1, 2, 3, 12, 100])
    func balance(iterations: Int) throws {
        let graph = try PageGraph(path: PageGraph.resolve("sample.gr"))
        let expected = Ranking.expectedBalance(graph, iterations: iterations)
        let found = Ranking.balance(Ranking.scores(graph, iterations: iterations), graph)
        #expect(abs(found - expected) <= Ranking.balanceTolerance(graph) * expected)
        #expect(Ranking.balanceTolerance(graph) < 2e-5)
        let known = [0: 10, 1: 9.1, 2: 8.29, 3: 7.561, 12: 3.541865][iterations]
        if let known { #expect(abs(expected - known) < 1e-5) }
    }

    @Test("A lost link shows in the balance")
    func lostLink() throws {
        let graph = try PageGraph(path: PageGraph.resolve("sample"))
        var scores = Ranking.scores(graph, iterations: 12)
        let expected = Ranking.expectedBalance(graph, iterations: 12)
        scores[7] -= 0.9 * scores[3] / Float(graph.degrees[7])
        #expect(abs(Ranking.balance(scores, graph) - expected) > Ranking.balanceTolerance(graph) * expected)
    }

    @Test("Ranges of links are consecutive, and end with a page", arguments: [1, 2, 3, 7, 99, 100, 1000, 5000])
    func ranges(pieces: Int) throws {
        for graph in [try PageGraph(path: PageGraph.resolve("sample")), Self.small] {
            let ranges = graph.linkRanges(pieces: pieces)
            #expect(ranges.count == pieces)
            #expect(ranges.first?.lowerBound == 0 && ranges.last?.upperBound == graph.linkCount)
            for (range, next) in zip(ranges, ranges.dropFirst()) { #expect(range.upperBound == next.lowerBound) }
            for range in ranges where !range.isEmpty { #expect(graph.ends.contains(range.upperBound)) }
        }
    }

    @Test("Pages without incoming links go with a neighbour")
    func homes() {
        let graph = PageRankModelTests.small
        #expect(graph.homes == [1, 1, 2, 2, 2, 5])
        #expect(graph.destinations == [1, 1, 2, 5, 5])
        #expect(!graph.isClosed)
        #expect(PageGraph(ends: [0, 0, 0], degrees: [0, 0, 0], sources: []).homes == [0, 1, 2])
    }
}

@Suite struct PageRankTests {
    private static let pieces = ["1", "2", "7", "100", "1000", "1500"]

    @Test(
        "All scores are those published, for every number of pieces and workers", arguments: pieces,
        amount(["1", "2", "8"], sanitized: ["8"]))
    func scores(_ pieces: String, _ workers: String) throws {
        let outcome = try runProgram(["pagerank", "-dump", "-nw", pieces, "--workers", workers])
        #expect(outcome.status == 0 && outcome.errors == "")
        let path = try #require(
            Bundle.module.path(forResource: "pagerank_sample_scores_12", ofType: "txt", inDirectory: "Resources"))
        let expected = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
        let lines = outcome.output.split(separator: "\n").map(String.init)
        #expect(lines[0] == "pagerank: 100 nodes, 1000 edges, \(pieces) pieces")
        #expect(lines.filter { $0.first?.isNumber == true } == expected)
        #expect(lines.suffix(2) == ["balance of all scores: 3.541866", "SUCCESS: equal to plain loops, bit for bit"])
    }

    /// Graphs that the sample is not: pages nobody links to, one page, no link at all, a link to itself.
    static let graphs = [
        PageRankModelTests.small, PageGraph(ends: [0], degrees: [0], sources: []),
        PageGraph(ends: [0, 0, 0], degrees: [0, 0, 0], sources: []), PageGraph(ends: [1], degrees: [1], sources: [0]),
        PageGraph(ends: [0, 0, 3], degrees: [1, 1, 1], sources: [0, 1, 2]),
    ]

    @Test("Unusual graphs give what plain loops give", arguments: graphs, ["1", "2", "5"])
    func unusual(_ graph: PageGraph, _ pieces: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("d", bytes(graph.ends) + bytes(graph.degrees) + bytes(graph.sources))
        let path = try folder.write("g", "\(graph.pageCount) \(graph.linkCount) d\n")
        let outcome = try runProgram(["pagerank", "-graph", path, "-nw", pieces, "-ni", "3", "-dump", "--workers", "2"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.hasSuffix("SUCCESS: equal to plain loops, bit for bit\n"))
        #expect(outcome.output.split(separator: "\n").filter { $0.first?.isNumber == true }.count == graph.pageCount)
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        var header = "3 2 d"
        var ends: [Int] = [1, 1, 2]
        var degrees: [Int32] = [1, 0, 1]
        var sources: [Int32] = [2, 0]
        var extra = 0
        let message: String
        var testDescription: String { message }
    }

    static let faults = [
        Fault(header: "3 2", message: "g: has 2 items, not 3: number of nodes, number of edges, name of the data file"),
        Fault(header: "", message: "g: has 0 items, not 3: number of nodes, number of edges, name of the data file"),
        Fault(header: "-3 2 d", message: "g: the number of nodes is '-3', not a number from 1 to 2147483647"),
        Fault(header: "0 0 d", message: "g: the number of nodes is '0', not a number from 1 to 2147483647"),
        Fault(header: "3 two d", message: "g: the number of edges is 'two', not a number from 0 to 1099511627776"),
        Fault(header: "3 -2 d", message: "g: the number of edges is '-2', not a number from 0 to 1099511627776"),
        Fault(header: "3 2 e", message: "e: cannot be read: No such file or directory"),
        Fault(header: "3 2 .", message: ".: cannot be read: Is a directory"),
        Fault(extra: -1, message: "d: has 43 bytes, but 3 nodes and 2 edges take 44"),
        Fault(extra: 1, message: "d: has 45 bytes, but 3 nodes and 2 edges take 44"),
        Fault(ends: [-1, 1, 2], message: "d: the index of node 0 is -1, not in 0 … 2"),
        Fault(ends: [1, 3, 2], message: "d: the index of node 1 is 3, not in 0 … 2"),
        Fault(ends: [1, 0, 2], message: "d: the index of node 1 is 0, below 1 of the node before"),
        Fault(ends: [1, 1, 1], message: "d: the last index is 1, not the number of edges, 2"),
        Fault(degrees: [1, -1, 1], message: "d: the degree of node 1 is negative: -1"),
        Fault(sources: [2, 3], message: "d: the source of edge 1 is 3, not in 0 ..< 3"),
        Fault(sources: [-1, 0], message: "d: the source of edge 0 is -1, not in 0 ..< 3"),
    ]

    @Test("A bad file is named in one line, with what is wrong", arguments: faults)
    func refuses(_ fault: Fault) throws {
        let folder = try TemporaryFolder()
        let data = bytes(fault.ends) + bytes(fault.degrees) + bytes(fault.sources)
        try folder.write("d", fault.extra < 0 ? data.dropLast(-fault.extra) : data + [UInt8](repeating: 0, count: fault.extra))
        let path = try folder.write("g", fault.header)
        let outcome = try runProgram(["pagerank", "-graph", path])
        #expect(outcome.status == 1)
        #expect(outcome.output == "")
        #expect(outcome.errors == "pagerank: \(folder.path)/\(fault.message)\n")
    }

    @Test("A graph that is not there is named")
    func missing() throws {
        let outcome = try runProgram(["pagerank", "-graph", "nosuch.gr"])
        #expect(outcome.status == 1)
        #expect(outcome.errors == "pagerank: nosuch.gr: cannot be read: No such file or directory\n")
    }
}
