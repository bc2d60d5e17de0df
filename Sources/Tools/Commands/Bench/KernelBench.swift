import CKernels
import Cohort

/// Loops through accessors against the same loops in C, in pairs on the same data, within one task.
enum KernelBench {
    static let all = [
        Benchmark(name: "kernel.saxpy", unit: "ns/element") { try await saxpy($0).ours },
        Benchmark(name: "kernel.saxpy.c", unit: "ns/element") { try await saxpy($0).c },
        Benchmark(name: "kernel.saxpy.ratio", unit: "ours/c") { try await saxpy($0).ratio },
        Benchmark(name: "kernel.stencil", unit: "ns/element") { try await stencil($0).ours },
        Benchmark(name: "kernel.stencil.c", unit: "ns/element") { try await stencil($0).c },
        Benchmark(name: "kernel.stencil.ratio", unit: "ours/c") { try await stencil($0).ratio },
    ]

    /// Medians of paired runs; the ratio is the median of the pairs' ratios, so that a change of speed midway does no harm.
    private struct Comparison {
        var ours: Double
        var c: Double
        var ratio: Double

        init(runs: Int, times: Int, elements: Int, ours: () -> Void, c: () -> Void) {
            let pairs = (0 ..< runs * 3).map { _ in (Self.time(times, ours), Self.time(times, c)) }
            let scale = Double(times * elements)
            self.ours = median(pairs.map { $0.0 }) / scale
            self.c = median(pairs.map { $0.1 }) / scale
            ratio = median(pairs.map { $0.0 / $0.1 })
        }

        private static func time(_ times: Int, _ body: () -> Void) -> Double {
            let start = ProcessorTime.ofThread
            for _ in 0 ..< times { body() }
            return ProcessorTime.ofThread - start
        }
    }

    /// 32,768 elements: both vectors stay in the second cache, so that the loop is measured and not the memory.
    private static func saxpy(_ options: BenchOptions) async throws -> Comparison {
        let count = 32_768
        return try await withCohort(options.runtime) { _ in
            let vectors = Region<Columns, 1>(0 ..< count)
            vectors.a.fill(1)
            vectors.b.fill(2)
            let builder = LaunchBuilder("saxpy", nil, file: #fileID, line: #line)
            builder.field(vectors.a, .read)
            builder.field(vectors.b, .readWrite)
            builder.value(Float(1e-6))
            builder.run { frame in
                let from = frame.column(0).origin.assumingMemoryBound(to: Float.self)
                let to = frame.column(1).origin.assumingMemoryBound(to: Float.self)
                frame.finish(
                    with: Comparison(
                        runs: options.runs, times: 500, elements: count, ours: { __task_saxpyKernel(frame.address) },
                        c: { cohort_c_saxpy(from, to, 1e-6, count) }))
            }
            let result: Future<Comparison> = builder.single()
            return try await result.value
        }
    }

    /// 254 × 254 inner points of 256 × 256 in double precision: 1 MiB, in the second cache or the third.
    private static func stencil(_ options: BenchOptions) async throws -> Comparison {
        let n = 256
        return try await withCohort(options.runtime) { _ in
            let grid = Region<Heat, 2>(0 ..< n, 0 ..< n)
            grid.now.fill(1)
            grid.next.fill(0)
            let inner = Rect<2>(lo: Point(1, 1), hi: Point(n - 2, n - 2))
            let middle = grid.partitioned(pieces: [inner])
            let builder = LaunchBuilder("stencil", nil, file: #fileID, line: #line)
            builder.field(grid.now, .read)
            builder.field(middle[0].next, .readWrite)
            builder.run { frame in
                let from = frame.column(0).origin.assumingMemoryBound(to: Double.self)
                let to = frame.column(1).origin.assumingMemoryBound(to: Double.self)
                frame.finish(
                    with: Comparison(
                        runs: options.runs, times: 200, elements: (n - 2) * (n - 2),
                        ours: { __task_stencilKernel(frame.address) },
                        c: { cohort_c_stencil(from, to, n) }))
            }
            let result: Future<Comparison> = builder.single()
            return try await result.value
        }
    }
}

/// One quantity, now and in the next step.
struct Heat: FieldSpace {
    var now: Double
    var next: Double
    static let fields = [field("now", \.now), field("next", \.next)]
}

/// A user's loop; what is timed is the task's body as the runtime calls it.
@Task
func saxpyKernel(_ x: borrowing Field<Float, 1>, _ y: inout Field<Float, 1>, _ a: Float) {
    for i in y.domain { y[i] += a * x[i] }
}

/// A user's loop over a plane.
@Task
func stencilKernel(_ now: borrowing Field<Double, 2>, _ next: inout Field<Double, 2>) {
    for p in next.domain {
        next[p] = 0.5 * now[p] + 0.125 * (now[p + (-1, 0)] + now[p + (1, 0)] + now[p + (0, -1)] + now[p + (0, 1)])
    }
}
