import TestSupport
import Testing

/// The programs as a shell sees them: what they print, and the status they end with.
@Suite struct CommandLineTests {
    private func run(_ line: String...) throws -> Outcome { try runProgram(line) }

    private func run(_ line: [String]) throws -> Outcome { try runProgram(line) }

    static let good = [
        ["hello", "--number", "6", "--workers", "1"],
        ["saxpy", "--size", "1001", "--pieces", "7", "--workers", "2"],
        ["heat", "--size", "9", "--tiles", "2", "--steps", "3", "--workers", "3"],
        ["stencil"], ["ghost"],
        ["stencil", "-prk", "-n", "20", "-iterations", "2", "-ntx", "2", "-nty", "3"],
        ["circuit", "-l", "2", "-i", "3", "-p", "2", "-npp", "4", "-wpp", "9", "-pct", "50", "-s", "1", "-checks", "-dump"],
        ["circuit", "-l", "1", "-i", "3", "-npp", "4", "-wpp", "9", "--no-reference"],
        ["manual", "--list"], ["manual", "sum"],
        ["pagerank"], ["pagerank", "-graph", "sample.gr", "-ni", "0", "-nw", "3", "--no-reference"],
        ["mssp", "small"], ["mssp", "-v", "-p", "4", "small"],
    ]

