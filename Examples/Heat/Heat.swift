import ArgumentParser
import Cohort
import ExampleSupport

/// Heat spreading through a plate whose edge is kept cold and hot.
@main
struct Heat: Program {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "heat", abstract: "Heat in a plate: a 5-point stencil over tiles that overlap.", version: cohortVersion)
    }

    @Option(help: "Points along each side of the plate, its edge not counted.")
    var size = 1000

    @Option(help: "Tiles along each side; a size they do not divide gives fewer, or smaller last ones.")
    var tiles = 4

    @Option(help: "Time steps.")
    var steps = 100

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1 ... 100_000).contains(size) else { throw ValidationError("--size takes 1 to 100000, not \(size)") }
        guard (1 ... 1000).contains(tiles) else { throw ValidationError("--tiles takes 1 to 1000, not \(tiles)") }
        guard steps >= 0 else { throw ValidationError("--steps takes a number of at least 0, not \(steps)") }
    }

    func perform() async throws {
        try await withCohort(try common.runtimeOptions, named: "heat") { cohort in
            let plate = TiledPlate(size: size, tiles: tiles)
            plate.warm()
            await cohort.fence()

            let watch = Stopwatch()
            let change = try await plate.run(steps: steps).value
            let seconds = watch.seconds
            print(formatted("largest change in the last step: %.6g", change))
            print(formatted("ELAPSED TIME = %7.3f s, %.1f million points/s", seconds, rate(seconds)))

            try await check(plate, change)
            print("check completed successfully")
        }
    }

    private func rate(_ seconds: Double) -> Double {
        Double(size) * Double(size) * Double(steps) / max(seconds, 1e-9) / 1e6
    }

    /// Compares with plain loops over the whole plate, bit for bit.
    private func check(_ plate: TiledPlate, _ change: Double) async throws {
        let expected = PlainPlate(size: size, steps: steps)
        let found = try await plate.temperatures(afterSteps: steps)
        var checks = Checks()
        for (index, (a, b)) in zip(found, expected.temperatures).enumerated() where a != b {
            checks.expect(false, "point (\(index / (size + 2)), \(index % (size + 2))) is \(a), not \(b)")
        }
        checks.expect(change == expected.change, "the last change is \(change), not \(expected.change)")
        try checks.verdict()
    }
}
