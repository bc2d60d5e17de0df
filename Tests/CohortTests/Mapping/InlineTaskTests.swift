import Cohort
import CohortLocking
import Glibc
import Testing

/// Tasks that run in the launching task.
@Suite struct InlineTaskTests {
    /// They run before the launch returns, on the thread that launches, point after point; the mapper is asked for the options alone.
    @Test func theyRunAtOnce() async throws {
        let mapper = QueueMapper(options: { TaskOptions(runsInline: $0.name == "inline") })
        for order in [RuntimeOptions.Order.parallel, .inline, .sequential] {
            try await mapped(mapper, orders: [order]) { () async throws in
                let log = Locked<[String]>([])
                let line = Region<Line, 1>(0 ..< 8)
                line.a.fill(3)
                let points = line.partitioned(.equal, into: 4)
                add(&points.a, 1)
                let thread = pthread_self()
                inlinePoints(points.a) { frame in
                    #expect(pthread_self() == thread)
                    var field = Field<Int, 1>(frame, 0)
                    for point in field.domain { field[point] *= 2 }
                    log.withLock { $0.append("point \(frame.pointIndex)") }
                }
                log.withLock { $0.append("after") }
                #expect(log.withLock { $0 } == (0 ..< 4).map { "point \($0)" } + ["after"])
                #expect(try await total(line.a).value == 64)
            }
        }
        #expect(mapper.asked().allSatisfy { !$0.contains("inline") })
    }

    /// A task that runs inline works on the instance of the task that launches it, though the data were last used elsewhere.
    @Test func theyUseTheParentsInstances() async throws {
        let places = Locked<[String: UInt]>([:])
        let mapper = QueueMapper(
            [], options: { TaskOptions(processor: 0, runsInline: $0.name == "inline") },
            answer: { task, context in
                let memory = task.name == "elsewhere" ? context.machine.systemMemory : context.machine.memory(.node, 0)
                return TaskMapping(task.requirements.map { _ in RequirementMapping(in: memory ?? context.machine.systemMemory) })
            })
        try await mapped(mapper) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            let parent = LaunchBuilder("parent", nil, file: #fileID, line: #line)
            parent.field(line.a, .readWrite)
            parent.runAsynchronously { _ in
                for name: StaticString in ["elsewhere", "inline", "there"] {
                    let address: @Sendable (TaskFrame) -> Void = { frame in
                        places.withLock { $0["\(name)"] = UInt(bitPattern: frame.column(0).origin) }
                    }
                    try await inline(line.a, named: name, .read, address).value
                }
            }
            let over: Future<Void> = parent.single()
            try await over.value
            #expect(try await total(line.a).value == 8)
        }
        let seen = places.withLock { $0 }
        #expect(seen.count == 3 && seen["inline"] == seen["there"] && seen["inline"] != seen["elsewhere"])
    }

    /// What must be done first may be what the launching code would do next: then the task runs later.
    @Test func theyWaitForNothingThatTheyPrevent() async throws {
        let mapper = QueueMapper(options: { TaskOptions(runsInline: $0.name == "inline") })
        try await mapped(mapper) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            let barrier = PhaseBarrier(arrivals: 1)
            _ = launching(awaiting: [barrier.advanced()]) { inline(line.a) { _ in } }
            _ = launching(arrivingAt: [barrier]) { add(&line.b, 1) }
            let sum = try await line.a.reading { field in
                inline(line.a, .read) { _ in }
                return field[0]
            }
            #expect(sum == 1)
        }
    }
}

/// A task with a body of the test's.
@discardableResult
private func inline(
    _ field: RegionField<Int, 1>, named name: StaticString = "inline", _ access: Access = .readWrite,
    _ body: @escaping (TaskFrame) -> Void
) -> Future<Void> {
    let builder = LaunchBuilder(name, nil, file: #fileID, line: #line)
    builder.field(field, access)
    builder.run(body)
    return builder.single()
}

/// The same for each piece.
private func inlinePoints(_ pieces: PartitionField<Int, 1>, _ body: @escaping (TaskFrame) -> Void) {
    let builder = LaunchBuilder("inline", nil, file: #fileID, line: #line)
    builder.field(pieces, .readWrite)
    builder.run(body)
    let _: FutureMap<Void> = builder.index()
}