    @Test("Every example ends well on a small problem", arguments: good)
    func succeeds(_ line: [String]) throws {
        let outcome = try run(line)
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.output.isEmpty == false)
    }

    /// Problems whose pieces come out uneven, single, empty or many; each program compares itself with plain loops or with
    /// results that are known exactly, and ends with 0 only if every bit agrees.
    static let problems = [
        ["heat", "--size", "1", "--tiles", "1", "--steps", "3"], ["heat", "--size", "7", "--tiles", "3", "--steps", "6"],
        ["heat", "--size", "16", "--tiles", "4", "--steps", "9"], ["heat", "--size", "3", "--tiles", "8", "--steps", "4"],
        ["heat", "--size", "4", "--tiles", "2", "--steps", "0"],
        ["stencil", "-nx", "12", "-ny", "12", "-ntx", "4", "-nty", "4"],
        ["stencil", "-nx", "5", "-ny", "5", "-ntx", "1", "-nty", "1"],
        ["stencil", "-nx", "9", "-ny", "30", "-ntx", "5", "-nty", "3"],
        ["stencil", "-nx", "37", "-ny", "11", "-ntx", "1", "-nty", "7"],
        ["stencil", "-prk", "-n", "61", "-iterations", "4", "-ntx", "8", "-nty", "2"],
        ["stencil", "-prk", "-n", "12", "-iterations", "4", "-ntx", "4", "-nty", "4"],
        ["circuit", "-checks", "-i", "20", "-p", "4", "-npp", "64", "-wpp", "128", "-pct", "80"],
        ["circuit", "-checks", "-i", "20", "-p", "8", "-npp", "16", "-wpp", "100", "-pct", "0", "-s", "3"],
        ["circuit", "-checks", "-i", "20", "-p", "5", "-npp", "1", "-wpp", "3", "-pct", "50", "-s", "4"],
        ["circuit", "-checks", "-i", "20", "-p", "1", "-npp", "9", "-wpp", "20", "-pct", "50"],
        ["circuit", "-checks", "-i", "20", "-p", "3", "-npp", "50", "-wpp", "5", "-pct", "100"],
    ]

    @Test("Every shape of a problem gives the exact results", arguments: problems, amount(["1", "2", "8"], sanitized: ["8"]))
    func agrees(_ line: [String], _ workers: String) throws {
        let outcome = try run(line + ["--workers", workers])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }

    static let mapped = [
        ["heat", "--size", "16", "--tiles", "4", "--steps", "9"], ["saxpy", "--size", "1001", "--pieces", "7"], ["ghost"],
        ["stencil", "-nx", "30", "-ny", "30", "-ntx", "3", "-nty", "2"], ["pagerank"], ["mssp", "small"],
        ["circuit", "-checks", "-i", "5", "-p", "4", "-npp", "64", "-wpp", "128", "-pct", "80"],
        ["pennant", "sedovsmall", "--pieces", "3"],
    ]

    @Test("Whatever a mapper decides, the results are exact", arguments: mapped, amount([1, 2, 3], sanitized: [1]))
    func agreesUnderRandomMappings(_ line: [String], _ seed: Int) throws {
        let machine = ["--cohort-machine", "nodes 2, cpus 4, gpus 1, framebuffer 1GiB", "--cohort-mapper", "random:\(seed)"]
        let outcome = try run(line + machine)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }

    @Test("A mapper that is not included is a mistake of the command line")
    func unknownMapper() throws {
        let outcome = try run("heat", "--cohort-mapper", "clever")
        #expect(outcome.status == 2 && outcome.errors.contains("machine.bad-value") && outcome.errors.contains("random:SEED"))
    }

    static let bad = [
        ["hello", "--squares", "0"], ["hello", "--squares"],
        ["saxpy", "--size", "x"], ["saxpy", "--pieces", "0"], ["heat", "--tiles"], ["heat", "--steps", "-1"],
        ["stencil", "-nx", "4"], ["stencil", "-nx", "12", "-ntx", "9"], ["stencil", "-ntx", "0"],
        ["stencil", "-bogus"], ["ghost", "--blocks", "1"], ["ghost", "--size", "7"], ["circuit", "-npp", "0"],
        ["circuit", "-pct", "101"],
        ["circuit", "-l", "0"], ["circuit", "extra"],
        ["manual"], ["manual", "nosuch"], ["manual", "sum", "fill"],
        ["pagerank", "-nw", "0"], ["pagerank", "-ni", "-1"], ["pagerank", "-ni"], ["pagerank", "sample"],
        ["mssp"], ["mssp", "-p", "0", "small"], ["mssp", "small", "small"], ["mssp", "-x", "small"],
    ]

    @Test("A command line that cannot be understood ends with 2 and one line", arguments: bad)
    func refuses(_ line: [String]) throws {
        let outcome = try run(line)
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(outcome.errors.hasPrefix(line[0] + ": "))
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }

    @Test(
        "The machine is described by flags, and a mistake ends with 2 and says the place",
        arguments: [
            (["hello", "--workers", "0"], "--workers"), (["hello", "--workers", "4097"], "--workers"),
            (["manual", "sum", "--workers", "0"], "--workers"), (["hello", "--cohort-memory", "1G"], "--cohort-memory"),
            (["ghost", "--cohort-memroy", "1GiB"], "--cohort-memroy"),
            (["heat", "--cohort-machine", "nowhere"], "--cohort-machine"),
        ])
    func refusesMachines(_ line: [String], _ place: String) throws {
        let outcome = try run(line)
        #expect(outcome.status == 2 && outcome.output == "")
        #expect(outcome.errors.hasPrefix("\(line[0]): error[machine.") && outcome.errors.contains("├─ at:   \(place)\n"))
    }

    @Test(
        "Flags of the machine go before, after and between those of a program",
        arguments: [
            ["hello", "--cohort-cpus", "3"], ["hello", "--cohort-machine", "nodes 3, cpus 3", "--number", "4"],
            ["hello", "--number", "4", "--cohort-memory=1GiB", "--workers", "3"], ["hello", "--cohort-cpus=9", "--workers=3"],
        ])
    func takesMachines(_ line: [String]) throws {
        let outcome = try run(line)
        #expect(
            outcome.status == 0 && outcome.output.contains("Hello from a task on 3 workers"), "\(outcome.output)\(outcome.errors)"
        )
    }

    static let programs = ["hello", "saxpy", "heat", "stencil", "ghost", "circuit", "manual", "pagerank", "mssp", "taskbench"]

    @Test("Help and version are printed", arguments: programs)
    func helps(_ name: String) throws {
        let help = try run(name, "--help")
        #expect(help.status == 0 && help.output.contains("--workers"))
        let version = try run(name, "--version")
        #expect(version.status == 0 && version.output == "0.1.0\n")
    }

    @Test("The printed lines are those that scripts look for")
    func lines() throws {
        let constant = try run("stencil").output
        #expect(constant.contains("check completed successfully") && constant.contains("ELAPSED TIME = "))
        let slope = try run("stencil", "-prk", "-n", "20").output
        #expect(slope.contains("Solution validates\nRate (MFlops/s): ") && slope.contains("  Avg time (s): "))
        let circuit = try run("circuit", "-i", "2", "-npp", "4", "-wpp", "5", "-dump").output
        #expect(circuit.contains("GFLOPS = "))
        #expect(circuit.split(separator: "\n").filter { $0.split(separator: " ").count == 19 }.count == 20)
    }
}
