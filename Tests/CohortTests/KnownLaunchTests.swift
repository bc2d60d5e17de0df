import Cohort
import CohortLife
import Testing

@FieldSpace struct Tray {
    var first: Int
    var second: Int
}

@Task private func knownAdd(_ x: inout Field<Int, 1>, _ amount: Int) { for p in x.domain { x[p] &+= amount } }
@Task private func knownScale(_ x: inout Field<Int, 1>, _ factor: Int) { for p in x.domain { x[p] &*= factor } }
@Task private func knownTake(_ from: borrowing Field<Int, 1>, _ to: inout Field<Int, 1>) {
    var sum = 0
    for p in from.domain { sum &+= from[p] }
    for p in to.domain { to[p] &+= sum }
}
@Task private func knownSum(_ x: borrowing Field<Int, 1>) -> Int { x.domain.reduce(0) { $0 + x[$1] } }
@Task private func knownOne(_ value: Int) -> Int { value }

/// Launches that were issued before are neither checked nor mapped again; so all that their checks and maps hang on is changed here, while
/// the same is launched again and again.
@Suite struct KnownLaunchTests {
    private static let modes: [RuntimeOptions.Traces] = [.off, .found, .forced]

    /// Runs `body` with a tray of twelve points and four pieces, whose fields are zeros.
    private func withTray(
        _ traces: RuntimeOptions.Traces, poison: RuntimeOptions.Poisoning = .off,
        _ body: @escaping (Context, Region<Tray, 1>, Partition<Tray, 1>) async throws -> Void
    ) async throws {
        var options = RuntimeOptions(workers: 2)
        options.traces = traces
        options.poison = poison
        try await withCohort(options) { (cohort: Context) async throws in
            let tray = Region<Tray, 1>(0 ..< 12, named: "tray")
            tray.first.fill(0)
            tray.second.fill(0)
            try await body(cohort, tray, tray.partitioned(.equal, into: 4))
        }
    }

    /// Another body, other values, with the same data.
    @Test(arguments: modes) func bodiesAndValues(traces: RuntimeOptions.Traces) async throws {
        for poison in [RuntimeOptions.Poisoning.off, .warns] {
            try await withTray(traces, poison: poison) { (_, tray: Region<Tray, 1>, parts: Partition<Tray, 1>) async throws in
                var expected = 0
                for turn in 1 ... 100 {
                    knownAdd(&parts.first, turn)
                    if turn % 7 == 0 { knownScale(&parts.first, 3) } else { knownAdd(&parts.first, -1) }
                    expected &+= turn
                    expected = turn % 7 == 0 ? expected &* 3 : expected &- 1
                }
                #expect(try await tray.first.values() == Array(repeating: expected, count: 12))
            }
        }
    }

    /// A fill between is seen, of the same field and of another; and one that is overtaken is not.
    @Test(arguments: modes) func fills(traces: RuntimeOptions.Traces) async throws {
        try await withTray(traces) { (_, tray: Region<Tray, 1>, parts: Partition<Tray, 1>) async throws in
            var expected = 0
            for turn in 0 ..< 60 {
                knownAdd(&parts.first, 1)
                knownAdd(&parts.first, 1)
                expected += 2
                if turn % 9 == 8 {
                    tray.first.fill(turn)
                    expected = turn
                }
                if turn % 5 == 4 { tray.second.fill(turn) }
            }
            #expect(try await tray.first.values() == Array(repeating: expected, count: 12))
            #expect(try await tray.second.values() == Array(repeating: 59, count: 12))
        }
    }

    /// Data that are elsewhere for a while are looked for there.
    @Test(arguments: modes) func arrays(traces: RuntimeOptions.Traces) async throws {
        try await withTray(traces) { (_, tray: Region<Tray, 1>, parts: Partition<Tray, 1>) async throws in
            for _ in 0 ..< 20 { knownAdd(&parts.first, 1) }
            for round in 0 ..< 3 {
                let array = ExternalArray(Array(repeating: 100 * round, count: 12))
                let attachment = tray.first.attach(array)
                for _ in 0 ..< 20 { knownAdd(&parts.first, 1) }
                try await attachment.detach()
                #expect(array.elements == Array(repeating: 100 * round + 20, count: 12))
                await expectError(.uninitialized) { try await knownSum(tray.first).value }
                tray.first.fill(7)
                for _ in 0 ..< 20 { knownAdd(&parts.first, 1) }
                #expect(try await tray.first.values() == Array(repeating: 27, count: 12))
            }
        }
    }

    /// Regions that end are not used again, nor taken for others that come in their place.
    @Test(arguments: modes) func regions(traces: RuntimeOptions.Traces) async throws {
        try await withTray(traces) { (_, tray: Region<Tray, 1>, parts: Partition<Tray, 1>) async throws in
            for round in 0 ..< 40 {
                let other = Region<Tray, 1>(0 ..< 12, named: "other")
                other.first.fill(round)
                for _ in 0 ..< 5 {
                    knownAdd(&other.first, 1)
                    knownAdd(&parts.first, 1)
                }
                #expect(try await other.first.values() == Array(repeating: round + 5, count: 12))
                if round % 2 == 0 {
                    other.destroy()
                    await expectError(.useAfterDestroy) { try await knownAdd(&other.first, 1).wait() }
                }
            }
            #expect(try await tray.first.values() == Array(repeating: 200, count: 12))
        }
    }

