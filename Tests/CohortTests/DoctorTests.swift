import Cohort
import CohortLife
import CohortLocking
import Glibc
import Synchronization
import Testing

/// Results that a task looks up by a number, since it could not be given them: tasks take only results of earlier ones.
private let published = Locked<[Int: Future<Int>]>([:])

@Task func lookUp(_ number: Int) async throws -> Int {
    guard let other = published.withLock({ $0[number] }) else { return 0 }
    return try await other.value + 1
}

@Task func passOnResult(_ number: Int) async throws -> Int {
    guard let other = published.withLock({ $0[number] }) else { return 0 }
    // This launch waits for the result, and the task for the launch.
    let ignored: Future<Int> = nextNumber(other)
    _ = ignored
    return 1
}

@Task func nextNumber(_ number: Int) -> Int { number + 1 }

@Task func holdAndAwait(_ number: Future<Int>, _ begun: PhaseBarrier) async throws {
    try begun.arrive()
    _ = try await number.value
}

private let doors = (Reservation(), Reservation())

@Task func holdAndLaunchHolding(_ begun: PhaseBarrier, _ isFirst: Bool) async throws {
    let other = isFirst ? doors.1 : doors.0
    launching(awaiting: [begun.advanced()], holding: [other.exclusive]) { _ = launch { nextNumber(1) } }
    try begun.arrive()
}

/// Takes memory, and launches a task that needs as much again when both of its kind have some.
@Task func holdMemory(_ x: inout Discard<Int, 1>, _ begun: PhaseBarrier) async throws {
    for p in x.domain { x[p] = 1 }
    try begun.arrive()
    let mine = Region<Line, 1>(0 ..< 6000, named: "mine")
    try await launching(awaiting: [begun.advanced()]) { put(&mine.a, 1) }.value
}

/// The line of the launch that needs more memory.
private let memoryNeeded = #line - 4

@Task func spin(_ number: Int) { while spinning.load(ordering: .acquiring) { usleep(100) } }

private let spinning = Atomic<Bool>(true)

/// Every way to wait in vain that `Documentation/Architecture/Doctor.md` lists, and the line that is to blame in what the doctor says.
@Suite(.serialized) struct DoctorTests {
    /// 1. An arrival that nobody has launched.
    @Test(arguments: World.allCases) func missingArrival(world: World) async throws {
        let filled = PhaseBarrier(arrivals: 2, named: "filled"), made = #line
        let lines = Lines()
        let found = await diagnosis(.barrierStalled, world) {
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(0)
            lines.next("push")
            launching(arrivingAt: [filled]) { _ = add(&line.a.simultaneous, 1) }
            lines.next("pull")
            let after = launching(awaiting: [filled.advanced()]) { add(&line.a.simultaneous, 1) }
            try await after.value
        }
        expect(
            found, "nothing can go on:",
            "'add' (\(lines["pull"])) waits for generation 0 of barrier 'filled' (\(Lines.place(made))): 1 of 2 arrivals came, by "
                + "'add' (\(lines["push"])); nobody has launched the other",
            "the code of 'main' waits for the end of 'add' (\(lines["pull"]))")
    }

    /// 2. Two launches, each of which arrives when it is over and waits for the other.
    @Test(arguments: World.allCases) func circleOfBarriers(world: World) async throws {
        let one = PhaseBarrier(arrivals: 1, named: "one"), two = PhaseBarrier(arrivals: 1, named: "two")
        let lines = Lines()
        let found = await diagnosis(.barrierStalled, world) {
            lines.next("first")
            let first: Future<Int> = launching(awaiting: [two.advanced()], arrivingAt: [one]) { nextNumber(1) }
            lines.next("second")
            let second: Future<Int> = launching(awaiting: [one.advanced()], arrivingAt: [two]) { nextNumber(2) }
            _ = try await (first.value, second.value)
        }
        expect(
            found, "'nextNumber' (\(lines["first"])) waits for generation 0 of barrier 'two'",
            "0 of 1 arrivals came; 'nextNumber' (\(lines["second"])) will arrive when it is over", "in a circle: ",
            "'nextNumber' (\(lines["first"])) →", "'nextNumber' (\(lines["second"])) →")
    }

