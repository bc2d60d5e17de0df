import Cohort
import Synchronization
import Testing

@Task func wave(_ y: inout Field<Int, 1>, _ rounds: Int) throws {
    for _ in 0 ..< rounds {
        for p in y.domain { y[p] += 1 }
        try pointBarrier()
    }
}

@Task func deserter(_ y: inout Field<Int, 1>) throws {
    if y.domain.contains(Point(0)) { return }
    try pointBarrier()
}

@Task func handOver(_ y: inout Field<Int, 1>, _ mine: PhaseBarrier, _ next: PhaseBarrier, _ rounds: Int) async throws {
    var (mine, next) = (mine, next)
    for _ in 0 ..< rounds {
        launching(awaiting: [mine], arrivingAt: [next]) { _ = add(&y.region.simultaneous, 1) }
        mine.advance()
        next.advance()
    }
}

@Task func foldTogether(_ y: inout Reduce<Sum<Int>, 1>) throws {
    for p in y.domain { y.fold(1, at: p) }
    try pointBarrier()
}

@Task func foldOne(_ y: inout Reduce<Sum<Int>, 1>) { for p in y.domain { y.fold(1, at: p) } }

@Task func foldBoth(_ mine: inout Reduce<Sum<Int>, 1>, _ next: inout Reduce<Sum<Int>, 1>) async {
    foldOne(&mine.region)
    foldOne(&next.region)
}

@Suite(.serialized) struct EpochTests {
    private func run(_ workers: Int, _ body: @escaping () async throws -> Void) async throws {
        try await withCohort(RuntimeOptions(workers: workers)) { _ in try await body() }
    }

    /// T17a: four tasks with barriers between them, on four workers.
    @Test(arguments: [RuntimeOptions.Order.parallel, .inline]) func ring(order: RuntimeOptions.Order) async throws {
        try await withCohort(RuntimeOptions(workers: 4, order: order)) { (_: Context) async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            let turns = (0 ..< 4).map { PhaseBarrier(arrivals: 1, named: "turn \($0)") }
            mustEpoch {
                for task in 0 ..< 4 {
                    // The first task of a round need not wait; the others wait for the one before, it for the last.
                    let mine = task == 0 ? turns[0] : turns[task].advanced()
                    handOver(&line.a.simultaneous, mine, turns[(task + 1) % 4], 5)
                }
            }
            #expect(try await line.a.values() == Array(repeating: 20, count: 8))
        }
    }

    /// T17c: nine tasks on eight workers are refused, all of them.
    @Test func tooMany() async throws {
        try await run(8) { () async throws in
            let line = Region<Line, 1>(0 ..< 9)
            line.a.fill(0)
            line.b.fill(0)
            let cells = line.partitioned(.equal, into: 9)
            let (first, last) = mustEpoch { (add(&line.b, 1), add(&cells.a, 1)) }
            await expectError(.tooManyConcurrent, naming: ["10 tasks", "8 workers"]) { try await first.value }
            await expectError(.tooManyConcurrent) { try await last.wait() }
            await expectError(.tooManyConcurrent) { _ = try await line.b.values() }
        }
    }

    /// T17d: tasks of an epoch that share data exclusively are named; so is one that takes another's result.
    @Test func ordered() async throws {
        try await run(4) { () async throws in
            let line = Region<Line, 1>(0 ..< 9)
            line.a.fill(0)
            line.b.fill(0)
            let shared = mustEpoch { () -> Future<Void> in
                add(&line.a, 1)
                return add(&line.a, 2)
            }
            await expectError(.epochOrder, naming: ["'add'", "field 'a'"]) { try await shared.value }
            line.a.fill(0)
            let taken = mustEpoch { add(&line.b, total(line.a)) }
            await expectError(.epochOrder, naming: ["result"]) { try await taken.value }
        }
    }

    /// Tasks of one epoch that name the same piece, which has no points, share nothing.
    @Test(arguments: [RuntimeOptions.Order.parallel, .inline]) func emptyPiece(order: RuntimeOptions.Order) async throws {
        try await withCohort(RuntimeOptions(workers: 2, order: order)) { (_: Context) async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            let pieces = line.partitioned(weights: [0, 1])
            let (first, second) = mustEpoch { (add(&pieces[0].a, 1), add(&pieces[0].a, 1)) }
            try await first.value
            try await second.value
            #expect(try await line.a.values() == Array(repeating: 0, count: 8))
        }
    }

    /// Tasks of one epoch that fold into the same data with one operator run together all the same.
    @Test(arguments: [RuntimeOptions.Order.parallel, .inline]) func folds(order: RuntimeOptions.Order) async throws {
        try await withCohort(RuntimeOptions(workers: 4, order: order)) { (_: Context) async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            let halves = line.partitioned(.equal, into: 2)
            mustEpoch {
                foldTogether(&line.a)
                foldTogether(&halves.a)
            }
            #expect(try await line.a.values() == Array(repeating: 3, count: 8))
        }
    }

    /// Points that fold through tasks of their own, each into its piece and the next one's, would follow one another.
    @Test(arguments: [RuntimeOptions.Order.parallel, .inline]) func foldsThroughTasks(order: RuntimeOptions.Order) async throws {
        try await withCohort(RuntimeOptions(workers: 4, order: order)) { (_: Context) async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            let halves = line.partitioned(.equal, into: 2)
            let others = line.partitioned(pieces: [.ranges(4 ... 7), .ranges(0 ... 3)])
            let folded = concurrently { foldBoth(&halves.a, &others.a) }
            await expectError(.epochOrder, naming: ["foldBoth", "field 'a'"]) { try await folded.wait() }
            line.a.fill(1)
            concurrently { foldBoth(&halves.a, &halves.a) }
            #expect(try await line.a.values() == Array(repeating: 3, count: 8))
        }
    }

