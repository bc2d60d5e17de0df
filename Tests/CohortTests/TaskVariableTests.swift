import Cohort
import Synchronization
import Testing

private enum Variables {
    static let depth = TaskVariable(7)
    static let names = TaskVariable<[String]>([])
    static let counted = TaskVariable(Counted(0))
    @TaskLocal static var swift = 0
}

/// Knows how many of its kind there are, of those made with one number.
private final class Counted: Sendable {
    static let living = (0 ..< 4).map { _ in AtomicCount() }
    let number: Int
    init(_ number: Int) {
        self.number = number
        Self.living[number].add(1)
    }
    deinit { Self.living[number].add(-1) }
}

private final class AtomicCount: Sendable {
    private let count = Atomic<Int>(0)
    var value: Int { count.load(ordering: .sequentiallyConsistent) }
    func add(_ change: Int) { count.wrappingAdd(change, ordering: .sequentiallyConsistent) }
}

/// Sets the variable and says what it was before; a sum over many points tells whether some point saw another's.
@Task func exchangeDepth(_ y: inout Field<Int, 1>, _ new: Int) {
    for p in y.domain { y[p] = Variables.depth.value }
    Variables.depth.value = new
    for p in y.domain { y[p] += Variables.depth.value }
}

@Task func depthOfChild(_ y: inout Field<Int, 1>) async throws -> Int {
    let before = Variables.depth.value
    Variables.depth.value = 100
    let line = Region<Line, 1>(0 ..< 8)
    let parts = line.partitioned(.equal, into: 4)
    for round in 0 ..< 5 {
        line.a.fill(0)
        exchangeDepth(&parts.a.all, round)
        let values = try await line.a.values()
        if values != Array(repeating: 7 + round, count: 8) { return -1 }
        Variables.depth.value += 1
    }
    return before * 1000 + Variables.depth.value
}

@Task func swiftsOwn() async -> Int { Variables.swift }

@Task func holdCounted(_ number: Int, _ fails: Bool) throws -> Int {
    Variables.counted.value = Counted(number)
    if fails { throw Refused() }
    return Counted.living[number].value
}

@Task func holdCountedWaiting(_ y: inout Field<Int, 1>, _ number: Int, _ fails: Bool) async throws -> Int {
    Variables.counted.value = Counted(number)
    try await add(&y.region, 1).value
    if fails { throw Refused() }
    return Counted.living[number].value
}

@Task func livingAfter(_ before: Int, _ number: Int) -> Int { Counted.living[number].value }

private struct Refused: Error {}

@Suite(.serialized) struct TaskVariableTests {
    @Test(arguments: World.allCases) func eachTaskHasItsOwn(world: World) async throws {
        try await world.run { () async throws in
            Variables.depth.value = 50
            let line = Region<Line, 1>(0 ..< 64)
            line.a.fill(0)
            let parts = line.partitioned(.equal, into: 16)
            let tasks = (0 ..< 8).map { _ in depthOfChild(&line.b) }
            for _ in 0 ..< 10 { exchangeDepth(&parts.a.all, 5) }
            #expect(try await line.a.values() == Array(repeating: 12, count: 64))
            #expect(Variables.depth.value == 50)
            for task in tasks { await #expect(throws: Never.self) { try #expect(await task.value == 7105) } }
            #expect(Variables.depth.value == 50)
        }
    }

    @Test(arguments: World.allCases) func valuesChangeInPlaceAndStayWhileTheTaskWaits(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(0)
            for name in ["a", "b", "c"] {
                Variables.names.value.append(name)
                try await add(&line.a, 1).value
            }
            // A mapping has a frame of its own, but is no task.
            try await line.a.reading { _ in Variables.names.value.append("mapped") }
            async let other = Variables.names.value.count
            #expect(await other == 4)
            #expect(Variables.names.value == ["a", "b", "c", "mapped"])
        }
    }

    @Test(arguments: World.allCases) func valuesEndWithTheTask(world: World) async throws {
        let (leaf, waiting) = (Counted.living[1], Counted.living[2])
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(0)
            let held: Future<Int> = try holdCounted(1, false)
            #expect(try await held.value == 1)
            let after: Future<Int> = livingAfter(held, 1)
            #expect(try await after.value == 0)
            let failed: Future<Int> = try holdCounted(1, true)
            await expectError(.taskFailed) { try await failed.value }
            #expect(leaf.value == 0)
            #expect(try await holdCountedWaiting(&line.a, 2, false).value == 1 && waiting.value == 0)
            await expectError(.taskFailed) { try await holdCountedWaiting(&line.a, 2, true).value }
            #expect(waiting.value == 0)
            Variables.counted.value = Counted(3)
            #expect(Counted.living[3].value == 1)
        }
        #expect(Counted.living[3].value == 0 && leaf.value == 0 && waiting.value == 0)
    }

    @Test func outsideTasksThereIsTheInitialValue() async throws {
        #expect(Variables.depth.value == 7)
        Variables.depth.value = 8
        #expect(Variables.depth.value == 7)
        try await World.oneWorker.run { () async throws in
            Variables.depth.value = 9
            await Task.detached { #expect(Variables.depth.value == 7) }.value
        }
    }

    /// What the comment of `TaskVariable` says of Swift's own.
    @Test(arguments: World.allCases) func swiftsTaskLocalsDoNotReachTasks(world: World) async throws {
        try await world.run { () async throws in
            let seen: Future<Int> = Variables.$swift.withValue(3) { swiftsOwn() }
            #expect(try await seen.value == 0)
        }
    }
}
