import Cohort
import CohortLife
import Testing

@Task func copyAll(_ x: borrowing Field<Int, 1>, _ y: inout Discard<Int, 1>) { for p in y.domain { y[p] = x[p] } }
@Task(.replicable) func launchCopy(_ x: borrowing Field<Int, 1>, _ y: inout Discard<Int, 1>) async {
    copyAll(x.region, &y.region)
}
@Task(.idempotent) func countTwice() -> Int { outside() }
private func outside() -> Int { 2 }

@Suite struct TaskMarkTests {
    private var plan: LaunchPlan? { TaskContext.current?.plan }

    @Test(arguments: World.allCases) func plansCarryMarks(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            line.a.set([1, 2, 3, 4])
            copyAll(line.a, &line.b)
            #expect(plan?.isIdempotent == true && plan?.isReplicable == true)
            add(&line.a, 1)
            #expect(plan?.isIdempotent == false && plan?.isReplicable == true)
            launchCopy(line.a, &line.b)
            #expect(plan?.isIdempotent == false && plan?.isReplicable == true)
            let count: Future<Int> = countTwice()
            #expect(plan?.isIdempotent == true && plan?.isReplicable == false)
            #expect(try await count.value == 2)
            #expect(try await line.b.values() == [2, 3, 4, 5])
        }
    }

    /// While it is filled: what was launched is let go of.
    @Test func descriptionsNameMarks() async throws {
        try await World.oneWorker.run { () async throws in
            let line = Region<Line, 1>(0 ..< 4, named: "line")
            let halves = line.partitioned(.equal, into: 2).named("halves")
            let copying = LaunchBuilder("copyAll", nil, file: "F", line: 7)
            copying.field(halves.a, .read)
            copying.field(halves.b.all, .discard)
            copying.marked(idempotent: true, replicable: true)
            #expect(
                plan?.description == """
                    task 'copyAll' over {0...1}, leaf, idempotent, replicable, at F:7
                    ├─ reads 'a' of 'line/halves'
                    └─ overwrites 'b' of 'line/halves'
                    """)
            let launching = LaunchBuilder("launchCopy", nil, file: "F", line: 8)
            launching.field(line.a, .read)
            launching.field(line.b.simultaneous, .discard)
            launching.runAsynchronously { _ in }
            launching.marked(replicable: true)
            #expect(
                plan?.description == """
                    task 'launchCopy', launches, replicable, at F:8
                    ├─ reads 'a' of 'line'
                    └─ overwrites 'b' of 'line', simultaneous
                    """)
            _ = launch { countTwice(file: "F", line: 9) }
            #expect(plan?.description == "task 'countTwice', leaf, idempotent, at F:9")
        }
    }
}
