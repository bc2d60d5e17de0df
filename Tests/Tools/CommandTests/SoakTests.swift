import Foundation
import Testing

@testable import CohortCommands

/// `cohort fuzz --soak`, with the files that it leaves.
@Suite struct SoakTests {
    @Test("a soak ends in time, and a second one goes on")
    func resumes() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (state, corpus) = (folder.appending(path: "state"), folder.appending(path: "corpus"))
        let arguments = ["fuzz", "--soak", "0.000001", "--state", state.path, "--corpus", corpus.path]
        #expect(await CohortTool.run(arguments + ["--seed", "60"]) == 0)
        let first = try String(contentsOf: state, encoding: .utf8)
        #expect(first.hasPrefix("cohort soak 1\nnext 64\npassed 4\nfailed 0\nseconds "))
        #expect(await CohortTool.run(arguments) == 0)
        #expect(try String(contentsOf: state, encoding: .utf8).hasPrefix("cohort soak 1\nnext 96\npassed 36\nfailed 0\n"))
        #expect(await CohortTool.run(arguments + ["--seed", "60"]) == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["state"])
    }

    @Test("a file is replaced whole, and added to at its end")
    func files() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: file) }
        #expect(try TextFile.read(file) == nil)
        try TextFile.replace(file, with: "one\n")
        try TextFile.append("two\n", to: file)
        #expect(try TextFile.read(file) == "one\ntwo\n")
        try TextFile.replace(file, with: "three\n")
        #expect(try TextFile.read(file) == "three\n")
        #expect(throws: TextFile.Failure.self) { try TextFile.replace("/nowhere/file", with: "") }
        #expect(throws: TextFile.Failure.self) { try TextFile.read("/") }
    }
}
