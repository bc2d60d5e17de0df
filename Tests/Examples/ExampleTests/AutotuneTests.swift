import Foundation
import Testing

/// `cohort autotune` on programs that are run.
@Suite struct AutotuneTests {
    private static let machine = "nodes 1, cpus 2, gpus 2, gpu-speed 10, framebuffer 1MiB, zero-copy 0B, memory 1GiB"
    private static let circuit = [
        "circuit", "-l", "3", "-i", "5", "-p", "4", "-npp", "64", "-wpp", "128", "-pct", "80", "--no-reference",
    ]

    private static func tune(_ arguments: [String], _ program: [String]) throws -> Outcome {
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let line = [folder.appending(path: program[0]).path] + program.dropFirst()
        return try runProgram(["cohort", "autotune"] + arguments + ["--"] + line)
    }

    /// The modelled nanoseconds of a run.
    private static func modelled(_ program: [String], _ folder: TemporaryFolder) throws -> Int {
        let report = "\(folder.path)/report"
        let clock = ["--cohort-clock", "modelled:\(folder.path)/profile", "--cohort-clock-report", report]
        #expect(try runProgram(program + ["--cohort-machine", machine] + clock).status == 0)
        let text = try String(contentsOfFile: report, encoding: .utf8)
        return try #require(text.firstMatch(of: /"nanoseconds":(\d+)/).flatMap { Int($0.1) })
    }

    /// The rules that are written have the time that is told, and the search comes near to the best of all that there are.
    @Test func circuitIsTuned() throws {
        let folder = try TemporaryFolder()
        let profile = "\(folder.path)/profile"
        #expect(try runProgram(Self.circuit + ["--workers", "1", "--cohort-profile", profile]).status == 0)
        var times: [Int] = []
        for (name, flags) in [("search", ["--budget", "30"]), ("all", ["--exhaustive"])] {
            let rules = "\(folder.path)/\(name).rules"
            let outcome = try Self.tune(
                ["--machine", Self.machine, "--profile", profile, "--output", rules] + flags, Self.circuit)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("mappings tried") && outcome.errors.hasPrefix("without rules: "))
            times.append(try Self.modelled(Self.circuit + ["--cohort-rules", rules], folder))
        }
        #expect(Double(times[0]) <= Double(times[1]) * 1.05)
        #expect(times[0] < (try Self.modelled(Self.circuit, folder)))
    }

    /// A program that fails by itself, one without tasks, and one that is not there.
    @Test func programsThatCannotBeTuned() throws {
        #expect(try Self.tune([], ["circuit", "-l", "0"]).status == 1)
        #expect(try runProgram(["cohort", "autotune", "--", "true"]).status == 1)
        #expect(try runProgram(["cohort", "autotune", "--", "/nowhere/program"]).status == 2)
    }
}
