import Cohort

/// The region most tests use: points 0 … 99, two integers and two doubles each.
@FieldSpace
struct Line {
    var a: Int
    var b: Int
    var u: Double
    var v: Double
}

/// y[p] += by
@Task
func add(_ y: inout Field<Int, 1>, _ by: Int) {
    for p in y.domain { y[p] += by }
}

/// y[p] = value
@Task
func put(_ y: inout Discard<Int, 1>, _ value: Int) {
    for p in y.domain { y[p] = value }
}

/// The sum of all elements.
@Task
func total(_ x: borrowing Field<Int, 1>) -> Int {
    var sum = 0
    for p in x.domain { sum += x[p] }
    return sum
}

/// y[p] += by, as a reduction.
@Task
func accumulate(_ y: inout Reduce<Sum<Int>, 1>, _ by: Int) {
    for p in y.domain { y[p] += by }
}

/// y[p] = max(y[p], with), as a reduction.
@Task
func raise(_ y: inout Reduce<Maximum<Int>, 1>, _ with: Int) {
    for p in y.domain { y.fold(with, at: p) }
}
