import CLoops
import Cohort
import Harness

// Loops through accessors against C at -O3, on the same data, in turns, within one task.

@main struct Kernels {
    static func main() async throws {
        let harness = Harness()
        for count in [8_192, 1 << 22] {
            let name = "kernel.saxpy.\(count)"
            if harness.wants(name) { report(harness, name, try await saxpy(count, harness.runs), elements: count) }
        }
        for n in [256, 2048] {
            let name = "kernel.stencil.\(n)"
            if harness.wants(name) { report(harness, name, try await stencil(n, harness.runs), elements: (n - 2) * (n - 2)) }
        }
    }

    private static func report(_ harness: Harness, _ name: String, _ pair: Pair, elements: Int) {
        harness.report(name, pair.first / Double(elements), "ns/element")
        harness.report(name + ".c", pair.second / Double(elements), "ns/element")
        harness.report(name + ".ratio", pair.ratio, "ours/c")
    }

    private static func saxpy(_ count: Int, _ runs: Int) async throws -> Pair {
        try await withCohort(RuntimeOptions(workers: 1)) { _ in
            let vectors = Region<Vectors, 1>(0 ..< count)
            vectors.x.fill(1)
            vectors.y.fill(2)
            let builder = LaunchBuilder("saxpy", nil, file: #fileID, line: #line)
            builder.field(vectors.x, .read)
            builder.field(vectors.y, .readWrite)
            builder.run { frame in
                let x = Field<Float, 1>(frame, 0)
                var y = Field<Float, 1>(frame, 1)
                let from = frame.column(0).origin.assumingMemoryBound(to: Float.self)
                let to = frame.column(1).origin.assumingMemoryBound(to: Float.self)
                frame.finish(
                    with: Pair(
                        runs: runs, calls: max(1, 16_000_000 / count), { saxpyKernel(x, &y, 1e-6) },
                        { c_saxpy(from, to, 1e-6, count) }))
            }
            let result: Future<Pair> = builder.single()
            return try await result.value
        }
    }

    private static func stencil(_ n: Int, _ runs: Int) async throws -> Pair {
        try await withCohort(RuntimeOptions(workers: 1)) { _ in
            let grid = Region<Heat, 2>(0 ..< n, 0 ..< n)
            grid.now.fill(1)
            grid.next.fill(0)
            let middle = grid.partitioned(pieces: [Rect(lo: Point(1, 1), hi: Point(n - 2, n - 2))])
            let builder = LaunchBuilder("stencil", nil, file: #fileID, line: #line)
            builder.field(grid.now, .read)
            builder.field(middle[0].next, .readWrite)
            builder.run { frame in
                let now = Field<Double, 2>(frame, 0)
                var next = Field<Double, 2>(frame, 1)
                let from = frame.column(0).origin.assumingMemoryBound(to: Double.self)
                let to = frame.column(1).origin.assumingMemoryBound(to: Double.self)
                frame.finish(
                    with: Pair(
                        runs: runs, calls: max(1, 16_000_000 / (n * n)), { stencilKernel(now, &next) },
                        { c_stencil(from, to, n) }))
            }
            let result: Future<Pair> = builder.single()
            return try await result.value
        }
    }
}

struct Vectors: FieldSpace {
    var x: Float
    var y: Float
    static let fields = [field("x", \.x), field("y", \.y)]
}

struct Heat: FieldSpace {
    var now: Double
    var next: Double
    static let fields = [field("now", \.now), field("next", \.next)]
}

@inline(never)
func saxpyKernel(_ x: borrowing Field<Float, 1>, _ y: inout Field<Float, 1>, _ a: Float) {
    for i in y.domain { y[i] += a * x[i] }
}

@inline(never)
func stencilKernel(_ now: borrowing Field<Double, 2>, _ next: inout Field<Double, 2>) {
    for p in next.domain {
        next[p] = 0.5 * now[p] + 0.125 * (now[p + (-1, 0)] + now[p + (1, 0)] + now[p + (0, -1)] + now[p + (0, 1)])
    }
}
