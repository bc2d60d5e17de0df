import CHooks
import Cohort
import Harness

// What a task costs that does nothing: one line for each number of arguments, form of launch and number of workers.

@main struct OneTaskLife {
    static func main() async throws {
        let harness = Harness()
        for workers in [1, 2] {
            for form in Form.allCases {
                for arguments in [0, 1, 2, 4] {
                    let name = "task.\(form).\(arguments)arg.\(workers)worker\(workers == 1 ? "" : "s")"
                    guard harness.wants(name) else { continue }
                    let cost = try await measure(form, arguments: arguments, workers: workers, runs: harness.runs)
                    harness.report(name, cost.processor, "ns")
                    harness.report(name + ".wall", cost.wall, "ns")
                    harness.report(name + ".allocations", cost.allocations, "allocations")
                    harness.report(name + ".objects", cost.objects, "objects")
                    harness.report(name + ".retains", cost.retains, "retains")
                    harness.report(name + ".releases", cost.releases, "releases")
                }
            }
        }
    }

    /// Medians of timed runs, then one counted run; counting slows, so it is apart.
    private static func measure(_ form: Form, arguments: Int, workers: Int, runs: Int) async throws -> Cost {
        let taskCount = 160_000
        return try await withCohort(RuntimeOptions(workers: workers)) { cohort in
            let blocks = Columns.blocks(16)
            func run() async {
                for index in 0 ..< taskCount / form.width { form.launch(blocks, arguments, piece: index & 15) }
                await cohort.fence()
            }
            await run()
            var processor: [Double] = []
            var wall: [Double] = []
            for _ in 0 ..< runs {
                let (start, startWall) = (Clock.process.now, Clock.wall.now)
                await run()
                wall.append((Clock.wall.now - startWall) / Double(taskCount))
                processor.append((Clock.process.now - start) / Double(taskCount))
            }
            hooks_start()
            await run()
            let counts = hooks_stop()
            return Cost(
                processor: Harness.median(processor), wall: Harness.median(wall),
                allocations: Double(counts.allocations) / Double(taskCount), objects: Double(counts.objects) / Double(taskCount),
                retains: Double(counts.retains) / Double(taskCount), releases: Double(counts.releases) / Double(taskCount))
        }
    }
}

/// What one empty task costs.
struct Cost {
    var processor: Double
    var wall: Double
    var allocations: Double
    var objects: Double
    var retains: Double
    var releases: Double
}

/// One task for each of 16 pieces in one launch, or 16 launches in turn.
enum Form: String, CaseIterable, CustomStringConvertible {
    case index
    case single

    var description: String { rawValue }
    var width: Int { self == .index ? 16 : 1 }

    func launch(_ blocks: Partition<Columns, 1>, _ arguments: Int, piece: Int) {
        let builder = LaunchBuilder("empty", Bodies.all[arguments], file: #fileID, line: #line)
        switch self {
        case .index:
            if arguments == 0 { builder.over(blocks.colors) }
            if arguments > 0 { builder.field(blocks.a, arguments > 1 ? .read : .readWrite) }
            if arguments > 1 { builder.field(blocks.b, arguments > 2 ? .read : .readWrite) }
            if arguments > 2 { builder.field(blocks.c, .readWrite) }
            if arguments > 3 { builder.field(blocks.d, .readWrite) }
            let _: FutureMap<Void> = builder.index()
        case .single:
            if arguments > 0 {
                let block = blocks[piece]
                builder.field(block.a, arguments > 1 ? .read : .readWrite)
                if arguments > 1 { builder.field(block.b, arguments > 2 ? .read : .readWrite) }
                if arguments > 2 { builder.field(block.c, .readWrite) }
                if arguments > 3 { builder.field(block.d, .readWrite) }
            }
            let _: Future<Void> = builder.single()
        }
    }
}

/// Bodies by number of arguments; each makes its accessors, and does nothing.
enum Bodies {
    static let all: [Int: TaskBody] = [0: { _ in }, 1: { open($0, 1) }, 2: { open($0, 2) }, 4: { open($0, 4) }]

    private static func open(_ address: UnsafeMutableRawPointer, _ count: Int) {
        let frame = TaskFrame(address)
        for index in 0 ..< count { touch(Field<Float, 1>(frame, index)) }
    }

    @inline(never)
    private static func touch(_ field: borrowing Field<Float, 1>) {}
}

struct Columns: FieldSpace {
    var a: Float
    var b: Float
    var c: Float
    var d: Float
    static let fields = [field("a", \.a), field("b", \.b), field("c", \.c), field("d", \.d)]

    /// 16,000 points in `count` blocks, all fields filled.
    static func blocks(_ count: Int) -> Partition<Columns, 1> {
        let region = Region<Columns, 1>(0 ..< 16_000)
        region.a.fill(1)
        region.b.fill(1)
        region.c.fill(1)
        region.d.fill(1)
        let length = 16_000 / count
        let pieces = (0 ..< count).compactMap {
            try? Domain(Rect<1>(lo: Point($0 * length), hi: Point(($0 + 1) * length - 1)))
        }
        return region.partitioned(pieces: pieces)
    }
}
