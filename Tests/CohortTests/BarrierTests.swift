import Cohort
import CohortLocking
import Foundation
import Testing

let bufferLog = Locked<[String]>([])

@Task func produce(_ buffer: inout Field<Int, 1>, _ value: Int) {
    bufferLog.withLock { $0.append("Wrote \(value)") }
    buffer[0] = value
}

@Task func consume(_ buffer: inout Field<Int, 1>) {
    bufferLog.withLock { $0.append("Found \(buffer[0])") }
    buffer[0] = 0
}

@Task func pass(_ y: inout Field<Int, 1>, _ from: PhaseBarrier, _ to: PhaseBarrier) async throws {
    var (from, to) = (from, to)
    for _ in 0 ..< 5 {
        launching(awaiting: [from], arrivingAt: [to]) { _ = add(&y.region.simultaneous, 1) }
        from.advance()
        to.advance()
    }
}

@Task func setSlowly(_ y: inout Discard<Int, 1>) {
    usleep(300_000)
    for p in y.domain { y[p] = p[0] % 2 }
}

let holders = Crowding()

@Task func hold(_ number: Int) { holders.visit(number) { usleep(200) } }

@Suite(.serialized) struct BarrierTests {
    /// T15: a producer and a consumer share a buffer, and two barriers keep them in step.
    @Test(arguments: World.allCases) func producerAndConsumer(world: World) async throws {
        bufferLog.withLock { $0 = [] }
        try await world.run { () async throws in
            let buffer = Region<Line, 1>(0 ..< 1)
            buffer.a.fill(0)
            var filled = PhaseBarrier(arrivals: 1, named: "filled")
            var emptied = PhaseBarrier(arrivals: 1, named: "emptied")
            for round in 0 ..< 10 {
                launching(awaiting: [emptied], arrivingAt: [filled]) { _ = produce(&buffer.a.simultaneous, round) }
                filled.advance()
                launching(awaiting: [filled], arrivingAt: [emptied]) { _ = consume(&buffer.a.simultaneous) }
                emptied.advance()
            }
            #expect(try await buffer.a.values() == [0])
        }
        #expect(bufferLog.withLock { $0 } == (0 ..< 10).flatMap { ["Wrote \($0)", "Found \($0)"] })
    }

