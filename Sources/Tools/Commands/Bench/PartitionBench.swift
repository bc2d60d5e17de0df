import Cohort

/// What operators that divide regions cost, against loops written by hand that make the same lists.
enum PartitionBench {
    static let all = compared + grown

    // MARK: Ten million points in a thousand colours

    private static let points = 10_000_000
    private static let colors = 1_000

    private static let compared: [Benchmark] = [
        byField("random", .random(below: colors)), byField("runs", .stairs(points / colors)),
        byField("short", .cycle(10, below: colors)),
        image("random", .random(below: points)), image("near", .near(1_000)), image("identity", .stairs(1)),
        preimage("random", .random(below: points)), preimage("near", .near(1_000)), preimage("identity", .stairs(1)),
        .measured("partition.preimage.scattered", "ms") { options in
            try await measure(options, .random(below: points)) { line in
                line.partitioned(by: { $0.value &* 7_919 % 1_009 % colors }, colors: 0 ..< colors)
            } ours: { line, pieces in
                line.partitioned(preimageOf: pieces, through: \.data)
            } loop: { data, pieces in
                ListLoops.preimage(of: pieces, data)
            }
        },
    ]

    private static func byField(_ name: String, _ data: Numbers) -> Benchmark {
        .measured("partition.field.\(name)", "ms") { options in
            try await measure(options, data) {
                $0.partitioned(.equal, into: 1)
            } ours: { line, _ in
                line.partitioned(by: \.data, colors: 0 ..< colors)
            } loop: { data, _ in
                ListLoops.byColor(data.count, colors) { data[$0] }
            }
        }
    }

    private static func image(_ name: String, _ data: Numbers) -> Benchmark {
        .measured("partition.image.\(name)", "ms") { options in
            try await measure(options, data) {
                $0.partitioned(.equal, into: colors)
            } ours: { line, blocks in
                line.partitioned(imageOf: blocks.data)
            } loop: { data, blocks in
                ListLoops.image(of: blocks, data)
            }
        }
    }

    private static func preimage(_ name: String, _ data: Numbers) -> Benchmark {
        .measured("partition.preimage.\(name)", "ms") { options in
            try await measure(options, data) {
                $0.partitioned(.equal, into: colors)
            } ours: { line, blocks in
                line.partitioned(preimageOf: blocks, through: \.data)
            } loop: { data, blocks in
                ListLoops.preimage(of: blocks, data)
            }
        }
    }

    /// Times the operator and the loop in turns, on the data of one field.
    private static func measure(
        _ options: BenchOptions, _ numbers: Numbers, given: @escaping @Sendable (Region<Datum, 1>) -> Partition<Datum, 1>,
        ours: @escaping @Sendable (Region<Datum, 1>, Partition<Datum, 1>) -> Partition<Datum, 1>,
        loop: @escaping @Sendable (UnsafeBufferPointer<Int>, [[ClosedRange<Int>]]) -> RunLists
    ) async throws -> Measurement {
        try await withCohort(options.runtime) { cohort in
            let line = Region<Datum, 1>(0 ..< points)
            let data = [Int](unsafeUninitializedCapacity: points) { numbers.write(to: $0, count: &$1) }
            try await line.data.overwriting { field in for point in field.domain { field[point] = data[point[0]] } }
            let input = given(line)
            let pieces = (0 ..< input.count).map { input.domain($0).ranges }
            var times: (ours: [Double], loop: [Double]) = ([], [])
            for run in 0 ... options.runs {
                let start = ProcessorTime.ofProcess
                do {
                    let made = ours(line, input)
                    keep(made.domain(0).volume)
                }
                let middle = ProcessorTime.ofProcess
                keep(data.withUnsafeBufferPointer { loop($0, pieces).starts.count })
                // The first run takes the memory.
                if run > 0 {
                    times.ours.append(middle - start)
                    times.loop.append(ProcessorTime.ofProcess - middle)
                }
                await cohort.fence()
            }
            return Measurement(median(times.ours) / 1e6, byHand: median(times.loop) / 1e6, count: points)
        }
    }

    // MARK: Growth

    private static let grown: [Benchmark] = PartitionOperators.all.flatMap { name, make in
        [10_000, 100_000, 1_000_000].map { count in
            .measured("partition.growth.\(name).\(count)", "ms") { options in
                try await withCohort(options.runtime) { _ in
                    let operation = try await make(count)
                    return Measurement(timed(options) { operation() } / 1e6, count: count)
                }
            }
        }
    }

    /// The median processor time of a body, after one call that takes the memory.
    private static func timed(_ options: BenchOptions, _ body: () -> Void) -> Double {
        body()
        return median(
            (0 ..< options.runs).map { _ in
                let start = ProcessorTime.ofProcess
                body()
                return ProcessorTime.ofProcess - start
            })
    }
}

/// One field of integers.
struct Datum: FieldSpace {
    var data: Int
    static let fields = [field("data", \.data)]
}

/// A use of a value that the optimiser cannot see through.
@inline(never)
func keep(_ value: Int) {}

/// The use of a partition that waits for its pieces.
func keep<Space, let N: Int>(_ partition: Partition<Space, N>) { keep(partition.domain(0).volume) }

extension Domain {
    /// The runs of a domain in one dimension.
    fileprivate var ranges: [ClosedRange<Int>] {
        withRectangles { flat in stride(from: 0, to: flat.count, by: 2).map { flat[$0] ... flat[$0 + 1] } }
    }
}
