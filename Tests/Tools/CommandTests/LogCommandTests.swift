import Cohort
import CohortWitness
import Foundation
import Testing

@testable import CohortCommands

@FieldSpace private struct Row {
    var height: Int
}

@Task private func raise(_ row: inout Field<Int, 1>, _ by: Int) { for p in row.domain { row[p] += by } }

/// The commands that read logs of runs.
@Suite struct LogCommandTests {
    /// Calls `body` with the log of a small program.
    private func withLog(_ body: (String) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).log").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        var options = RuntimeOptions(workers: 2)
        options.logFile = path
        try await withCohort(options) { (_: Context) async throws in
            let row = Region<Row, 1>(0 ..< 8, named: "row")
            row.height.fill(1)
            let halves = row.partitioned(.equal, into: 2)
            raise(&halves.height.all, 1)
            raise(&row.height, 2)
            #expect(try await row.height.values() == Array(repeating: 4, count: 8))
        }
        try await body(path)
    }

    @Test(
        arguments: [
            (["check"], 0), (["check", "--exact"], 0), (["explain-op"], 0), (["explain-op", "--most", "1"], 0),
        ] as [([String], Int32)])
    func wholeLogs(arguments: [String], status: Int32) async throws {
        try await withLog { #expect(await CohortTool.run(arguments + [$0]) == status) }
    }

    @Test(arguments: [("raise", 0), ("raise[1]", 0), ("raise[2]", 2), ("rais", 2), ("fill", 0), ("7", 2)] as [(String, Int32)])
    func operations(name: String, status: Int32) async throws {
        try await withLog { #expect(await CohortTool.run(["explain-op", $0, name]) == status) }
    }

    /// The log says when each was asked for, and the story what they share.
    @Test func story() async throws {
        try await withLog { path in
            let log = try Log(LogFile(path: path))
            #expect(log.launches.values.allSatisfy { $0.time != nil })
            let last = try #require(log.operations(named: "raise").last)
            let story = "\(OperationStory(of: last, in: log, Timeline(log)))"
            #expect(story.contains("it changes and this one changes row.height at 4 points 4…7"), "\(story)")
        }
    }
}