    /// Two tasks that launch others hand a turn back and forth; each waits for launches of the other.
    @Test(arguments: World.allCases) func handingOver(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(0)
            let there = PhaseBarrier(arrivals: 1, named: "there")
            let back = PhaseBarrier(arrivals: 1, named: "back")
            pass(&line.a.simultaneous, back, there)
            pass(&line.a.simultaneous, there.advanced(), back)
            #expect(try await line.a.values() == [10, 10, 10, 10])
        }
    }

    /// A lost arrival ends in an error that names the barrier, its generation and what is missing; nothing hangs.
    @Test(arguments: World.allCases) func stalls(world: World) async throws {
        let filled = PhaseBarrier(arrivals: 2, named: "filled")
        await expectError(.barrierStalled, naming: ["generation 0", "'filled'", "1 of 2 arrivals"]) {
            try await world.run { () async throws in
                let line = Region<Line, 1>(0 ..< 4)
                line.a.fill(0)
                launching(arrivingAt: [filled]) { _ = add(&line.a.simultaneous, 1) }
                let after = launching(awaiting: [filled.advanced()]) { add(&line.a.simultaneous, 1) }
                try await after.value
            }
        }
    }

    /// Only the wait for the lost arrival fails; who waits for the launch that fails goes on, since that arrives all the same.
    @Test(arguments: World.allCases) func stallsInAChain(world: World) async throws {
        let (first, second) = (PhaseBarrier(arrivals: 1, named: "first"), PhaseBarrier(arrivals: 1, named: "second"))
        await expectError(.barrierStalled, naming: ["generation 0 of barrier 'first'", "BarrierTests"]) {
            try await world.run { () async throws in
                let line = Region<Line, 1>(0 ..< 4)
                line.a.fill(0)
                line.b.fill(0)
                launching(awaiting: [first.advanced()], arrivingAt: [second]) { _ = add(&line.a, 1) }
                try await launching(awaiting: [second.advanced()]) { add(&line.b, 1) }.value
                #expect(try await line.b.values() == [1, 1, 1, 1])
                // Waiting was given up for good.
                await expectError(.barrierStalled) { try await first.advanced().advanced().wait() }
            }
        }
    }

    /// A launch that is refused or fails arrives all the same; who uses the data learns of it, who does not goes on.
    @Test(arguments: World.allCases) func failuresArrive(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            line.b.fill(0)
            let filled = PhaseBarrier(arrivals: 2)
            let refused = launching(arrivingAt: [filled]) { add(&line.a.missingPiece, 1) }
            let failed = launching(arrivingAt: [filled]) { failWriting(&line.b) }
            await expectError(.taskFailed) { try await failed.value }
            await expectError(.unknownColor) { try await refused.value }
            try await filled.advanced().wait()
        }
    }

    /// A thread that waits for data does not give up while somebody writes them, however slowly, though others wait for a barrier.
    @Test(arguments: World.allCases) func slowWriter(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(0)
            let begun = PhaseBarrier(arrivals: 1)
            launching(awaiting: [begun.advanced()]) { _ = add(&line.a, 1) }
            setSlowly(&line.b)
            #expect(line.partitioned(by: \.b, colors: 0 ..< 2).indices == [[0, 2], [1, 3]])
            try begun.arrive()
            #expect(try await line.a.values() == [1, 1, 1, 1])
        }
    }

    /// The same for a barrier at which others than tasks arrive.
    @Test(arguments: World.allCases) func slowArrival(world: World) async throws {
        let turn = PhaseBarrier(arrivals: 1, named: "turn", isOpen: true)
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            launching(awaiting: [turn.advanced()]) { _ = setSlowly(&line.b) }
            Thread.detachNewThread {
                usleep(150_000)
                try? turn.arrive()
            }
            #expect(line.partitioned(by: \.b, colors: 0 ..< 2).indices == [[0, 2], [1, 3]])
        }
    }

    /// Launches behind a barrier at which this code arrives later: none of them is waited for.
    @Test(arguments: World.allCases) func manyBehindABarrier(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(0)
            let begun = PhaseBarrier(arrivals: 1)
            launching(awaiting: [begun.advanced()]) { for _ in 0 ..< 200 { add(&line.a, 1) } }
            try begun.arrive()
            #expect(try await line.a.values() == [200, 200, 200, 200])
        }
    }

    /// A line that waits for a partition of data that are mapped around it, which the mapping would have to end for.
    @Test(arguments: World.allCases) func partitionWithinMapping(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(0)
            line.b.fill(0)
            let early = try await line.a.updating { _ in line.partitioned(by: \.a, colors: 0 ..< 2)[0] }
            #expect(try await total(early.b).value == 0)
            let late = try await line.a.updating { _ in
                let pieces = line.partitioned(by: \.a, colors: 0 ..< 2)
                return add(&pieces[0].b, 1)
            }
            await expectError(.barrierStalled, naming: ["mapping"]) { try await late.value }
            line.b.fill(0)
        }
    }

    /// A thread of nobody's arrives late, at an open barrier; the wait is no stall.
    @Test(arguments: World.allCases) func arrivalFromOutside(world: World) async throws {
        let turn = PhaseBarrier(arrivals: 1, named: "turn", isOpen: true)
        Thread.detachNewThread {
            usleep(150_000)
            try? turn.arrive()
        }
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(0)
            let after = launching(awaiting: [turn.advanced()]) { add(&line.a, 1) }
            try await after.value
            #expect(try await line.a.values() == [1, 1, 1, 1])
        }
    }

    /// Arrivals and waits without launches; one arrival too many is an error.
    @Test func byHand() async throws {
        try await withCohort(RuntimeOptions(workers: 2)) { (_: Context) async throws in
            let barrier = PhaseBarrier(arrivals: 2, named: "turn")
            #expect(barrier.isReady && !barrier.advanced().isReady)
            try barrier.arrive()
            try barrier.advanced().arrive(2)
            #expect(!barrier.advanced().isReady)
            try barrier.arrive()
            #expect(barrier.advanced().isReady && barrier.advanced().advanced().isReady)
            try await barrier.advanced().advanced().wait()
            await expectError(.barrierOverrun, naming: ["generation 1", "'turn'"]) { try barrier.advanced().arrive() }
        }
    }

    /// T42: exclusive holders never overlap, and opposite orders of two reservations end in no deadlock.
    @Test(arguments: World.allCases) func reservations(world: World) async throws {
        let (first, second) = (Reservation(), Reservation())
        _ = holders.takeOrder()
        try await world.run { () async throws in
            for number in 0 ..< 40 {
                let order = number.isMultiple(of: 2) ? [first.exclusive, second.exclusive] : [second.exclusive, first.exclusive]
                launching(holding: order) { _ = launch { hold(number) } }
            }
        }
        #expect(holders.greatest == 1)
        #expect(holders.takeOrder().sorted() == Array(0 ..< 40))
    }

    /// T42: shared holders overlap.
    @Test func sharedReservations() async throws {
        let reservation = Reservation()
        meeting.store(0, ordering: .sequentiallyConsistent)
        try await withCohort(RuntimeOptions(workers: 4)) { (_: Context) async throws in
            let line = Region<Line, 1>(0 ..< 4)
            line.a.fill(0)
            line.b.fill(0)
            let one = launching(holding: [reservation.shared]) { meet(&line.a) }
            let other = launching(holding: [reservation.shared]) { meet(&line.b) }
            #expect(try await one.value)
            #expect(try await other.value)
        }
    }
}

extension RegionField {
    /// A field of a piece that does not exist.
    fileprivate var missingPiece: RegionField {
        get { partitioned(.equal, into: 1)[7] }
        nonmutating set {}
    }
}