    /// 3. A handle advanced once too often.
    @Test(arguments: World.allCases) func wrongGeneration(world: World) async throws {
        let turn = PhaseBarrier(arrivals: 1, named: "turn")
        let lines = Lines()
        let found = await diagnosis(.barrierStalled, world) {
            launching(arrivingAt: [turn]) { _ = launch { nextNumber(1) } }
            lines.next("late")
            let late: Future<Int> = launching(awaiting: [turn.advanced().advanced()]) { nextNumber(2) }
            _ = try await late.value
        }
        expect(
            found, "'nextNumber' (\(lines["late"])) waits for generation 1 of barrier 'turn'",
            "0 of 1 arrivals came; nobody has launched the other")
    }

    /// 4. A reservation, held by a task that awaits one which needs it.
    @Test(arguments: World.allCases) func heldReservation(world: World) async throws {
        let console = Reservation(), made = #line
        let lines = Lines()
        let found = await diagnosis(.deadlock, world) {
            let begun = PhaseBarrier(arrivals: 1)
            lines.next("number")
            let number: Future<Int> = launching(awaiting: [begun.advanced()], holding: [console.exclusive]) { nextNumber(1) }
            lines.next("holder")
            launching(holding: [console.exclusive]) { _ = holdAndAwait(number, begun) }
            _ = try await number.value
        }
        expect(
            found,
            "'nextNumber' (\(lines["number"])) waits for the reservation made at \(Lines.place(made)), which 'holdAndAwait' "
                + "(\(lines["holder"])) holds",
            "the code of 'holdAndAwait' (\(lines["holder"])) waits for the result of 'nextNumber' (\(lines["number"]))",
            "in a circle: ")
    }

    /// 5. Two tasks that hold a reservation each, and launch others that need the other's.
    @Test(arguments: World.allCases.filter { $0.options.workers > 1 && $0.options.order == .parallel }) func lockOrder(
        world: World
    ) async throws {
        let begun = PhaseBarrier(arrivals: 2)
        let lines = Lines()
        let found = await diagnosis(.deadlock, world) {
            lines.next("one")
            launching(holding: [doors.0.exclusive]) { _ = holdAndLaunchHolding(begun, true) }
            lines.next("two")
            launching(holding: [doors.1.exclusive]) { _ = holdAndLaunchHolding(begun, false) }
        }
        expect(
            found, "which 'holdAndLaunchHolding' (\(lines["one"])) holds", "which 'holdAndLaunchHolding' (\(lines["two"])) holds")
        #expect(found.contains("in a circle: "))
    }

    /// 6. A task that awaits its own result.
    @Test(arguments: World.allCases) func ownResult(world: World) async throws {
        let lines = Lines()
        let found = await diagnosis(.futureCycle, world) {
            let begun = PhaseBarrier(arrivals: 1)
            lines.next("own")
            let own = launching(awaiting: [begun.advanced()]) { lookUp(1) }
            published.withLock { $0[1] = own }
            try begun.arrive()
            _ = try await own.value
        }
        expect(
            found, "the code of 'lookUp' (\(lines["own"])) waits for the result of 'lookUp' (\(lines["own"]))",
            "the code of 'main' waits for the result of 'lookUp' (\(lines["own"]))",
            "in a circle: 'lookUp' (\(lines["own"])) → 'lookUp' (\(lines["own"]))")
    }

    /// 7. Two tasks that await each other's results; who catches the error goes on.
    @Test(arguments: World.allCases) func resultsOfEachOther(world: World) async throws {
        let lines = Lines()
        let found = await diagnosis(.futureCycle, world) {
            let begun = PhaseBarrier(arrivals: 1)
            lines.next("both")
            let (one, two) = launching(awaiting: [begun.advanced()]) { (lookUp(2), lookUp(3)) }
            published.withLock { ($0[3], $0[2]) = (one, two) }
            try begun.arrive()
            do {
                _ = try await one.value
            } catch {
                let next = try await (nextNumber(1) as Future<Int>).value
                #expect(next == 2)
                throw error
            }
        }
        expect(
            found, "the code of 'lookUp' (\(lines["both"])) waits for the result of 'lookUp' (\(lines["both"]))", "in a circle: ")
    }

    /// 8. A task whose launch takes the task's own result.
    @Test(arguments: World.allCases) func ownResultPassedOn(world: World) async throws {
        let lines = Lines()
        let found = await diagnosis(.futureCycle, world) {
            let begun = PhaseBarrier(arrivals: 1)
            lines.next("own")
            let own = launching(awaiting: [begun.advanced()]) { passOnResult(4) }
            published.withLock { $0[4] = own }
            try begun.arrive()
            _ = try await own.value
        }
        expect(
            found, "the code of 'passOnResult' (\(lines["own"])) waits for the end of 'nextNumber'",
            "waits for the result of 'passOnResult' (\(lines["own"]))", "in a circle: ")
    }

