import Cohort
import CohortLocking
import Testing

@Task func identity(_ n: Int) -> Int { n }
@Task func plusOne(_ n: Int) -> Int { n + 1 }
@Task func sum(_ a: Int, _ b: Int) -> Int { a + b }

@Task func treeSum(_ first: Int, _ last: Int) async throws -> Int {
    if last - first < 16 { return (first ... last).reduce(0, +) }
    let middle = (first + last) / 2
    let left = launch { treeSum(first, middle) }
    let right = launch { treeSum(middle + 1, last) }
    return try await launch { sum(left, right) }.value
}

/// Events seen by bodies, in the order they happened.
final class Log: Sendable {
    private let entries = Locked<[Int]>([])
    func note(_ entry: Int) { entries.withLock { $0.append(entry) } }
    var all: [Int] { entries.withLock { $0 } }
}

let subtaskLog = Log()

@Task func subtask(_ n: Int) { subtaskLog.note(n) }

@Suite struct TaskTests {
    /// T1: a sum of 0 … 1000, as a chain of futures and as a recursion.
    @Test(arguments: World.allCases) func sums(world: World) async throws {
        try await world.run { () async throws in
            var total = Future(0)
            for n in 0 ... 1000 { total = sum(total, identity(n)) }
            #expect(try await total.value == 500_500)
            #expect(try await launch { treeSum(0, 1000) }.value == 500_500)
        }
    }

    /// T2: a hundred subtasks, each with the argument it was launched with.
    @Test func subtasksKeepTheirArguments() async throws {
        let before = subtaskLog.all.count
        try await withCohort(RuntimeOptions(workers: 2)) { cohort in
            var argument = 0
            for n in 0 ..< 100 {
                argument = n
                launch { subtask(argument) }
            }
            argument = -1
            await cohort.fence()
        }
        #expect(Set(subtaskLog.all.dropFirst(before)) == Set(0 ..< 100))
        #expect(subtaskLog.all.count == before + 100)
    }

    /// T3: a thousand tasks, each taking the future of the one before.
    @Test(arguments: World.allCases) func chainOfFutures(world: World) async throws {
        try await world.run { () async throws in
            var value = Future(0)
            for _ in 0 ..< 1000 { value = plusOne(value) }
            #expect(try await value.value == 1000)
        }
    }

    /// T4: argument maps and future maps as argument maps, point to point.
    @Test(arguments: World.allCases) func maps(world: World) async throws {
        try await world.run { () async throws in
            let points = try Domain(Rect(1 ..< 51))
            let produced = plusOne(over: points, ArgumentMap(over: points) { 2 * ($0[0] - 1) })
            let consumed = identity(over: points, produced)
            #expect(try await consumed.values == Array(stride(from: 1, to: 100, by: 2)))
            #expect(try await consumed[50].value == 99)
        }
    }

    /// T5: reductions of future maps, with and without an initial value.
    @Test(arguments: World.allCases) func reductionsOfMaps(world: World) async throws {
        try await world.run { () async throws in
            let points = try Domain(Rect(0 ..< 10))
            let values = identity(over: points, ArgumentMap(over: points) { $0[0] })
            #expect(try await values.sum().value == 45)
            #expect(try await values.sum(initial: 100).value == 145)
            #expect(try await values.max().value == 9)
        }
    }

    /// T5: an ordered sum of floating-point numbers has the same bits everywhere.
    @Test func orderedSumsAreReproducible() async throws {
        var seen: Set<UInt64> = []
        for workers in [1, 2, 8] {
            for _ in 0 ..< 20 {
                let bits = try await withCohort(RuntimeOptions(workers: workers)) { _ in
                    let points = try Domain(Rect(0 ..< 1000))
                    let values = tenth(over: points, ArgumentMap(over: points) { $0[0] })
                    return try await values.sum().value.bitPattern
                }
                seen.insert(bits)
            }
        }
        #expect(seen.count == 1)
    }

