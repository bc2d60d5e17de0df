import CohortWitness
import Testing

/// Why an operation came when it did.
@Suite struct StoryTests {
    private static let line = Box(low: [0], high: [9])

    private static func story(_ run: SyntheticRun, _ operation: Int) throws -> String {
        let log = try run.read()
        return "\(OperationStory(of: operation, in: log, Timeline(log)))"
    }

    /// Two tasks that follow each other, of which the second could begin when the first was over.
    private static func pair(
        _ first: SyntheticRun.Use.Kind, _ second: SyntheticRun.Use.Kind
    ) -> (run: SyntheticRun, later: Int) {
        var run = SyntheticRun()
        let region = run.region("plate", line, fields: ["heat"])
        let one = run.launch("first", at: 1_000, first.use(of: region))[0]
        let other = run.launch("second", at: 2_000, second.use(of: region))[0]
        run.edge(one, other)
        run.ran(one, 3_000 ..< 5_003_000)
        run.ran(other, 7_003_000 ..< 7_503_000, worker: 1)
        return (run, other)
    }

    @Test func timesAreToldFromTheFirst() throws {
        let (run, later) = Self.pair(.readWrite, .read)
        let story = try Self.story(run, later)
        #expect(story.hasPrefix("'second' (Program.swift:16), operation \(later) of 'main'\n"))
        #expect(story.contains("asked for at 1.0 µs\n"))
        #expect(story.contains("waited 5.0 ms for 'first' (Program.swift:14), which was over at 5.0 ms"))
        #expect(story.contains("began at 7.0 ms on worker 1, 2.0 ms after it could have: 0.0 of 2 workers were busy"))
        #expect(story.contains("ran for 500.0 µs, and went well"))
    }

    /// What the two share, and what would remove the dependence.
    @Test(
        arguments: [
            (
                .readWrite, .read, "it changes and this one reads plate.heat at 10 points 0…9",
                "nothing: it needs what the other leaves"
            ),
            (
                .read, .discard, "it reads and this one writes plate.heat at 10 points 0…9",
                "let this one write a field or region of its own"
            ),
            (.discard, .discard, "it writes and this one writes", "leave the first out, if nobody reads what it writes"),
            (.readWrite, .readWrite, "it changes and this one changes", "a reduction for both, if they only add up"),
            (
                .sum, .product, "it folds (sum) into and this one folds (product) into",
                "one reduction for both: 'sum' and 'product' do not mix"
            ),
        ] as [(SyntheticRun.Use.Kind, SyntheticRun.Use.Kind, String, String)])
    func reasonsAndAdvice(
        first: SyntheticRun.Use.Kind, second: SyntheticRun.Use.Kind, reason: String, advice: String
    ) throws {
        let (run, later) = Self.pair(first, second)
        let story = try Self.story(run, later)
        #expect(story.contains(reason), "\(story)")
        #expect(story.contains("to remove it: \(advice)"), "\(story)")
    }

    /// Pieces that share some of their points.
    @Test func overlapIsNamed() throws {
        var run = SyntheticRun()
        let region = run.region("plate", Self.line, fields: ["heat"])
        let windows = run.partition(of: region.root, [[Box(low: [0], high: [6])], [Box(low: [5], high: [9])]])
        let writer = run.launch("set", .init(.discard, region, windows))[0]
        let reader = run.launch("get", .init(.read, region, windows, table: [1]))[0]
        run.edge(writer, reader)
        let story = try Self.story(run, reader)
        #expect(story.contains("plate.heat at 2 points 5…6"), "\(story)")
        #expect(story.contains("pieces that share fewer than 2 of 5 points"), "\(story)")
    }

    @Test func fencesResultsAndOthers() throws {
        var run = SyntheticRun()
        let first = run.launch("first")[0]
        let fence = run.event("fence")
        let second = run.launch("second")[0]
        run.edge(first, fence, isData: false)
        run.edge(fence, second, isData: false)
        run.edge(first, second, isData: false)
        run.log.record("value", ["operation": second, "producer": first])
        run.ran(first, 1_000 ..< 2_000)
        run.ran(second, 3_000 ..< 4_000)
        let story = try Self.story(run, second)
        // What only stands for something is over when all that it follows is.
        #expect(story.contains("the fence \(fence), over at 1.0 µs\n    a fence stands between"), "\(story)")
        #expect(story.contains("'first' (Program.swift:12), over at 1.0 µs\n    it takes the other's result"), "\(story)")
    }

