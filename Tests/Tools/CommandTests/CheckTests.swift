import Cohort
import Foundation
import Testing

@testable import CohortCommands

@FieldSpace private struct Row {
    var height: Int
}

/// What `cohort check` is asked for, and the pictures that it writes.
@Suite struct CheckTests {
    @Test func requests() throws {
        let bare = try CheckCommand.Request(["a.log"])
        #expect(bare.log == "a.log" && bare.legionSpy == nil && bare.graph == nil && bare.trees == nil)
        #expect(!bare.isExact && !bare.showsAllEdges && bare.mostDrawn == 500)
        let full = try CheckCommand.Request(
            ["--graph", "a.svg", "--trees=b=c.dot", "a.log", "--exact", "--all-edges", "--most", "7", "--legion-spy=d"])
        #expect(full.log == "a.log" && full.graph == "a.svg" && full.trees == "b=c.dot" && full.legionSpy == "d")
        #expect(full.isExact && full.showsAllEdges && full.mostDrawn == 7)
    }

    @Test(arguments: [
        [], ["a", "b"], ["a", "--graph"], ["a", "--graph="], ["a", "--trees"], ["a", "--legion-spy"],
        ["a", "--most", "0", "--graph", "b"],
        ["a", "--all-edges"], ["a", "--all-edges", "--trees", "b"], ["a", "--most", "5"], ["a", "--grahp", "b"],
    ])
    func refusals(arguments: [String]) {
        #expect(throws: UsageError.self) { try CheckCommand.Request(arguments) }
    }

    @Test func filesAreTakenApart() throws {
        let some = try Arguments(["--in", "a", "b", "--out=c"], files: ["--in", "--out"])
        #expect(some.files == ["--in": "a", "--out": "c"] && some.names == ["b"])
    }

    /// Calls `body` with the name of a folder that is gone afterwards.
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "pictures-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.path)
    }

    @Test func picturesOfARun() async throws {
        try await withFolder { folder in
            var options = RuntimeOptions(workers: 2)
            options.logFile = "\(folder)/a.log"
            try await withCohort(options) { (_: Context) async throws in
                let row = Region<Row, 1>(0 ..< 8, named: "row")
                row.height.fill(1)
                row.height.fill(2)
                #expect(try await row.height.values() == Array(repeating: 2, count: 8))
            }
            let files = (graph: "\(folder)/graph.dot", trees: "\(folder)/trees.dot")
            let arguments = ["check", "\(folder)/a.log", "--graph", files.graph, "--trees", files.trees]
            #expect(await CohortTool.run(arguments) == 0)
            let (graph, trees) = try (TextFile.read(files.graph) ?? "", TextFile.read(files.trees) ?? "")
            #expect(graph.hasPrefix("digraph") && graph.contains("row.height: 0…7"))
            #expect(trees.hasPrefix("digraph") && trees.contains(#"label="row\nCheckTests.swift"#))
            #expect(await CohortTool.run(["check", "\(folder)/a.log", "--graph", "/nowhere/graph.dot"]) == 1)
        }
    }

    /// A program stands in for `dot`: `false` fails.
    @Test func whoDraws() async throws {
        try await withFolder { folder in
            let (dot, svg) = ("\(folder)/a.dot", "\(folder)/a.svg")
            try Picture(dot: "digraph { }", program: "/nowhere/dot").write(to: dot)
            #expect(try TextFile.read(dot) == "digraph { }")
            let missing = #expect(throws: TextFile.Failure.self) {
                try Picture(dot: "digraph { }", program: "/nowhere/dot").write(to: svg)
            }
            #expect(missing?.description.contains("apt install graphviz") == true)
            #expect(throws: TextFile.Failure.self) { try Picture(dot: "digraph { }", program: "false").write(to: svg) }
            #expect(try TextFile.read(svg) == nil)
        }
    }

    @Test func temporaryFoldersAreRemoved() throws {
        let folder = try withTemporaryFolder { folder in
            try TextFile.write("text", to: "\(folder)/file")
            return folder
        }
        #expect(!FileManager.default.fileExists(atPath: folder))
        #expect(throws: TextFile.Failure.self) { try withTemporaryFolder { _ in throw TextFile.Failure(description: "") } }
    }
}
