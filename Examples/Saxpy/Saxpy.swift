import ArgumentParser
import Cohort
import ExampleSupport

// y ← a·x + y over pieces of two fields, and a dot product whose bits do not depend on the number of workers.

@FieldSpace
struct Vec {
    var x: Float
    var y: Float
}

/// Reads x, reads and writes y: the parameters say so, and the launch shows it with `&`.
@Task
func axpy(_ x: borrowing Field<Float, 1>, _ y: inout Field<Float, 1>, a: Float) {
    for i in y.domain { y[i] += a * x[i] }
}

/// A piece's part of the dot product.
@Task
func dot(_ x: borrowing Field<Float, 1>, _ y: borrowing Field<Float, 1>) -> Double {
    var sum = 0.0
    for i in x.domain { sum += Double(x[i]) * Double(y[i]) }
    return sum
}

@main
struct Saxpy: Program {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "saxpy", abstract: "y ← a·x + y, in pieces.", version: cohortVersion)
    }

    @Option(help: "Elements of each vector.")
    var size = 1_000_000

    @Option(help: "Pieces the vectors are cut into.")
    var pieces = 8

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard size > 0 else { throw ValidationError("--size takes a number of at least 1, not \(size)") }
        guard (1 ... 1_000_000).contains(pieces) else { throw ValidationError("--pieces takes 1 to 1000000, not \(pieces)") }
    }

    func perform() async throws {
        try await withCohort(try common.runtimeOptions, named: "saxpy") { cohort in
            let v = Region<Vec, 1>(0 ..< size)
            let blocks = v.partitioned(.equal, into: pieces)
            v.x.set((0 ..< size).map { Float($0 % 1000) })
            v.y.fill(2)
            await cohort.fence()

            let watch = Stopwatch()
            axpy(blocks.x, &blocks.y, a: 1.5)  // one task for each block
            axpy(blocks[0].x, &blocks[0].y, a: 0.5)  // one task
            let total = dot(blocks.x, blocks.y).sum()  // ordered after both; the blocks' parts are added in order
            let product = try await total.value
            print(formatted("x · y = %.17g in %.6f s", product, watch.seconds))

            try await check(v, blocks, product)
            print("check completed successfully")
        }
    }

    /// Compares with the same sums by plain loops, bit for bit.
    private func check(_ v: Region<Vec, 1>, _ blocks: Partition<Vec, 1>, _ product: Double) async throws {
        let y = try await v.y.values()
        var checks = Checks()
        var expectedProduct = 0.0
        var end = 0
        for block in 0 ..< pieces {
            let start = end
            end += blocks.domain(block).volume
            var part = 0.0
            for i in start ..< end {
                let x = Float(i % 1000)
                let expected = 2 + 1.5 * x + (block == 0 ? 0.5 * x : 0)
                checks.expect(y[i] == expected, "y[\(i)] is \(y[i]), not \(expected)")
                part += Double(x) * Double(expected)
            }
            expectedProduct += part
        }
        checks.expect(product == expectedProduct, "x · y is \(product), not \(expectedProduct)")
        try checks.verdict()
    }
}