    @Test func codeThatWaited() throws {
        var run = SyntheticRun()
        let first = run.launch("first", at: 500)[0]
        run.ran(first, 1_000 ..< 900_000)
        run.log.record("wait", ["context": run.main, "position": first + 1, "operation": first])
        let second = run.launch("second", at: 950_000)[0]
        run.ran(second, 960_000 ..< 970_000)
        let story = try Self.story(run, second)
        #expect(
            story.contains(
                "asked for at 949.5 µs, after the code had waited for 'first' (Program.swift:12), which was over at 899.5 µs"),
            "\(story)")
        #expect(story.contains("follows nobody"))
    }

    @Test func copies() throws {
        var run = SyntheticRun()
        let region = run.region("plate", Self.line, fields: ["heat"])
        run.instance(1, of: region, Self.line)
        run.instance(2, of: region, Self.line, in: "framebuffer 0")
        let writer = run.launch("set", at: 1, .init(.discard, region))[0]
        let reader = run.launch("get", at: 2, .init(.read, region))[0]
        run.edge(writer, reader)
        run.ran(writer, in: 1, 10 ..< 20)
        run.copy(for: reader, of: region, 1, 2, 20_000 ..< 60_000)
        run.ran(reader, in: 2, 80_000 ..< 90_000)
        let story = try Self.story(run, reader)
        #expect(
            story.contains("80.0 µs after it could have: 40.0 µs of it its data were copied, 0.0 of 1 workers were busy"),
            "\(story)")
        #expect(
            story.contains("plate.heat, 10 points of 80 bytes, from instance 1 in memory to instance 2 in framebuffer 0"),
            "\(story)")
        #expect(
            story.contains("'set' (Program.swift:14) had left the newest data in instance 1, and it works in instance 2"),
            "\(story)")
        #expect(story.contains("map this one to memory, or 'set' (Program.swift:14) to framebuffer 0"), "\(story)")
        #expect(try Self.story(run, writer).contains("no data were copied for it"))
    }

    // MARK: Names

    @Test func names() throws {
        var run = SyntheticRun()
        let relax = run.launch("relax", points: 3), draw = run.launch("draw"), again = run.launch("relax", points: 2)
        let log = try run.read()
        let line = log.launches.values.filter { $0.name == "relax" }.compactMap(\.place?.line).min() ?? 0
        #expect(log.operations(named: "relax") == relax + again)
        #expect(log.operations(named: "relax[1]") == [relax[1], again[1]])
        #expect(log.operations(named: "relax[2]") == [relax[2]])
        #expect(log.operations(named: "relax@\(line)") == relax)
        #expect(log.operations(named: "relax@Program.swift:\(line)[0]") == [relax[0]])
        #expect(log.operations(named: "relax@gram.swift:\(line)").isEmpty)
        #expect(log.operations(named: "\(draw[0])") == draw)
        #expect(log.operations(named: "99999").isEmpty)
        #expect(log.operations(named: "relaxed").isEmpty)
        #expect(log.operationNames == ["draw", "relax"])
    }

    @Test func delays() throws {
        let (run, later) = Self.pair(.readWrite, .read)
        let timeline = Timeline(try run.read())
        #expect(timeline.delay(later) == 5_001_000)
        #expect(timeline.idle(later) == 2_000_000)
        #expect(timeline.idle(12345) == nil)
        #expect(timeline.delay(12345) == 0)
    }
}

extension SyntheticRun.Use {
    /// A use of the whole region, without saying which.
    enum Kind: Sendable {
        case read, readWrite, discard, sum, product

        func use(of region: SyntheticRun.Region) -> SyntheticRun.Use {
            switch self {
            case .read: .init(.read, region)
            case .readWrite: .init(.readWrite, region)
            case .discard: .init(.discard, region)
            case .sum: .init(.reduce, region, reduction: "sum")
            case .product: .init(.reduce, region, reduction: "product")
            }
        }
    }
}
