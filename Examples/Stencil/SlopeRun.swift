import Cohort
import ExampleSupport

/// The Parallel Research Kernels' variant: the input is a slope, so each application adds exactly 2 at every inner point.
struct SlopeRun {
    let shape: Shape
    /// Applications after the first, which is not timed.
    var iterations = 10

    /// Runs and checks: afterwards every inner output is 2·(iterations + 1), and every input x + y + iterations + 1.
    func run(_ cohort: Context) async throws -> StencilTimes {
        var times = StencilTimes()
        let watch = Stopwatch()
        let grid = Grid(shape)
        slope(&grid.owned.input)
        grid.owned.output.fill(0)
        await cohort.fence()
        times.start = watch.seconds

        grid.step()
        await cohort.fence()
        let timer = Stopwatch()
        for _ in 0 ..< iterations { grid.step() }
        await cohort.fence()
        times.steps = timer.seconds

        let applications = Double(iterations + 1)
        let wrong = countWrong(
            grid.tiles.input, grid.tiles.output, base: applications, slope: 1, result: 2 * applications
        ).sum()
        let norm = try await absoluteSum(grid.tiles.output).sum().value / Double(shape.innerVolume)
        let count = try await wrong.value
        var checks = Checks()
        checks.expect(abs(norm - 2 * applications) <= 1e-8, "the norm of the output is \(norm), not \(2 * applications)")
        checks.expect(count == 0, "\(count) points do not have exactly the output \(2 * applications), or not their input")
        try checks.verdict()
        return times
    }

    /// The rate in million operations a second, and the time of one application.
    func rate(_ times: StencilTimes) -> (megaflops: Double, seconds: Double) {
        let seconds = times.steps / Double(max(1, iterations))
        return (1e-6 * Double(Star.operationCount * shape.innerVolume) / max(seconds, 1e-12), seconds)
    }
}
