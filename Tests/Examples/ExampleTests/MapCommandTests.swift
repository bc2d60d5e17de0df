import Foundation
import Testing

/// Rules, recordings and their explanation, as a shell sees them.
@Suite struct MapCommandTests {
    private let folder: TemporaryFolder
    private let machine = ["--cohort-machine", "nodes 2, cpus 2, gpus 2, framebuffer 1GiB"]

    init() throws { folder = try TemporaryFolder() }

    /// The path of one of our programs, which lie beside the tests.
    private func program(_ name: String) -> String {
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name).path
    }

    private func saxpy(_ more: [String] = []) -> [String] { ["saxpy", "--size", "1001", "--pieces", "4"] + machine + more }

    static let programs = [
        ["saxpy", "--size", "1001", "--pieces", "7"], ["heat", "--size", "16", "--tiles", "4", "--steps", "9"], ["ghost"],
        ["stencil", "-nx", "30", "-ny", "30", "-ntx", "3", "-nty", "2"], ["pagerank"], ["mssp", "small"],
        ["circuit", "-checks", "-i", "5", "-p", "4", "-npp", "64", "-wpp", "128", "-pct", "80"],
        ["pennant", "sedovsmall", "--pieces", "3"],
    ]

    @Test("Rules are taken by every program, and change no result", arguments: programs)
    func everyProgram(_ line: [String]) throws {
        let rules = try folder.write(
            "all.rules",
            """
            task "*" when size > 8kB { processor gpu; slice round-robin }
            task "*" {
                processor cpu
                region "*" reads { memory nearest; extent piece }
                region "*" writes { memory current else node else framebuffer; layout alignment 256B }
            }
            operation "*" { region "*" { memory node 0 } }
            """)
        let all = line + ["--workers", "4", "--cohort-nodes", "2", "--cohort-gpus", "1"]
        let outcome = try runProgram(all + ["--cohort-rules", rules])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }

    @Test("Mistakes in rules end a program before it begins, all of them told")
    func mistakes() throws {
        let rules = try folder.write("bad.rules", "task \"a\" { procesor gpu }\ntusk \"b\" { }\n")
        let outcome = try runProgram(saxpy(["--cohort-rules", rules]))
        #expect(outcome.status == 2 && outcome.output == "")
        #expect(outcome.errors.hasPrefix("saxpy: error[mapping.rules]"))
        for place in ["1:12", "2:1"] { #expect(outcome.errors.contains("├─ at:   \(rules):\(place)\n")) }
        #expect(try runProgram(saxpy(["--cohort-rules", "nowhere.rules"])).status == 2)
    }

    @Test("An explanation says what was chosen, how often, by which line, and which lines did nothing")
    func explain() throws {
        let rules = try folder.write(
            "some.rules",
            """
            task "axpy" {
                processor gpu
                region "*" reads { memory nearest }
            }
            task "axpi" { priority 2 }
            task "axpy" { processor cpu }
            """)
        let line = ["cohort", "map", "--explain", "--rules", rules, "--", program("saxpy")] + saxpy().dropFirst()
        let outcome = try runProgram(line)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let words = outcome.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        for expected in [
            "task 'axpy': 2 launches, 5 points", "slices 2 1 × \(rules):2", "processor gpu 0 3 × \(rules):2",
            "processor gpu 1 2 × \(rules):2", "memory framebuffer 0 3 × \(rules):3", "extent piece 5 × default",
            "\(rules):5: task \"axpi\": no task is called so; did you mean axpy?",
        ] {
            #expect(words.contains(expected), "\(expected) in \(outcome.output)")
        }
        #expect(outcome.output.contains("\(rules):6: task \"axpy\": rules before it say all that it says"))
        let json = try runProgram(["cohort", "map", "--json"] + line.dropFirst(2))
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data((json.output.split(separator: "\n").last ?? "").utf8)) as? [String: Any])
        #expect(
            (object["tasks"] as? [[String: Any]])?.contains { $0["name"] as? String == "axpy" && $0["points"] as? Int == 5 }
                == true)
        #expect((object["idleRules"] as? [[String: Any]])?.count == 2)
    }

    @Test("What a program recorded is explained, answered again, and refused to another program")
    func recordings() throws {
        let file = folder.path + "/run.decisions"
        let recorded = try runProgram(saxpy(["--cohort-mapper", "random:5,record:\(file)"]))
        #expect(recorded.status == 0, "\(recorded.errors)")
        let explained = try runProgram(["cohort", "map", "--explain", file])
        #expect(explained.status == 0 && explained.output.contains("task 'axpy'") && explained.output.contains("random"))
        let again = folder.path + "/again.decisions"
        let replayed = try runProgram(saxpy(["--cohort-mapper", "replay:\(file)", "--cohort-mapper", "record:\(again)"]))
        #expect(replayed.status == 0, "\(replayed.errors)")
        func choices(_ file: String) throws -> Set<String> {
            Set(
                try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map {
                    $0.replacingOccurrences(of: "mapper=random", with: "mapper=replay")
                })
        }
        #expect(try choices(file) == choices(again))
        var other = saxpy(["--cohort-mapper", "replay:\(file)"])
        other[4] = "5"
        let refused = try runProgram(other)
        // Which of the differences comes first hangs on the moment.
        #expect(refused.status == 1 && refused.errors.contains("mapping.decisions"))
        #expect(refused.errors.contains("domain=0...4") || refused.errors.contains("of=5"), "\(refused.errors)")
    }

    @Test("A log is written to the standard error stream, or to a file")
    func logs() throws {
        let outcome = try runProgram(saxpy(["--cohort-mapper", "logging"]))
        #expect(outcome.status == 0 && outcome.errors.contains(" us] selectTaskOptions id=1 task="))
        let file = folder.path + "/log"
        #expect(try runProgram(saxpy(["--cohort-mapper=logging:\(file)"])).errors == "")
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains(" us] mapTask id="))
    }

    @Test("Rules are checked without a program, also for a machine")
    func check() throws {
        let good = try folder.write("good.rules", "task \"a\" { processor gpu; region \"r\" { memory nearest } }")
        let outcome = try runProgram(["cohort", "map", "--check", good])
        #expect(outcome.status == 0 && outcome.output == "\(good): 2 rules, no mistakes\n")
        #expect(try runProgram(["cohort", "map", "--check", good, "--synthetic", "gpus 1"]).status == 0)
        let lacking = try runProgram(["cohort", "map", "--check", good, "--synthetic", "cpus 2"])
        #expect(lacking.status == 1 && lacking.errors.contains("├─ at:   \(good):1\n"))
        let bad = try folder.write("bad.rules", "task { }")
        #expect(try runProgram(["cohort", "map", "--check", bad]).status == 1)
    }

    static let refused = [
        [], ["--explain"], ["--explain", "--", "/nowhere/program"], ["--explain", "--chek", "x"], ["--check"],
        ["--explain", "a", "b"],
        ["--explain", "a", "--", "b"], ["--check", "a", "b"], ["--explain", "--", "/bin/true"],
    ]

    @Test("A command line that cannot be understood, and a program that records nothing, end with 2", arguments: refused)
    func refuses(_ arguments: [String]) throws {
        let outcome = try runProgram(["cohort", "map"] + arguments)
        #expect(outcome.status == 2 && outcome.output == "" && outcome.errors.hasPrefix("cohort map: "))
    }
}
