import ArgumentParser
import Cohort
import ExampleSupport

/// A wave on a ring, by tasks that live as long as the run and send each other their edges.
@main
struct Ghost: Program {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "ghost", abstract: "Explicit ghost regions: long tasks that exchange their edges by copies.",
            discussion: """
                Each block of the ring has one task for the whole run. All are launched together as a must-epoch, and go on side by side: \
                copies fill the neighbours' ghost regions, and phase barriers say when these are ready and when they are empty again.
                """, version: cohortVersion)
    }

    @Option(help: "Points of the ring.")
    var size = 1024
    @Option(help: "Blocks, one task for each; at least 2, of at least \(Wave.radius) points.")
    var blocks = 4
    @Option(help: "Time steps.")
    var steps = 10
    @Flag(inversion: .prefixedNo, help: "Two ghost regions in turn, so that a copy need not wait until the one before is used.")
    var double = true
    @Option(help: "In this step the first task's copy to its right neighbour does not arrive: see what the runtime says.")
    var lose: Int?
    /// Each task needs a thread of its own.
    @Option(help: "Threads that run tasks; as many as blocks unless given.")
    var workers: Int?

    func validate() throws {
        guard (2 ... 4096).contains(blocks) else { throw ValidationError("--blocks takes 2 to 4096, not \(blocks)") }
        guard (blocks * Wave.radius ... 100_000_000).contains(size) else {
            throw ValidationError("--size takes \(blocks * Wave.radius) to 100000000 for \(blocks) blocks, not \(size)")
        }
        guard steps >= 0 else { throw ValidationError("--steps takes a number of at least 0, not \(steps)") }
    }

    func perform() async throws {
        var options = try RuntimeOptions.ofCommandLine(CommandLine.arguments)
        options.workers = workers ?? max(blocks, options.workers)
        try await withCohort(options, named: "ghost") { cohort in
            let ring = SplitRing(size: size, blocks: blocks, buffers: double ? 2 : 1, lostStep: lose)
            await cohort.fence()
            let watch = Stopwatch()
            let together = try await ring.run(steps: steps)
            let seconds = watch.seconds
            print("shards that ran at the same time: \(together)")
            try await check(ring, together)
            print("check completed successfully")
            print(formatted("ELAPSED TIME = %7.3f s", seconds))
        }
    }

    /// Compares with plain loops over the whole ring, bit for bit.
    private func check(_ ring: SplitRing, _ together: Int) async throws {
        let expected = PlainRing(size: size, steps: steps).values
        let found = try await ring.cells.value.values()
        var checks = Checks()
        for (index, (a, b)) in zip(found, expected).enumerated() where a != b {
            checks.expect(false, "point \(index) is \(a), not \(b)")
        }
        // With fewer steps the tasks far apart need not wait for each other.
        if steps > blocks { checks.expect(together == blocks, "only \(together) of \(blocks) shards ran at the same time") }
        try checks.verdict()
    }
}
