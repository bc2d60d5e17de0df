import Cohort
import CohortLocking
import Glibc
import Synchronization
import Testing

@testable import CohortLife

/// How many tasks are inside at once, and the most there ever were.
final class Crowding: Sendable {
    private let inside = Atomic<Int>(0)
    private let most = Atomic<Int>(0)
    private let order = Locked<[Int]>([])

    func visit(_ number: Int, _ body: () -> Void) {
        let now = inside.wrappingAdd(1, ordering: .sequentiallyConsistent).newValue
        most.max(now, ordering: .sequentiallyConsistent)
        order.withLock { $0.append(number) }
        body()
        inside.wrappingSubtract(1, ordering: .sequentiallyConsistent)
    }

    var greatest: Int { most.load(ordering: .sequentiallyConsistent) }

    /// The visitors in order; forgets them and the greatest number.
    func takeOrder() -> [Int] {
        most.store(0, ordering: .sequentiallyConsistent)
        return order.withLock { order in
            defer { order = [] }
            return order
        }
    }
}

let atomicCrowding = Crowding()
let meeting = Atomic<Int>(0)

@Task func increment(_ y: inout Field<Int, 1>, _ number: Int) {
    atomicCrowding.visit(number) {
        // Long enough for another to come, were it let in.
        usleep(UInt32(10 + number * 7 % 13))
        for p in y.domain { y[p] += 1 }
    }
}

/// Waits for another one of its kind; false when none came in two seconds.
@Task func meet(_ y: inout Field<Int, 1>) -> Bool {
    meeting.wrappingAdd(1, ordering: .sequentiallyConsistent)
    for _ in 0 ..< 20_000 {
        if meeting.load(ordering: .sequentiallyConsistent) >= 2 { return true }
        usleep(100)
    }
    return false
}

@Task func failWriting(_ y: inout Field<Int, 1>) throws { throw Broken() }
struct Broken: Error {}

@Suite(.serialized) struct CoherenceTests {
    /// The rule for every pair: rows the earlier use, columns the later; `.` side by side, `o` ordered, `s` one at a time.
    @Test func relations() {
        let uses = [Coherence.exclusive, .atomic, .simultaneous, .relaxed].flatMap {
            [DataUse(changes: false, coherence: $0), DataUse(changes: true, coherence: $0)]
        }
        //          exclusive atomic simult. relaxed
        //           r   w    r  w    r  w    r  w
        let table = [
            "                . o . o . o . o", "                o o o o o o o o",
            "                . o . s . o . o", "                o o s s . o . o",
            "                . o . . . . . .", "                o o o o . . . .",
            "                . o . . . . . .", "                o o o o . . . .",
        ]
        let letters: [UseRelation: Character] = [.free: ".", .ordered: "o", .serialised: "s"]
        for (earlier, row) in zip(uses, table) {
            let found = uses.map { String(letters[DataUse.relation(earlier, $0)]!) }.joined(separator: " ")
            #expect(found == row.drop { $0 == " " })
        }
    }

    /// T14: atomic tasks run one at a time, in any order, between exclusive ones.
    @Test(arguments: World.allCases) func atomic(world: World) async throws {
        var orders: Set<[Int]> = []
        _ = atomicCrowding.takeOrder()
        for _ in 0 ..< 20 {
            try await world.run { () async throws in
                let line = Region<Line, 1>(0 ..< 100)
                line.a.fill(1)
                let halves = line.partitioned(.equal, into: 2)
                for number in 0 ..< 10 {
                    if number.isMultiple(of: 2) {
                        increment(&line.a.atomic, number)
                    } else {
                        increment(&halves[0].a.atomic, number)
                        increment(&halves[1].a.atomic, number)
                    }
                }
                #expect(try await total(line.a).value == 1100)
            }
            orders.insert(atomicCrowding.takeOrder())
        }
        if world == .sequential { #expect(orders.count == 1) }
    }

    /// T14: whoever shares points with another is never inside with it.
    @Test func atomicTasksExcludeEachOther() async throws {
        var orders: Set<[Int]> = []
        _ = atomicCrowding.takeOrder()
        for _ in 0 ..< 200 where orders.count < 2 {
            try await withCohort(RuntimeOptions(workers: 8)) { (_: Context) async throws in
                let line = Region<Line, 1>(0 ..< 100)
                line.a.fill(1)
                for number in 0 ..< 10 { increment(&line.a.atomic, number) }
                #expect(try await line.a.values() == Array(repeating: 11, count: 100))
            }
            #expect(atomicCrowding.greatest == 1)
            orders.insert(atomicCrowding.takeOrder())
        }
        #expect(orders.count >= 2)
    }

    /// Simultaneous tasks that change the same data run side by side; exclusive ones after them wait for both.
    @Test func simultaneousTasksMeet() async throws {
        try await withCohort(RuntimeOptions(workers: 4)) { (_: Context) async throws in
            let line = Region<Line, 1>(0 ..< 10)
            line.a.fill(3)
            meeting.store(0, ordering: .sequentiallyConsistent)
            let first = meet(&line.a.simultaneous)
            let second = meet(&line.a.relaxed)
            add(&line.a, 1)
            #expect(try await first.value)
            #expect(try await second.value)
            #expect(try await total(line.a).value == 40)
        }
    }

    /// An exclusive task follows coherent ones that failed, and fails with them; so do later ones.
    @Test(arguments: World.allCases) func failuresTravel(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 10)
            line.a.fill(0)
            let failed = failWriting(&line.a.atomic)
            let sum = total(line.a)
            await expectError(.taskFailed, naming: ["failWriting"]) { try await failed.value }
            await expectError(.taskFailed, naming: ["failWriting"]) { try await sum.value }
        }
    }

    /// Points of one launch may share what they use atomically or simultaneously; the data is right in the end.
    @Test(arguments: World.allCases) func points(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 10)
            line.a.fill(0)
            let overlapping = line.partitioned(restricting: 0 ..< 4, stride: 2, extent: 0 ... 5)
            await expectError(.pointsInterfere) { try await add(&overlapping.a, 1).wait() }
            line.a.fill(0)
            add(&overlapping.a.atomic, 1)
            #expect(try await line.a.values() == [1, 1, 2, 2, 3, 3, 3, 3, 2, 2])
        }
    }
}
