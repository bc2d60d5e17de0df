import Cohort
import Testing

@testable import CohortCommands

@Suite struct CommandTests {
    @Test func commandsHaveDistinctNamesAndHelp() {
        #expect(Set(commands.map { $0.name }).count == commands.count)
        for command in commands {
            #expect(command.help.hasPrefix("usage: cohort \(command.name)"))
            #expect(!command.summary.isEmpty && !command.summary.hasSuffix("."))
            for line in command.help.split(separator: "\n") { #expect(line.count <= 90) }
        }
    }

    @Test(
        arguments: [
            ([], 0), (["--help"], 0), (["--version"], 0), (["explain"], 0), (["explain", "task.failed"], 0),
            (["explain", "error[task.failed]"], 0), (["explain", "--help"], 0), (["explain", "task.faild"], 2),
            (["explain", "--wrong"], 2), (["machine"], 0), (["machine", "--json"], 0), (["machine", "more"], 2),
            (["machine", "--synthetic", "nodes 4, gpus 2"], 0), (["machine", "--synthetic=nodes 2, cpus 2", "--json"], 0),
            (["machine", "--text", "--cohort-gpus", "1"], 0), (["machine", "--synthetic"], 2),
            (["machine", "--synthetic", "nodes"], 2),
            (["machine", "--cohort-memory", "1G"], 2), (["machine", "--cohort-memroy", "1GiB"], 2),
            (["machine", "--json", "--text"], 2),
            (["bench", "--list"], 0), (["bench", "nothing"], 2), (["bench", "--runs"], 2), (["bench", "--runs=0"], 2),
            (["autotune"], 2), (["autotune", "--budget", "many", "--", "true"], 2),
            (["autotune", "--machine", "cpus", "--", "true"], 2),
            (["autotune", "--", "/nowhere/program"], 2), (["autotune", "--", "false"], 1),
            (["autotune", "--measure", "x", "--", "true"], 2),
            (["fuzz", "--programs", "0"], 2), (["fuzz", "--progams", "1"], 2), (["fuzz", "--soak", "-1"], 2),
            (["fuzz", "--soak", "1", "--programs", "1"], 2), (["fuzz", "--state", "x"], 2),
            (["fuzz", "--corpus", "/nowhere"], 1), (["fuzz", "--soak", "1", "--logs", "x"], 2),
            (["fuzz", "--corpus", "x", "--logs", "x"], 2), (["fuzz", "--memory", "0"], 2),
            (["fuzz", "--programs", "1", "--memory", "1"], 1), (["fuzz", "--programs", "1", "--memory", "100000"], 0),
            (["check"], 2), (["check", "/nowhere/a.log"], 1), (["check", "a", "b"], 2), (["check", "--wrong"], 2),
            (["check", "a", "--legion-spy"], 2),
            (["explain-op"], 2), (["explain-op", "/nowhere/a.log"], 1), (["explain-op", "a", "b", "c"], 2),
            (["explain-op", "a", "--most", "none"], 2),
            (["nothing"], 2), (["--nothing"], 2),
        ] as [([String], Int32)])
    func statuses(arguments: [String], status: Int32) async {
        #expect(await CohortTool.run(arguments) == status)
    }

    @Test func argumentsAreTakenApart() throws {
        let some = try Arguments(
            ["a", "--json", "--runs", "7", "--workers=2", "--", "--b"], flags: ["--json"], numbers: ["--runs", "--workers"])
        #expect(some.names == ["a", "--b"])
        #expect(some.flags == ["--json"])
        #expect(some.numbers == ["--runs": 7, "--workers": 2])
        #expect(throws: UsageError.self) { try Arguments(["--json"]) }
        #expect(throws: UsageError.self) { try Arguments(["--runs", "many"], numbers: ["--runs"]) }
    }

    @Test func medians() {
        #expect(median([3, 1, 2]) == 2)
        #expect(median([4, 1, 2, 3]) == 2.5)
        #expect(median([]).isNaN)
    }

    @Test func linesOfResults() {
        let benchmark = Benchmark(name: "task.some", unit: "ns") { _ in 0 }
        #expect(benchmark.line(Measurement(312), isJSON: true) == #"{"name": "task.some", "value": 312.0, "unit": "ns"}"#)
        #expect(benchmark.line(Measurement(0.12345), isJSON: false).hasSuffix(" 0.123 ns"))
        let pair = Measurement(3, byHand: 2, count: 10)
        #expect(benchmark.line(pair, isJSON: false).hasSuffix(" 3.0 ns  n = 10  by hand 2.0 ns  ratio 1.5"))
        #expect(benchmark.line(pair, isJSON: true).hasSuffix(#""count": 10, "byHand": 2.0, "ratio": 1.5}"#))
        #expect(benchmark.answers(to: "task"))
        #expect(!benchmark.answers(to: "tas"))
    }
}
