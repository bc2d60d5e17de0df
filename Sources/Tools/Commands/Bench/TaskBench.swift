import CAllocations
import Cohort

/// What a task costs that does nothing: launch, checks, dependences on the task before, execution, completion.
///
/// The launches are those of a time step loop: the same partition again and again, each task after the same piece's last one.
enum TaskBench {
    static let all = [
        index("task.index.0arg", arguments: 0), index("task.index.1arg", arguments: 1), index("task.index.2arg", arguments: 2),
        index("task.index.4arg", arguments: 4),
        Benchmark(name: "task.index.1arg.allocations", unit: "allocations") { options in
            guard cohort_can_count_allocations() != 0 else { return nil }
            return try await run(options, tasksPerLaunch: 16, counting: true) { launchIndex($0, 1) }
        },
        Benchmark(name: "task.single.1arg", unit: "ns") { options in
            try await run(options, tasksPerLaunch: 1, counting: false) { launchSingle($0) }
        },
    ]

    private static func index(_ name: String, arguments: Int) -> Benchmark {
        Benchmark(name: name, unit: "ns") { options in
            try await run(options, tasksPerLaunch: 16, counting: false) { launchIndex($0, arguments) }
        }
    }

    /// The median over the runs of processor time, or of allocations, per task.
    private static func run(
        _ options: BenchOptions, tasksPerLaunch: Int, counting: Bool, _ launch: @escaping @Sendable (Workpiece) -> Void
    ) async throws -> Double {
        let taskCount = 320_000
        let launchCount = taskCount / tasksPerLaunch
        return try await withCohort(options.runtime) { cohort in
            let workpiece = Workpiece(pieces: 16)
            var values: [Double] = []
            for run in 0 ... options.runs {
                cohort_count_allocations(counting ? 1 : 0)
                let before = counting ? Double(cohort_allocation_count()) : ProcessorTime.ofProcess
                for _ in 0 ..< launchCount { launch(workpiece) }
                await cohort.fence()
                let after = counting ? Double(cohort_allocation_count()) : ProcessorTime.ofProcess
                cohort_count_allocations(0)
                // The first run fills the rings and the caches.
                if run > 0 { values.append((after - before) / Double(launchCount * tasksPerLaunch)) }
            }
            return median(values)
        }
    }

    static func launchIndex(_ workpiece: Workpiece, _ arguments: Int) {
        let blocks = workpiece.blocks
        let builder: LaunchBuilder
        switch arguments {
        case 0:
            builder = LaunchBuilder("empty", emptyBody, file: #fileID, line: #line)
            builder.over(blocks.colors)
        case 1:
            builder = LaunchBuilder("one", oneBody, file: #fileID, line: #line)
            builder.field(blocks.a, .readWrite)
        case 2:
            builder = LaunchBuilder("two", twoBody, file: #fileID, line: #line)
            builder.field(blocks.a, .read)
            builder.field(blocks.b, .readWrite)
        default:
            builder = LaunchBuilder("four", fourBody, file: #fileID, line: #line)
            builder.field(blocks.a, .read)
            builder.field(blocks.b, .read)
            builder.field(blocks.c, .readWrite)
            builder.field(blocks.d, .readWrite)
        }
        let _: FutureMap<Void> = builder.index()
    }

    static func launchSingle(_ workpiece: Workpiece) {
        let builder = LaunchBuilder("one", oneBody, file: #fileID, line: #line)
        builder.field(workpiece.blocks[3].a, .readWrite)
        let _: Future<Void> = builder.single()
    }

    /// A step of a stencil in two launches: who reads the halo follows three writers.
    static func launchHalo(_ workpiece: Workpiece) {
        for (source, target) in [(workpiece.halos.a, workpiece.blocks.b), (workpiece.halos.b, workpiece.blocks.a)] {
            let builder = LaunchBuilder("two", twoBody, file: #fileID, line: #line)
            builder.field(source, .read)
            builder.field(target, .readWrite)
            let _: FutureMap<Void> = builder.index()
        }
    }
}

/// Four columns to pass.
struct Columns: FieldSpace {
    var a: Float
    var b: Float
    var c: Float
    var d: Float
    static let fields = [field("a", \.a), field("b", \.b), field("c", \.c), field("d", \.d)]
}

// Bodies as the macro would write them: each makes its accessors, and does nothing.

private func emptyBody(_ frame: UnsafeMutableRawPointer) {}

private func oneBody(_ address: UnsafeMutableRawPointer) {
    let frame = TaskFrame(address)
    touch(Field<Float, 1>(frame, 0))
}

private func twoBody(_ address: UnsafeMutableRawPointer) {
    let frame = TaskFrame(address)
    touch(Field<Float, 1>(frame, 0))
    touch(Field<Float, 1>(frame, 1))
}

private func fourBody(_ address: UnsafeMutableRawPointer) {
    let frame = TaskFrame(address)
    for index in 0 ..< 4 { touch(Field<Float, 1>(frame, index)) }
}

/// A call that the optimiser cannot see through, so that the accessor is made.
@inline(never)
private func touch(_ field: borrowing Field<Float, 1>) {}
