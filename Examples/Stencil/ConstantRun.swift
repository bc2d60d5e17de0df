import Cohort
import ExampleSupport

/// Legion's variant: both fields start at one constant, the antisymmetric weights cancel, and only the input grows.
struct ConstantRun {
    let shape: Shape
    /// Steps that are timed.
    var timedSteps = 20
    /// Steps before and after them, which are not.
    var prunedSteps = 5
    var initial = 1000

    /// Runs and checks: afterwards the input is initial + steps, and the output is initial, at every point of every tile.
    func run(_ cohort: Context) async throws -> StencilTimes {
        var times = StencilTimes()
        let watch = Stopwatch()
        let grid = Grid(shape)
        grid.owned.input.fill(Double(initial))
        grid.owned.output.fill(Double(initial))
        await cohort.fence()
        times.start = watch.seconds

        for _ in 0 ..< prunedSteps { grid.step() }
        await cohort.fence()
        let timer = Stopwatch()
        for _ in 0 ..< timedSteps { grid.step() }
        await cohort.fence()
        times.steps = timer.seconds
        for _ in 0 ..< prunedSteps { grid.step() }

        let final = Double(initial + timedSteps + 2 * prunedSteps)
        let wrong = countWrong(grid.tiles.input, grid.tiles.output, base: final, slope: 0, result: Double(initial)).sum()
        var checks = Checks()
        let count = try await wrong.value
        checks.expect(count == 0, "\(count) points do not have input \(final) and output \(initial)")
        try checks.verdict()
        return times
    }
}
