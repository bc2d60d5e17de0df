import Cohort
import CohortLocking
import Glibc
import Testing

/// Processors without work, which take tasks of others.
@Suite struct StealingTests {
    /// A processor is kept busy until a task has run that waits for it: another processor takes that.
    @Test func stolen() async throws {
        let mapper = QueueMapper([.stealing], options: Self.onFirst)
        try await mapped(mapper, workers: 3, orders: [.parallel]) { () async throws in
            let signal = Signal()
            let points = Region<Line, 1>(0 ..< 4).partitioned(.equal, into: 4)
            let first = keepBusy(points[0].a, until: signal)
            for number in 1 ..< 4 {
                write(points[number].a) { _ in
                    signal.raise()
                    return 1
                }
            }
            #expect(try await first.value)
        }
        #expect(mapper.asked("map write 0 cpu 1").count > 0)
        #expect(mapper.asked("targets cpu 1").allSatisfy { $0 == "targets cpu 1: cpu 0" })
        #expect(mapper.asked("select").isEmpty)
    }

    private static let onFirst: @Sendable (LaunchToMap) -> TaskOptions = { _ in TaskOptions(processor: 0, isStealable: true) }

    /// What may not be stolen, or is on no processor, is not asked for; nor is anything without the interest.
    @Test func notStolen() async throws {
        let mappers = [
            QueueMapper([.stealing], options: { _ in TaskOptions(processor: 0) }),
            QueueMapper([.stealing], options: { _ in TaskOptions(isStealable: true) }),
            QueueMapper([.readyTasks], options: { _ in TaskOptions(processor: 0, isStealable: true) }),
        ]
        for mapper in mappers {
            try await mapped(mapper, orders: [.parallel]) { () async throws in
                let line = Region<Line, 1>(0 ..< 64)
                line.a.fill(1)
                let points = line.partitioned(.equal, into: 16)
                for _ in 0 ..< 4 { add(&points.a, 1) }
                #expect(try await total(line.a).value == 64 * 5)
            }
            #expect(mapper.asked("targets").isEmpty && mapper.asked("permit").isEmpty)
        }
    }

    /// A victim that refuses keeps its tasks, and they run.
    @Test func refused() async throws {
        let mapper = QueueMapper(
            [.stealing], options: { TaskOptions(processor: $0.name == "add" ? 0 : nil, isStealable: true) }, permit: { _ in [] })
        try await mapped(mapper, orders: [.parallel]) { () async throws in
            let line = Region<Line, 1>(0 ..< 64)
            line.a.fill(1)
            let points = line.partitioned(.equal, into: 16)
            for _ in 0 ..< 4 { add(&points.a, 1) }
            #expect(try await total(line.a).value == 64 * 5)
        }
        #expect(mapper.asked("map add").allSatisfy { $0.contains("cpu 0") })
    }

    @Test func wrongAnswers() async throws {
        let wrong: [(CohortError.Code, String, QueueMapper)] = [
            (
                .mappingStealing, "let cpu 1 steal task number 99",
                QueueMapper([.stealing], options: Self.onFirst, permit: { _ in [99] })
            ),
            (
                .mappingProcessor, "steal from processor 99",
                QueueMapper([.stealing], options: Self.onFirst, targets: { _ in [99] })
            ),
        ]
        for (code, words, mapper) in wrong {
            try await mapped(mapper, orders: [.parallel]) { () async throws in
                let signal = Signal()
                let points = Region<Line, 1>(0 ..< 4).partitioned(.equal, into: 4)
                let first = keepBusy(points[0].a, until: signal)
                let others = (1 ..< 4).map { number in write(points[number].a) { _ in 1 } }
                // One may have been mapped, and waits for the processor.
                for _ in 0 ..< 20_000 where !others.contains(where: \.isReady) { usleep(100) }
                signal.raise()
                await expectError(code, naming: ["mapper 'queue'", "'write'", words]) {
                    for other in others { _ = try await other.value }
                }
                for other in others { _ = try? await other.value }
                #expect(try await first.value)
            }
        }
    }
}

/// Launches a task that ends when the signal has come, and returns when it runs; whether it came.
func keepBusy(_ field: RegionField<Int, 1>, until signal: Signal) -> Future<Bool> {
    let isRunning = Signal()
    let builder = LaunchBuilder("keepBusy", nil, file: #fileID, line: #line)
    builder.field(field, .discard)
    builder.run { frame in
        isRunning.raise()
        frame.finish(with: signal.comes())
    }
    let future: Future<Bool> = builder.single()
    #expect(isRunning.comes())
    return future
}
