import Cohort

/// What a task costs in programs with many regions, partitions and fields, and in long ones.
///
///     scale.regions.N      tasks, each on one of N regions in turn
///     scale.partitions.N   index launches over 4 points, each through one of N partitions of one region
///     scale.fields.N       tasks, each on one of N fields of one region
///     scale.tasks.N        N tasks on the same 1,000 regions
enum ScaleBench {
    static let all =
        [1_000, 1_000_000].map(regions) + [100, 100_000].map(partitions) + [10, 10_000].map(fields) + [10_000_000].map(tasks)

    /// Tasks after a round that brings all data into being.
    private static func regions(_ count: Int) -> Benchmark {
        benchmark("scale.regions.\(count)", tasks: max(1_000_000, count)) {
            let dots = dots(count)
            return { dots[$0 % count].launch() }
        }
    }

    private static func tasks(_ count: Int) -> Benchmark {
        benchmark("scale.tasks.\(count)", tasks: count) {
            let dots = dots(1_000)
            return { dots[$0 % 1_000].launch() }
        }
    }

    private static func dots(_ count: Int) -> [Dot] {
        let dots = (0 ..< count).map { _ in Dot(region: Region<Columns, 1>(0 ..< 1)) }
        for dot in dots { dot.region.a.fill(1) }
        for dot in dots { dot.launch() }
        return dots
    }

    private static func partitions(_ count: Int) -> Benchmark {
        benchmark("scale.partitions.\(count)", tasks: max(400_000, 4 * count), each: 4) {
            let line = Region<Columns, 1>(0 ..< 4 * count)
            line.a.fill(1)
            // Each has four points of its own, so that none meets another.
            let partitions = (0 ..< count).map { (number: Int) -> Partition<Columns, 1> in
                let pieces: [Rect<1>] = (4 * number ..< 4 * number + 4).map { Rect($0 ..< $0 + 1) }
                return line.partitioned(pieces: pieces)
            }
            for partition in partitions { change(&partition.a) }
            return { change(&partitions[$0 % count].a) }
        }
    }

    private static func fields(_ count: Int) -> Benchmark {
        benchmark("scale.fields.\(count)", tasks: 400_000) {
            let columns = DynamicFields.Layout("many", [])
            for number in 0 ..< count { try columns.add("f\(number)", of: Float.self) }
            let table = Region<DynamicFields, 1>(over: try Domain(Rect(0 ..< 1)), fields: columns)
            var fields = (0 ..< count).map { table.field("f\($0)", as: Float.self) }
            for index in fields.indices {
                fields[index].fill(1)
                change(&fields[index])
            }
            return { change(&fields[$0 % count]) }
        }
    }

    /// Processor time a task, of tasks that the closure launches by number, `each` at a time.
    private static func benchmark(
        _ name: String, tasks: Int, each: Int = 1, _ make: @escaping @Sendable () async throws -> (Int) -> Void
    ) -> Benchmark {
        Benchmark.measured(name, "ns a task") { options in
            let value = try await withCohort(options.runtime) { cohort in
                let launch = try await make()
                await cohort.fence()
                var times: [Double] = []
                for _ in 0 ..< (tasks > 2_000_000 ? 1 : options.runs) {
                    let before = ProcessorTime.ofProcess
                    for number in 0 ..< tasks / each { launch(number) }
                    await cohort.fence()
                    times.append((ProcessorTime.ofProcess - before) / Double(tasks))
                }
                return median(times)
            }
            return Measurement(value, count: tasks)
        }
    }

    /// A region of one point.
    private struct Dot {
        var region: Region<Columns, 1>
        func launch() { change(&region.a) }
    }
}

@Task private func change(_ x: inout Field<Float, 1>) {}
