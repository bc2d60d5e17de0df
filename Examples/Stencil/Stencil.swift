import ArgumentParser
import Cohort
import ExampleSupport

/// The stencil of the Parallel Research Kernels: a star of radius 2 over tiles that overlap.
@main
struct Stencil: Program {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "stencil", abstract: "The stencil of the Parallel Research Kernels, a star of radius 2.",
            discussion: """
                Without -prk both fields start at a constant (Legion's variant), and the grid is -nx by -ny with its border. With \
                -prk the input is a slope (the kernels' own check), and the grid is -n by -n. Either way every result is \
                known exactly, and checked.
                """, version: cohortVersion)
    }

    @Option(name: .customLong("nx", withSingleDash: true), help: "Points in x, with 2 of border on each side.")
    var width = 12
    @Option(name: .customLong("ny", withSingleDash: true), help: "Points in y, with 2 of border on each side.")
    var height = 12
    @Option(name: .customLong("ntx", withSingleDash: true), help: "Tiles in x.")
    var tilesAcross = 4
    @Option(name: .customLong("nty", withSingleDash: true), help: "Tiles in y.")
    var tilesDown = 4
    @Option(name: .customLong("tsteps", withSingleDash: true), help: "Steps that are timed.")
    var timedSteps = 20
    @Option(name: .customLong("tprune", withSingleDash: true), help: "Steps before and after them that are not.")
    var prunedSteps = 5
    @Option(name: .customLong("init", withSingleDash: true), help: "Where both fields start.")
    var initial = 1000

    @Flag(name: .customLong("prk", withSingleDash: true), help: "Runs the kernels' own check.")
    var isSlope = false
    @Option(name: .customShort("n"), help: "With -prk: points in x and y.")
    var side = 1000
    @Option(name: .customLong("iterations", withSingleDash: true), help: "With -prk: applications after the first.")
    var iterations = 10

    @OptionGroup var common: CommonOptions

    private var shape: Shape {
        Shape(
            width: isSlope ? side : width, height: isSlope ? side : height, tilesAcross: tilesAcross, tilesDown: tilesDown)
    }

    func validate() throws {
        if let problem = shape.problem { throw ValidationError(problem) }
        for (name, value, least) in [("tsteps", timedSteps, 0), ("tprune", prunedSteps, 0), ("iterations", iterations, 1)] {
            guard (least ... 1_000_000_000).contains(value) else {
                throw ValidationError("-\(name) takes a number from \(least) to 1000000000, not \(value)")
            }
        }
        // Beyond, 1 more is no other Double.
        guard abs(initial) <= 1 << 50 else { throw ValidationError("-init takes a number between ±2^50, not \(initial)") }
    }

    func perform() async throws {
        try await withCohort(try common.runtimeOptions, named: "stencil") { cohort in
            if isSlope { try await runSlope(cohort) } else { try await runConstant(cohort) }
        }
    }

    private func runConstant(_ cohort: Context) async throws {
        let run = ConstantRun(shape: shape, timedSteps: timedSteps, prunedSteps: prunedSteps, initial: initial)
        let times = try await run.run(cohort)
        print("check completed successfully")
        report(times)
    }

    private func runSlope(_ cohort: Context) async throws {
        let run = SlopeRun(shape: shape, iterations: iterations)
        let times = try await run.run(cohort)
        report(times)
        print("Solution validates")
        let rate = run.rate(times)
        print(formatted("Rate (MFlops/s): %f  Avg time (s): %f", rate.megaflops, rate.seconds))
    }

    private func report(_ times: StencilTimes) {
        print(formatted("INIT TIME = %7.3f s", times.start))
        print(formatted("ELAPSED TIME = %7.3f s", times.steps))
    }
}