    /// 9. Atomic data, held by a task that awaits one which needs them.
    @Test(arguments: World.allCases) func heldData(world: World) async throws {
        let lines = Lines()
        let found = await diagnosis(.deadlock, world) {
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(1)
            let begun = PhaseBarrier(arrivals: 1), held = PhaseBarrier(arrivals: 1)
            lines.next("sum")
            let sum: Future<Int> = launching(awaiting: [held.advanced()]) { total(line.a.atomic) }
            published.withLock { $0[7] = sum }
            lines.next("holder")
            launching(awaiting: [begun.advanced()]) { _ = holdAtomically(&line.a.atomic, held) }
            try begun.arrive()
            _ = try await sum.value
        }
        expect(
            found, "'total' (\(lines["sum"])) waits for data used atomically, which 'holdAtomically' (\(lines["holder"])) holds")
    }

    /// 10. A mapper that leaves all.
    @Test func leftTasks() async throws {
        let mapper = QueueMapper(select: { _, _ in .leave })
        let lines = Lines()
        let options = RuntimeOptions(workers: 2, machine: .twoNodesTwoDevices, mapper: mapper)
        let found = await diagnosis(.mappingNothingSelected, options) {
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(1)
            lines.next("left")
            let left = add(&line.a, 1)
            try await left.value
        }
        expect(found, "'add' (\(lines["left"])) waits for its mapper, which was asked and has left it")
    }

    /// 11. Memory that tasks hold whose own launches need more.
    @Test func heldMemory() async throws {
        let options = RuntimeOptions(workers: 3, machine: .made("memory 100000B"), mapper: DefaultMapper())
        let lines = Lines()
        let found = await diagnosis(.outOfMemory, options) {
            let one = Region<Line, 1>(0 ..< 6000, named: "one"), two = Region<Line, 1>(0 ..< 6000, named: "two")
            let begun = PhaseBarrier(arrivals: 2)
            lines.next("first")
            let first = holdMemory(&one.a, begun)
            lines.next("second")
            let second = holdMemory(&two.a, begun)
            try await first.value
            try await second.value
        }
        expect(
            found, "'put' (\(Lines.place(memoryNeeded))) waits for memory, which tasks hold that are not over",
            "the code of 'holdMemory' (\(lines["first"])) waits for the end of 'put' (\(Lines.place(memoryNeeded)))",
            "the code of 'holdMemory' (\(lines["second"])) waits for the end of 'put' (\(Lines.place(memoryNeeded)))")
    }

    /// A line that needs the pieces of a partition, whose data wait for what the same code does next.
    @Test(arguments: World.allCases) func mappedData(world: World) async throws {
        let lines = Lines()
        let found = await diagnosis(.barrierStalled, world) {
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(0)
            line.b.fill(0)
            let late = try await line.a.updating { _ in
                lines.next("pieces")
                let pieces = line.partitioned(by: \.a, colors: 0 ..< 2)
                return add(&pieces[0].b, 1)
            }
            try await late.value
        }
        expect(found, "the code of 'main' waits for the result of 'partition by field' (\(lines["pieces"]))", "in a circle: ")
    }

    /// 12. Nobody arrives from outside: that is no stall, but whoever asks is told.
    @Test func openBarrier() async throws {
        let turn = PhaseBarrier(arrivals: 1, named: "turn", isOpen: true), made = #line
        let lines = Lines()
        try await asking(for: [
            "'nextNumber' (\(lines["after"])) waits for generation 0 of barrier 'turn' (\(Lines.place(made)))",
            "which may come from outside",
        ]) {
            try? turn.arrive()
        } while: {
            lines.next("after")
            let after: Future<Int> = launching(awaiting: [turn.advanced()]) { nextNumber(1) }
            let next = try await after.value
            #expect(next == 2)
        }
    }

    /// A continuation that nobody resumes.
    @Test func foreignWait() async throws {
        let kept = Locked<CheckedContinuation<Void, Never>?>(nil)
        try await asking(for: ["the code of 'main' waits for something that is not Cohort's"]) {
            kept.withLock { $0?.resume() }
        } while: {
            await withCheckedContinuation { continuation in kept.withLock { $0 = continuation } }
        }
    }

    /// A body that does not end, and who waits for it.
    @Test func endlessBody() async throws {
        spinning.store(true, ordering: .releasing)
        let lines = Lines()
        try await asking(for: [
            "'spin' (\(lines["spin"])) runs", "the code of 'main' waits for the end of 'spin' (\(lines["spin"]))",
        ]) {
            spinning.store(false, ordering: .releasing)
        } while: {
            lines.next("spin")
            try await (spin(1) as Future<Void>).value
        }
    }

