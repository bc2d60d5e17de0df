import Cohort

// Tasks of every form that the attributes know, for the tests to launch.

@FieldSpace struct Vec {
    var x: Float
    var y: Float
    var sum: Float { x + y }
}

@FieldSpace struct Zone {
    var mass, energy: Double
    var force: Double
    var count: Int
}

@Task func saxpy(_ x: borrowing Field<Float, 1>, _ y: inout Field<Float, 1>, a: Float) -> Float {
    for i in y.domain { y[i] += a * x[i] }
    return a
}

@Task func clear(_ x: inout Discard<Float, 1>, file: Int = 3, _ builder: Double) {
    for i in x.domain { x[i] = Float(file) + Float(builder) }
}

@Task func accumulate(_ sums: inout Reduce<Sum<Float>, 1>, into y: inout Write<Float, 1>, _: borrowing NoAccess<Float, 1>) {
    for i in sums.domain { sums[i] += 2 }
    for i in y.domain { y[i] = 7 }
}

struct Refusal: Error {}

@Task func refuse(_ x: borrowing Field<Float, 1>) throws -> Int { throw Refusal() }

@Task func increment(_ n: Int) -> Int { n + 1 }

@Task func rest() {}

@Task func fibonacci(_ n: Int) async throws -> Int {
    if n < 2 { return n }
    let first: Future<Int> = fibonacci(n - 1)
    let second: Future<Int> = fibonacci(n - 2)
    return try await first.value + second.value
}

@Task func scale(_ v: Region<Vec, 1>, _ x: borrowing Field<Float, 1>, _ y: inout Field<Float, 1>, by factor: Float) async {
    saxpy(v.x, &v.y, a: factor)
}

// The order of declaration is not that of the privileges, so accessors are renumbered.
@Access(Zone.self) struct Relax: ~Copyable {
    var energy: Field<Double, 1>
    let mass: Field<Double, 1>
    var count: Field<Int, 1>
    var force: Reduce<Sum<Double>, 1>
}

@Access(Zone.self) struct Masses: ~Copyable {
    let mass: Field<Double, 1>
}

enum Kernels {
    @Task static func relax(
        _ x: borrowing Field<Float, 1>, _ zones: inout Relax, _ others: borrowing Masses, _ y: inout Field<Float, 1>, k: Int = 2
    ) {
        for i in zones.domain {
            zones.energy[i] = zones.mass[i] * Double(k)
            zones.count[i] += k
            zones.force[i] += others.mass[i]
            y[i] = x[i] + 1
        }
    }
}

/// A partition into two pieces of equal size.
func halves<Space: FieldSpace>(of region: Region<Space, 1>) throws -> Partition<Space, 1> {
    region.partitioned(.equal, into: 2)
}