    /// Projections of the same partition to other pieces.
    @Test(arguments: modes) func projections(traces: RuntimeOptions.Traces) async throws {
        try await withTray(traces) { (_, tray: Region<Tray, 1>, parts: Partition<Tray, 1>) async throws in
            var expected = (0 ..< 4).map { _ in (first: 1, second: 0) }
            tray.first.fill(1)
            for turn in 0 ..< 60 {
                let distance = turn % 6 == 5 ? 2 : 1
                forEach(parts.colors) { i in knownTake(parts[(i + distance) % 4].first, &parts[i].second) }
                for i in 0 ..< 4 { expected[i].second &+= 3 &* expected[(i + distance) % 4].first }
                knownAdd(&parts[1].first, turn)
                expected[1].first &+= turn
            }
            let values = try await tray.second.values()
            #expect(values == expected.flatMap { Array(repeating: $0.second, count: 3) })
        }
    }

    /// Values for another number of points are refused, however often the launch was right.
    @Test(arguments: modes) func numbersOfValues(traces: RuntimeOptions.Traces) async throws {
        try await withTray(traces) { (_, tray: Region<Tray, 1>, parts: Partition<Tray, 1>) async throws in
            let four = FutureMap(over: try Domain(Rect(0 ..< 4))) { $0[0] }
            let three = FutureMap(over: try Domain(Rect(0 ..< 3))) { $0[0] }
            for _ in 0 ..< 10 { knownAdd(&parts.first, four) }
            await expectError(.argumentCount) { try await knownAdd(&parts.first, three).wait() }
            for _ in 0 ..< 10 { knownScale(&parts.second, knownOne(3)) }
            #expect(try await tray.second.values() == Array(repeating: 0, count: 12))
        }
    }

    /// What a task must not do is refused each time; what it may, inside another task, is as it was.
    @Test(arguments: modes) func rules(traces: RuntimeOptions.Traces) async throws {
        try await withTray(traces) { (_, tray: Region<Tray, 1>, parts: Partition<Tray, 1>) async throws in
            for _ in 0 ..< 10 {
                knownAdd(&parts.first, 1)
                await expectError(.argumentsInterfere) { try await knownTake(tray.first, &tray.first).wait() }
                tray.first.fill(0)
            }
            let sums = (0 ..< 50).map { _ in knownSum(parts.first) }
            for map in sums { #expect(try await map.values == [0, 0, 0, 0]) }
        }
    }

    /// Fills of other fields that nobody looks at, and parts that have no value yet, keep no launch from being known.
    @Test func partsAndOtherFields() async throws {
        try await withTray(.off) { (_, tray: Region<Tray, 1>, parts: Partition<Tray, 1>) async throws in
            for _ in 0 ..< 10 { knownAdd(&parts[1].first, 1) }
            #expect(TaskContext.current?.knownLaunchCount == 9)
            let bare = Region<Tray, 1>(0 ..< 12, named: "bare").partitioned(.equal, into: 4)
            for _ in 0 ..< 10 { knownAdd(&bare[2].first, 1) }
            #expect(TaskContext.current?.knownLaunchCount == 18)
            tray.first.fill(7)
            knownAdd(&parts[1].first, 1)
            #expect(try await tray.first.values() == [7, 7, 7, 8, 8, 8, 7, 7, 7, 7, 7, 7])
        }
    }

    /// Very many launches that come again and again are known, and forgotten with their regions.
    @Test func veryMany() async throws {
        try await withTray(.off) { (_, _, _) async throws in
            do {
                let others = (0 ..< 5000).map { Region<Tray, 1>(0 ..< 1, named: "m\($0)") }
                for other in others { other.first.fill(0) }
                for _ in 0 ..< 9 { for other in others { knownAdd(&other.first, 1) } }
                // In the first three rounds they are found to come again, leave their fingerprints, and are learned.
                #expect(TaskContext.current?.knownLaunchCount ?? 0 > 4 * 5000)
                for other in others where !(try await other.first.values() == [9]) { Issue.record("\(other)") }
            }
            let others = (0 ..< 5000).map { Region<Tray, 1>(0 ..< 1, named: "n\($0)") }
            for other in others { other.first.fill(1) }
            for _ in 0 ..< 5 { for other in others { knownAdd(&other.first, 1) } }
            for other in others where !(try await other.first.values() == [6]) { Issue.record("\(other)") }
        }
    }

    /// A launch that is known costs no memory for each time, and those that never come again are forgotten.
    @Test func manyRegions() async throws {
        try await withTray(.found) { (_, tray: Region<Tray, 1>, parts: Partition<Tray, 1>) async throws in
            let others = (0 ..< 3000).map { Region<Tray, 1>(0 ..< 1, named: "r\($0)") }
            for other in others { other.first.fill(0) }
            for _ in 0 ..< 3 { for other in others { knownAdd(&other.first, 2) } }
            for other in others where !(try await other.first.values() == [6]) { Issue.record("\(other)") }
        }
    }
}
