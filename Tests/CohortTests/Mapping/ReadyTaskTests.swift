import Cohort
import CohortLocking
import Testing

/// Tasks that are ready and that a mapper maps, sends elsewhere or leaves.
@Suite struct ReadyTaskTests {
    /// It is told of each task, and of its processor; nothing else is asked about operations of the runtime's.
    @Test func whatItIsTold() async throws {
        let mapper = QueueMapper(options: { TaskOptions(processor: $0.name == "add" ? 1 : nil) })
        try await mapped(mapper, orders: [.sequential]) { () async throws in
            let halves = Region<Line, 1>(0 ..< 8).partitioned(.equal, into: 2)
            halves.a.fill(1)
            add(&halves.a, 1)
        }
        #expect(mapper.asked("select") == ["select add 0 cpu 1 0", "select add 1 cpu 1 0"])
        #expect(mapper.asked("map") == ["map add 0 cpu 1 0", "map add 1 cpu 1 0"])
    }

    /// A mapper without the interest is not asked.
    @Test func nobodyAsksInVain() async throws {
        let mapper = QueueMapper([])
        try await mapped(mapper) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            #expect(try await total(line.a).value == 8)
        }
        #expect(mapper.asked("select").isEmpty && !mapper.asked("map total").isEmpty)
    }

    /// What is left is asked about again when a task is over, and, when nothing runs, for the last time.
    @Test func left() async throws {
        let mapper = QueueMapper(select: { task, _ in task.name == "add" && !task.isLastCall ? .leave : .map })
        try await mapped(mapper) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            let other = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            other.a.fill(1)
            add(&line.a, 1)
            let sum = total(other.a)
            #expect(try await total(line.a).value == 16)
            #expect(try await sum.value == 8)
        }
        let questions = mapper.asked("select add")
        #expect(questions.filter { $0.hasSuffix("last") }.count == 3)
        #expect(questions.count > 3)
    }

    /// What waits for an event is mapped when it has happened, without a last call.
    @Test func anEventWakes() async throws {
        let event = Locked<MapperEvent?>(nil)
        let mapper = QueueMapper(
            select: { task, context in
                let event = event.withLock { known in
                    known = known ?? context.makeEvent()
                    return known
                }
                return task.name == "add" && event?.hasTriggered == false ? .leave : .map
            },
            answer: { task, _ in
                if task.name == "total" { event.withLock { $0 }?.trigger() }
                return nil
            })
        try await mapped(mapper, orders: [.parallel]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            line.b.fill(2)
            add(&line.a, 1)
            #expect(try await total(line.b).value == 16)
            #expect(try await total(line.a).value == 16)
        }
        #expect(mapper.asked("select add").allSatisfy { !$0.hasSuffix("last") })
    }

    /// A task that is sent elsewhere is asked about there, and runs there.
    @Test func sent() async throws {
        let mapper = QueueMapper(
            options: { TaskOptions(processor: $0.name == "add" ? 0 : nil) },
            select: { task, _ in task.name == "add" && task.processor?.id == 0 ? .send(to: 1) : .map })
        try await mapped(mapper) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            add(&line.a, 1)
            #expect(try await total(line.a).value == 16)
        }
        let three = [0, 1, 2]
        #expect(mapper.asked("map add") == three.map { _ in "map add 0 cpu 1 1" })
        #expect(mapper.asked("select add") == three.flatMap { _ in ["select add 0 cpu 0 0", "select add 0 cpu 1 1"] })
    }

    /// Leaving all, or sending tasks to and fro, is told rather than waited for.
    @Test(arguments: [true, false]) func nothingSelected(sends: Bool) async throws {
        let mapper = QueueMapper(
            options: { _ in TaskOptions(processor: 0) },
            select: { task, _ in
                guard task.name == "add" || task.name == "put" else { return .map }
                return sends ? .send(to: task.processor?.id == 0 ? 1 : 0) : .leave
            })
        try await mapped(mapper) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            line.b.fill(1)
            await expectError(.mappingNothingSelected, naming: ["mapper 'queue'", "'add', 'put'", "ReadyTaskTests.swift"]) {
                let one = add(&line.a, 1)
                let two = put(&line.b, 1)
                try await one.value
                try await two.value
            }
            await expectError(.mappingNothingSelected) { try await total(line.a).value }
            line.a.fill(2)
            #expect(try await total(line.a).value == 16)
        }
    }

    @Test func wrongAnswers() async throws {
        let wrong: [(CohortError.Code, [String], @Sendable ([TaskToMap]) -> [TaskSelection])] = [
            (.mappingRequirements, ["answered for 0 of 1 tasks", "'add'"], { $0[0].name == "add" ? [] : [.map] }),
            (.mappingProcessor, ["processor 99", "'add'"], { $0.map { $0.name == "add" ? .send(to: 99) : .map } }),
        ]
        for (code, words, answer) in wrong {
            try await mapped(QueueMapper(all: answer)) { () async throws in
                let line = Region<Line, 1>(0 ..< 8)
                line.a.fill(1)
                await expectError(code, naming: ["mapper 'queue'"] + words) { try await add(&line.a, 1).value }
                line.a.fill(2)
                #expect(try await total(line.a).value == 16)
            }
        }
    }

    /// A task that is put back is asked about again; for ever is too often.
    @Test func putBack() async throws {
        for isForGood in [false, true] {
            let mapper = QueueMapper(
                [],
                answer: { task, _ in
                    task.name == "add" && (isForGood || task.refusals < 2 && !task.isLastCall) ? .putBack : nil
                })
            try await mapped(mapper) { () async throws in
                let line = Region<Line, 1>(0 ..< 8)
                line.a.fill(1)
                line.b.fill(1)
                let sum = total(line.b)
                add(&line.a, 1)
                if isForGood {
                    await expectError(.mappingNothingSelected, naming: ["'add'"]) { try await total(line.a).value }
                    line.a.fill(2)
                }
                #expect(try await total(line.a).value == 16)
                #expect(try await sum.value == 8)
            }
            #expect(mapper.asked("map add").contains("map add 0 any 1"))
        }
    }

    /// The priority of a mapping replaces that of the options: of those that wait for a processor, the most urgent goes first.
    @Test func priorities() async throws {
        let mappedCount = Locked(0)
        let mapper = QueueMapper(
            [], options: { TaskOptions(processor: $0.name == "write" ? nil : 0, priority: 3) },
            answer: { task, context in
                if task.name == "write", mappedCount.withLock({ $0 }) < 3 { return .putBack }
                guard task.name == "queued" else { return nil }
                #expect(task.priority == 3)
                mappedCount.withLock { $0 += 1 }
                context.makeEvent().trigger()
                let answers = task.requirements.map { _ in RequirementMapping(in: 0) }
                return TaskMapping(answers, priority: [0, 5, 1][task.point])
            })
        // The one worker that is free maps all three before it lets the processor go on.
        try await mapped(mapper, workers: 2, orders: [.parallel]) { () async throws in
            let order = Locked<[Int]>([])
            let signal = Signal()
            let points = Region<Line, 1>(0 ..< 4).partitioned(.equal, into: 4)
            let first = keepBusy(points[0].a, until: signal)
            let builder = LaunchBuilder("queued", nil, file: #fileID, line: #line)
            builder.field(Region<Line, 1>(0 ..< 3).partitioned(.equal, into: 3).a, .discard)
            builder.run { frame in order.withLock { $0.append(frame.pointIndex) } }
            let queued: FutureMap<Void> = builder.index()
            write(points[1].a) { _ in
                signal.raise()
                return 1
            }
            #expect(try await first.value)
            try await queued.wait()
            #expect(order.withLock { $0 } == [1, 2, 0])
        }
    }

    /// What others wait for that run at the same time cannot be put back.
    @Test func cannotBePutBack() async throws {
        try await mapped(QueueMapper(answer: { task, _ in task.name == "touch" ? .putBack : nil }), orders: [.parallel]) {
            () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            await expectError(.mappingPutBack, naming: ["together"]) {
                let (one, two) = mustEpoch { (touch(&line.a.simultaneous), touch(&line.a.simultaneous)) }
                try await one.value
                try await two.value
            }
        }
    }

    /// What a task that is put back had to itself, others may have meanwhile.
    @Test func whatIsPutBackHoldsNothing() async throws {
        let others = Locked(0)
        let mapper = QueueMapper(answer: { task, _ in
            if task.name == "put" { others.withLock { $0 += 1 } }
            return task.name == "add" && others.withLock({ $0 }) == 0 ? .putBack : nil
        })
        try await mapped(mapper, orders: [.parallel]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            let lock = Reservation()
            launching(holding: [lock.exclusive]) {
                add(&line.a, 1)
                put(&line.b, 1)
            }
            #expect(try await total(line.a).value == 16)
        }
    }
}
