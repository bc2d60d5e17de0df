import Cohort

// The data are chosen so that every value is known exactly: any lost, stale or misplaced halo shows.

/// How many points of a tile do not hold exactly these values.
@Task
func countWrong(
    _ input: borrowing Field<Double, 2>, _ output: borrowing Field<Double, 2>, base: Double, slope: Double, result: Double
) -> Int {
    var count = 0
    for p in output.domain where input[p] != base + slope * Double(p[0] + p[1]) || output[p] != result { count += 1 }
    return count
}

/// The sum of the absolute values of a tile.
@Task
func absoluteSum(_ output: borrowing Field<Double, 2>) -> Double {
    var sum = 0.0
    for p in output.domain { sum += abs(output[p]) }
    return sum
}

/// The time that a run took.
struct StencilTimes {
    /// Until the first step, in seconds.
    var start = 0.0
    /// Of the steps that count, in seconds.
    var steps = 0.0
}