    /// A mapper that does not answer.
    @Test func silentMapper() async throws {
        spinning.store(true, ordering: .releasing)
        let mapper = QueueMapper(answer: { _, _ in
            while spinning.load(ordering: .acquiring) { usleep(100) }
            return nil
        })
        let options = RuntimeOptions(workers: 2, machine: .twoNodesTwoDevices, mapper: mapper)
        try await asking(options, for: ["a mapper is being asked", "the code of 'main' waits for the end of 'add'"]) {
            spinning.store(false, ordering: .releasing)
        } while: {
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(0)
            try await add(&line.a, 1).value
        }
    }

    /// Looking at a program that launches all the time changes nothing.
    @Test(arguments: [1, 2, 8]) func lookingOn(workers: Int) async throws {
        try await withCohort(RuntimeOptions(workers: workers)) { (_: Context) async throws in
            let runtime = try #require(TaskContext.current).runtime
            let isOver = Atomic<Bool>(false)
            let watching = _Concurrency.Task.detached { () -> Int in
                var reports = 0
                while !isOver.load(ordering: .acquiring) {
                    if Doctor.report(runtime).hasPrefix("what runs") { reports += 1 }
                    usleep(1000)
                }
                return reports
            }
            let line = Region<Line, 1>(0 ..< 64)
            line.a.fill(0)
            let pieces = line.partitioned(.equal, into: 8)
            for round in 0 ..< 200 {
                add(&pieces.a, 1)
                if round % 20 == 0 { _ = try await addAndSum(&line.a).value }
            }
            #expect(try await line.a.values() == Array(repeating: 210, count: 64))
            isOver.store(true, ordering: .releasing)
            #expect(await watching.value > 0)
        }
    }
}

@Task func addAndSum(_ y: inout Field<Int, 1>) async throws -> Int {
    add(&y.region, 1)
    return try await total(y.region).value
}

@Task func holdAtomically(_ y: inout Field<Int, 1>, _ held: PhaseBarrier) async throws {
    guard let sum = published.withLock({ $0[7] }) else { return }
    try held.arrive()
    _ = try await sum.value
}

/// Lines of this file by names.
private final class Lines: Sendable {
    private let lines = Locked<[String: Int]>([:])

    subscript(_ name: String) -> String { Self.place(lines.withLock { $0[name] ?? 0 }) }

    /// The next line is the one of that name.
    func next(_ name: String, _ line: Int = #line) { lines.withLock { $0[name] = line + 1 } }

    static func place(_ line: Int) -> String { "CohortTests/DoctorTests.swift:\(line)" }
}

/// What the doctor said of the error with that code that `body` ends with.
private func diagnosis(
    _ code: CohortError.Code, _ world: World, _ body: @escaping () async throws -> Void
) async -> String { await diagnosis(code, world.options, body) }

private func diagnosis(
    _ code: CohortError.Code, _ options: RuntimeOptions, _ body: @escaping () async throws -> Void
) async -> String {
    do {
        try await withCohort(options) { _ in try await body() }
        Issue.record("no error, but \(code) was expected")
    } catch let error as CohortError {
        #expect(error.code == code, "\(error)")
        return error.diagnosis ?? "no diagnosis"
    } catch {
        Issue.record("\(error) is no CohortError")
    }
    return ""
}

private func expect(_ text: String, _ words: String..., sourceLocation: Testing.SourceLocation = #_sourceLocation) {
    for word in words { #expect(text.contains(word), "\(text)", sourceLocation: sourceLocation) }
}

/// Asks what runs and what waits while `body` does, until all the words are in the answer, and then lets it go on.
private func asking(
    _ options: RuntimeOptions = RuntimeOptions(workers: 2), for words: @autoclosure @escaping @Sendable () -> [String],
    then release: @escaping @Sendable () -> Void,
    while body: @escaping () async throws -> Void
) async throws {
    try await withCohort(options) { (_: Context) async throws in
        let runtime = try #require(TaskContext.current).runtime
        let asking = _Concurrency.Task.detached { () -> String in
            var text = ""
            for _ in 0 ..< 2000 {
                text = Doctor.report(runtime)
                if words().allSatisfy(text.contains) { break }
                usleep(1000)
            }
            release()
            return text
        }
        try await body()
        let text = await asking.value
        for word in words() { #expect(text.contains(word), "\(text)") }
    }
}
