import Testing

/// The explicit-ghost stencil: long tasks that exchange their edges.
@Suite struct GhostTests {
    static let problems = [
        ["--blocks", "4"], ["--blocks", "16"], ["--blocks", "2", "--size", "4"],
        ["--blocks", "3", "--size", "7", "--steps", "30"],
        ["--blocks", "5", "--size", "1000", "--steps", "1"], ["--blocks", "2", "--steps", "0"],
    ]

    @Test(
        "T18: any blocks give the serial result, with one buffer and with two", arguments: problems, ["--double", "--no-double"])
    func agrees(_ line: [String], _ buffers: String) throws {
        let outcome = try runProgram(["ghost", buffers] + line)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("check completed successfully"))
    }

    @Test("T18: all shards run at the same time")
    func together() throws {
        for blocks in ["4", "16"] {
            let outcome = try runProgram(["ghost", "--blocks", blocks, "--steps", "20"])
            #expect(outcome.output.hasPrefix("shards that ran at the same time: \(blocks)\n"))
        }
    }

    @Test("T18: a lost arrival ends in an error that names barrier and generation", arguments: ["--double", "--no-double"])
    func lostArrival(_ buffers: String) throws {
        let outcome = try runProgram(["ghost", "--lose", "3", buffers])
        let lost =
            buffers == "--double"
            ? "generation 1 of barrier 'ready: before[1], buffer 1'" : "generation 3 of barrier 'ready: before[1], buffer 0'"
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("barrier.stalled") && outcome.errors.contains(lost))
    }

    @Test("Fewer workers than shards are refused, not a hang")
    func tooFewWorkers() throws {
        let outcome = try runProgram(["ghost", "--workers", "2"])
        #expect(outcome.status == 1 && outcome.errors.contains("launch.too-many-concurrent"))
    }
}
