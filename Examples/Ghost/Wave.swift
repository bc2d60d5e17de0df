import Cohort

/// A wave that travels round a ring: central differences over five points.
enum Wave {
    /// How far a point looks.
    static let radius = 2
    private static let timeStep = 0.05

    static func start(_ index: Int, of size: Int) -> Double { Double((index * 37 + size) % 101) / 101 }

    @inline(__always)
    static func slope(_ farLeft: Double, _ left: Double, _ right: Double, _ farRight: Double) -> Double {
        (farLeft - 8 * left + 8 * right - farRight) / 12
    }

    @inline(__always)
    static func next(_ value: Double, _ slope: Double) -> Double { value - timeStep * slope }
}

/// What each point of the ring carries.
@FieldSpace
struct Cell {
    var value: Double
    var slope: Double
}

@Task
func begin(_ value: inout Discard<Double, 1>, size: Int) {
    for p in value.domain { value[p] = Wave.start(p[0], of: size) }
}

/// The slopes of a block, from its values and the edges of its neighbours on the ring.
@Task
func differentiate(
    _ value: borrowing Field<Double, 1>, _ before: borrowing Field<Double, 1>, _ after: borrowing Field<Double, 1>,
    _ slope: inout Discard<Double, 1>, _ block: Block
) {
    func at(_ index: Int) -> Double {
        if index < block.first { return before[(index + block.ringSize) % block.ringSize] }
        return index > block.last ? after[index % block.ringSize] : value[index]
    }
    for p in slope.domain { slope[p] = Wave.slope(at(p[0] - 2), at(p[0] - 1), at(p[0] + 1), at(p[0] + 2)) }
}

/// Where a block lies.
struct Block {
    var first: Int
    var last: Int
    var ringSize: Int
}

@Task
func advance(_ value: inout Field<Double, 1>, _ slope: borrowing Field<Double, 1>) {
    for p in value.domain { value[p] = Wave.next(value[p], slope[p]) }
}