    /// Points that write atomically, each a piece of its own, share nothing; points that hold one reservation do.
    @Test(arguments: [RuntimeOptions.Order.parallel, .inline]) func claims(order: RuntimeOptions.Order) async throws {
        try await withCohort(RuntimeOptions(workers: 4, order: order)) { (_: Context) async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            let blocks = line.partitioned(.equal, into: 4)
            concurrently { wave(&blocks.a.atomic, 2) }
            #expect(try await line.a.values() == Array(repeating: 2, count: 8))
            let reservation = Reservation()
            let held = launching(holding: [reservation.exclusive]) { concurrently { wave(&blocks.a, 1) } }
            await expectError(.epochOrder, naming: ["wave", "reservation"]) { try await held.wait() }
            line.a.fill(0)
            launching(holding: [reservation.shared]) { _ = concurrently { wave(&blocks.a, 1) } }
            #expect(try await line.a.values() == Array(repeating: 1, count: 8))
            let second = launching(holding: [reservation.exclusive]) {
                mustEpoch { () -> Future<Void> in
                    add(&blocks[0].a, 1)
                    return add(&blocks[1].a, 1)
                }
            }
            await expectError(.epochOrder, naming: ["reservation"]) { try await second.value }
            line.a.fill(0)
        }
    }

    /// Readers of one array that is copied around each of them follow one another; once it is acquired they do not.
    @Test(arguments: [RuntimeOptions.Order.parallel, .inline]) func arrays(order: RuntimeOptions.Order) async throws {
        try await withCohort(RuntimeOptions(workers: 4, order: order)) { (_: Context) async throws in
            let line = Region<Line, 1>(0 ..< 8)
            let halves = line.partitioned(.equal, into: 2)
            let attachment = halves[0].a.attach(ExternalArray(Array(repeating: 2, count: 4)))
            let (_, second) = mustEpoch { (total(halves[0].a), total(halves[0].a)) }
            await expectError(.epochOrder, naming: ["field 'a'"]) { try await second.value }
            halves[0].a.acquire()
            let (third, fourth) = mustEpoch { (total(halves[0].a), total(halves[0].a)) }
            #expect(try await third.value == 8)
            #expect(try await fourth.value == 8)
            try await attachment.detach()
        }
    }

    /// An epoch's folds wait for its end where each operation is otherwise finished at once.
    @Test func foldsInSequence() async throws {
        try await withCohort(RuntimeOptions(workers: 1, order: .sequential)) { (_: Context) async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(1)
            mustEpoch { foldOne(&line.a) }
            #expect(try await line.a.values() == Array(repeating: 2, count: 8))
        }
    }

    /// Members that come to a barrier find workers for those that do not run yet, again and again.
    @Test func gangsOneAfterTheOther() async throws {
        try await run(8) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            let cells = line.partitioned(.equal, into: 5)
            for _ in 0 ..< 2000 { concurrently { wave(&cells.a, 1) } }
            #expect(try await line.a.values() == Array(repeating: 2000, count: 8))
        }
    }

    /// T17f: an epoch within another.
    @Test func nested() async throws {
        try await run(4) { () async throws in
            let line = Region<Line, 1>(0 ..< 9)
            line.a.fill(0)
            let inner = mustEpoch { mustEpoch { add(&line.a, 1) } }
            await expectError(.nestedEpoch) { try await inner.value }
        }
    }

    /// T43: two concurrent launches, whose points wait for one another, do not get in each other's way.
    @Test func concurrentLaunches() async throws {
        try await run(4) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            line.b.fill(0)
            let blocks = line.partitioned(.equal, into: 4)
            for _ in 0 ..< 20 {
                concurrently {
                    wave(&blocks.a, 5)
                    wave(&blocks.b, 5)
                }
            }
            #expect(try await line.a.values() == Array(repeating: 100, count: 8))
            #expect(try await line.b.values() == Array(repeating: 100, count: 8))
            let many = concurrently { wave(&line.partitioned(.equal, into: 5).a, 1) }
            await expectError(.tooManyConcurrent, naming: ["5 tasks", "4 workers"]) { try await many.wait() }
        }
    }

    /// A point that ends without coming to the barrier makes the others fail, not wait; a barrier alone is an error.
    @Test func missingPoint() async throws {
        try await run(4) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            let blocks = line.partitioned(.equal, into: 4)
            let left = concurrently { deserter(&blocks.a) }
            await expectError(.pointBarrier, naming: ["deserter"]) { try await left.wait() }
            line.a.fill(0)
            let alone = wave(&line.a, 1)
            await expectError(.pointBarrier, naming: ["outside"]) { try await alone.value }
            line.a.fill(0)
            let serial = concurrently { wave(&line.partitioned(restricting: 0 ..< 3, stride: 0, extent: 0 ... 7).a.atomic, 1) }
            await expectError(.epochOrder) { try await serial.wait() }
        }
    }

    /// A member whose data failed takes the whole gang with it.
    @Test func poisonedMember() async throws {
        try await run(4) { () async throws in
            let line = Region<Line, 1>(0 ..< 8)
            line.a.fill(0)
            let blocks = line.partitioned(.equal, into: 4)
            let failed = failWriting(&blocks[2].a)
            let results = concurrently { wave(&blocks.a, 3) }
            await expectError(.taskFailed, naming: ["failWriting"]) { try await failed.value }
            await expectError(.taskFailed, naming: ["failWriting"]) { try await results.wait() }
        }
    }
}
