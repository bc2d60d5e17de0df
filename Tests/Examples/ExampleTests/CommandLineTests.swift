import Foundation
import Testing

/// The programs as a shell sees them: what they print, and the status they end with.
@Suite struct CommandLineTests {
    struct Outcome {
        let status: Int32, output: String, errors: String
    }

    private func run(_ line: String...) throws -> Outcome { try run(line) }

    private func run(_ line: [String]) throws -> Outcome {
        let process = Process()
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        process.executableURL = folder.appending(path: line[0])
        process.arguments = Array(line.dropFirst())
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // Neither is longer than a pipe holds, so one after the other will do.
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        let complaint = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
            errors: String(decoding: complaint, as: UTF8.self))
    }

    static let good = [
        ["hello", "--number", "6", "--workers", "1"],
        ["saxpy", "--size", "1001", "--pieces", "7", "--workers", "2"],
        ["heat", "--size", "9", "--tiles", "2", "--steps", "3", "--workers", "3"],
        ["stencil"],
        ["stencil", "-prk", "-n", "20", "-iterations", "2", "-ntx", "2", "-nty", "3"],
        ["circuit", "-l", "2", "-i", "3", "-p", "2", "-npp", "4", "-wpp", "9", "-pct", "50", "-s", "1", "-checks", "-dump"],
        ["circuit", "-l", "1", "-i", "3", "-npp", "4", "-wpp", "9", "--no-reference"],
    ]

    @Test("Every example ends well on a small problem", arguments: good)
    func succeeds(_ line: [String]) throws {
        let outcome = try run(line)
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.output.isEmpty == false)
    }

    static let bad = [
        ["hello", "--squares", "0"], ["hello", "--workers", "0"], ["hello", "--workers", "4097"],
        ["saxpy", "--size", "x"], ["saxpy", "--pieces", "0"], ["heat", "--tiles"], ["heat", "--steps", "-1"],
        ["stencil", "-nx", "4"], ["stencil", "-bogus"], ["circuit", "-npp", "0"], ["circuit", "-pct", "101"],
        ["circuit", "-l", "0"], ["circuit", "extra"],
    ]

    @Test("A command line that cannot be understood ends with 2 and one line", arguments: bad)
    func refuses(_ line: [String]) throws {
        let outcome = try run(line)
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(outcome.errors.hasPrefix(line[0] + ": "))
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }

    @Test("Help and version are printed", arguments: ["hello", "saxpy", "heat", "stencil", "circuit"])
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