    /// T6: predicates on tasks, index launches and fills.
    @Test(arguments: World.allCases) func predicates(world: World) async throws {
        try await world.run { () async throws in
            let no: Future<Bool> = isPositive(-1)
            let yes: Future<Bool> = isPositive(1)
            #expect(try await predicated(no, otherwise: 42) { identity(7) }.value == 42)
            #expect(try await predicated(yes, otherwise: 42) { identity(7) }.value == 7)
            #expect(try await predicated(yes && no, otherwise: 42) { identity(7) }.value == 42)
            #expect(try await predicated(yes || no, otherwise: 42) { identity(7) }.value == 7)
            #expect(try await predicated(!no, otherwise: 42) { identity(7) }.value == 7)
            let points = try Domain(Rect(0 ..< 4))
            let all = predicated(no, otherwise: 42) { identity(over: points, ArgumentMap(over: points) { $0[0] }) }
            #expect(try await all.values == [42, 42, 42, 42])

            let line = Region<Line, 1>(0 ..< 10)
            line.a.fill(1)
            predicated(no) { line.a.fill(5) }
            predicated(no) { add(&line.a, 100) }
            #expect(try await line.a.values() == Array(repeating: 1, count: 10))
            predicated(yes) { line.a.fill(5) }
            predicated(yes) { add(&line.a, 1) }
            #expect(try await line.a.values() == Array(repeating: 6, count: 10))
        }
    }

    /// T6: without a value for the false case there would be no result, whatever the condition.
    @Test(arguments: World.allCases, [-1, 1]) func predicatedResults(world: World, sign: Int) async throws {
        try await world.run { () async throws in
            let condition: Future<Bool> = isPositive(sign)
            var result = Future(0)
            predicated(condition) { result = identity(7) }
            let refused = result
            await expectError(.noSubstitute, naming: ["'identity'", "otherwise"]) { try await refused.value }
        }
    }

    /// Of nested conditions all must hold, also where the inner one is made within.
    @Test(arguments: World.allCases, [(1, 1), (1, -1), (-1, 1), (-1, -1)])
    func nestedPredicates(world: World, signs: (Int, Int)) async throws {
        try await world.run { () async throws in
            let outer: Future<Bool> = isPositive(signs.0)
            let inner: Future<Bool> = isPositive(signs.1)
            let result = predicated(outer, otherwise: 2) { predicated(inner, otherwise: 1) { identity(7) } }
            let runs = signs == (1, 1)
            #expect(try await result.value == (runs ? 7 : 1))
            let line = Region<Line, 1>(0 ..< 10)
            line.a.fill(1)
            predicated(outer) { predicated(!(!inner)) { add(&line.a, 1) } }
            #expect(try await line.a.values()[3] == (runs ? 2 : 1))
        }
    }

    /// What a predicated launch writes is there only if it runs; who reads it otherwise is told, unless it does not run either.
    @Test(arguments: World.allCases) func predicatedContents(world: World) async throws {
        try await world.run { () async throws in
            let no: Future<Bool> = isPositive(-1)
            let yes: Future<Bool> = isPositive(1)
            let line = Region<Line, 1>(0 ..< 10)
            let halves = line.partitioned(.equal, into: 2)
            predicated(yes) { halves[0].a.fill(1) }
            predicated(no) { put(&halves[1].a, 2) }
            #expect(try await total(halves[0].a).value == 5)
            await expectError(.uninitialized, naming: ["field 'a'", "{5...9}"]) { try await total(line.a).value }
            await expectError(.uninitialized) { try await line.a.reading { $0[0] } }
            #expect(try await predicated(no, otherwise: 7) { total(line.a) }.value == 7)
            predicated(!no) { halves[1].a.fill(3) }
            #expect(try await total(line.a).value == 20)
            accumulate(&line.a, 1)
            #expect(try await total(line.a).value == 30)
        }
    }

    /// T7: five levels of tasks, each writing its quarter, in the order their parents launched them.
    @Test(arguments: World.allCases) func nestedTasks(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 1024)
            line.a.fill(0)
            nest(&line.a, 5)
            add(&line.a, 1)
            let values = try await line.a.values()
            #expect(values.allSatisfy { $0 == 6 })
        }
    }
}

@Task func tenth(_ n: Int) -> Double { Double(n) * 0.1 }
@Task func isPositive(_ n: Int) -> Bool { n > 0 }

@Task func nest(_ y: inout Field<Int, 1>, _ depth: Int) async throws {
    if depth == 0 { return }
    var mine = y.region
    add(&mine, 1)
    let quarters = mine.partitioned(.equal, into: 4)
    nest(&quarters.all, depth - 1)
}
