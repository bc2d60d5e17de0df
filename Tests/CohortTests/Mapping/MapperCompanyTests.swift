import Cohort
import CohortLocking
import Testing

/// What a mapper may do beside answering, and how it is asked.
@Suite struct MapperCompanyTests {
    // MARK: Windows

    /// A task that launches others is told of when it begins; with one worker it helps as soon as its window is full.
    @Test func windows() async throws {
        let mapper = QueueMapper([], configure: { _ in ContextConfiguration(window: 16) })
        try await mapped(mapper, workers: 1, orders: [.parallel]) { () async throws in
            let count = Locked(0)
            let outer = LaunchBuilder("outer", nil, file: #fileID, line: #line)
            outer.runAsynchronously { _ in
                for _ in 0 ..< 100 {
                    let inner = LaunchBuilder("inner", nil, file: #fileID, line: #line)
                    inner.run { _ in count.withLock { $0 += 1 } }
                    let _: Future<Void> = inner.single()
                }
                #expect(count.withLock { $0 } >= 80)
            }
            let over: Future<Void> = outer.single()
            try await over.value
            #expect(count.withLock { $0 } == 100)
        }
        #expect(mapper.asked("configure") == ["configure main 0", "configure outer 1"])
    }

    @Test func windowsThatAreTooSmall() async throws {
        let mapper = QueueMapper([], configure: { ContextConfiguration(window: $0.depth == 0 ? nil : 15) })
        try await mapped(mapper) { () async throws in
            await expectError(.mappingWindow, naming: ["mapper 'queue'", "'outer'", "window of 15"]) {
                let outer = LaunchBuilder("outer", nil, file: #fileID, line: #line)
                outer.runAsynchronously { _ in Issue.record("it ran") }
                let over: Future<Void> = outer.single()
                try await over.value
            }
        }
    }

    // MARK: Messages

    /// Messages come in the order of sending, each once, as the values that were sent.
    @Test(arguments: [MapperSynchronization.concurrent, .serialized, .reentrant])
    func messages(synchronization: MapperSynchronization) async throws {
        let heard = Locked<[Int]>([])
        let mapper = QueueMapper(
            [], synchronization,
            answer: { task, context in
                guard task.name == "add" else { return nil }
                #expect(throws: Never.self) {
                    for number in 0 ..< 50 { try context.send(number, to: 1) }
                }
                context.broadcast(50)
                return nil
            },
            message: { message, _ in
                #expect(throws: (any Error).self) { try message.value(as: Int8.self) }
                if let number = try? message.value(as: Int.self) { heard.withLock { $0.append(number) } }
            })
        try await mapped(mapper, orders: [.parallel]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            add(&line.a, 1)
            #expect(try await total(line.a).value == 16)
        }
        #expect(heard.withLock { $0 } == Array(0 ..< 50) + [50, 50])
        #expect(mapper.asked("message").suffix(3) == ["message cpu 1", "message cpu 0", "message cpu 1"])
    }

    /// A message wakes tasks that were left; one to nobody is refused.
    @Test func aMessageWakes() async throws {
        let isAllowed = Locked(false)
        let mapper = QueueMapper(
            select: { task, context in
                if task.name != "add" || isAllowed.withLock({ $0 }) { return .map }
                sendTwo(context)
                return .leave
            },
            message: { _, _ in isAllowed.withLock { $0 = true } })
        try await mapped(mapper, orders: [.parallel]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            add(&line.a, 1)
            #expect(try await total(line.a).value == 16)
        }
        #expect(mapper.asked("select add") == ["select add 0 any 0", "select add 0 any 1"])
    }

    // MARK: Synchronization

    /// Never two questions at once, unless the mapper says so.
    @Test(arguments: [MapperSynchronization.serialized, .reentrant])
    func oneQuestionAtATime(synchronization: MapperSynchronization) async throws {
        let occupancy = Locked((running: 0, most: 0))
        let mapper = QueueMapper(
            [.readyTasks], synchronization,
            select: { _, _ in
                occupy(occupancy)
                return .map
            },
            answer: { _, _ in
                occupy(occupancy)
                return nil
            })
        try await mapped(mapper, workers: 4, orders: [.parallel]) { () async throws in
            let line = Region<Line, 1>(0 ..< 64)
            line.a.fill(1)
            let points = line.partitioned(.equal, into: 64)
            for _ in 0 ..< 4 { add(&points.a, 1) }
            #expect(try await total(line.a).value == 64 * 5)
        }
        #expect(occupancy.withLock { $0.most } == 1)
    }

    /// While one answer waits for an event, others are asked, one of which triggers it.
    @Test(arguments: [MapperSynchronization.concurrent, .reentrant], [1, 3])
    func waiting(synchronization: MapperSynchronization, workers: Int) async throws {
        let event = Locked<MapperEvent?>(nil)
        let mapper = QueueMapper(
            [], synchronization,
            answer: { task, context in
                let event = event.withLock { known in
                    known = known ?? context.makeEvent()
                    return known
                }
                guard let event else { return nil }
                if task.name == "add" { #expect(throws: Never.self) { try context.wait(for: event) } }
                if task.name == "put" { event.trigger() }
                if task.name == "add" { #expect(event.hasTriggered) }
                return nil
            })
        try await mapped(mapper, workers: workers, orders: [.parallel]) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            line.b.fill(1)
            add(&line.a, 1)
            put(&line.b, 2)
            #expect(try await total(line.a).value == 16)
        }
    }

    /// A wait that nobody can end fails: at once if nobody else may be asked, else when nothing runs any more.
    @Test(arguments: [MapperSynchronization.concurrent, .serialized, .reentrant])
    func waitingInVain(synchronization: MapperSynchronization) async throws {
        let failures = Locked(0)
        let mapper = QueueMapper(
            [], synchronization,
            answer: { task, context in
                guard task.name == "add" else { return nil }
                do throws(CohortError) {
                    try context.wait(for: context.makeEvent())
                } catch {
                    #expect(error.code == .mappingEvent)
                    #expect(
                        error.description.contains(synchronization == .serialized ? "one question at a time" : "nobody triggers"))
                    failures.withLock { $0 += 1 }
                }
                return nil
            })
        try await mapped(mapper) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            add(&line.a, 1)
            #expect(try await total(line.a).value == 16)
        }
        #expect(failures.withLock { $0 } == 3)
    }
}

/// Sends a message to a processor that is there, and one to a processor that is not.
private func sendTwo(_ context: MappingContext) {
    #expect(throws: Never.self) { try context.send(1, to: 0) }
    do throws(CohortError) {
        try context.send(1, to: 99)
        Issue.record("there is no processor 99")
    } catch {
        #expect(error.code == .mappingProcessor)
    }
}

/// Notes how many are here at once.
private func occupy(_ occupancy: borrowing Locked<(running: Int, most: Int)>) {
    occupancy.withLock {
        $0.running += 1
        $0.most = max($0.most, $0.running)
    }
    for _ in 0 ..< 100 { occupancy.withLock { _ in } }
    occupancy.withLock { $0.running -= 1 }
}
