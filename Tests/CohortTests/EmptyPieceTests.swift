import Cohort
import Glibc
import Testing

@Task func overwriteSlowly(_ a: inout Discard<Int, 1>) {
    usleep(2000)
    for p in a.domain { a[p] = 1 }
}

@Task func slowNumber() -> Int {
    usleep(50_000)
    return 1
}

@Task func totalLater(_ y: inout Field<Int, 1>, _ after: Int) async throws -> Int { try await total(y.region).value }

@Suite struct EmptyPieceTests {
    /// A task on no points need not be over when their array is detached, and still knows its region.
    @Test(arguments: World.allCases) func detachedMeanwhile(world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Line, 1>(0 ..< 4)
            let attachment = line.a.attach(ExternalArray([1, 2, 3, 4]))
            let pieces = line.partitioned(weights: [1, 0])
            let sum: Future<Int> = totalLater(&pieces[1].a, slowNumber())
            try await attachment.detach()
            #expect(try await sum.value == 0)
        }
    }

    /// A task on a piece without points is ordered with nothing, but its region lasts until it is over.
    @Test(arguments: World.allCases) func regionsOutliveTheirTasks(world: World) async throws {
        try await world.run { () async throws in
            for _ in 0 ..< 20 {
                let gate = PhaseBarrier(arrivals: 1)
                do {
                    let line = Region<Line, 1>(0 ..< 4)
                    let parts = line.partitioned(pieces: [try Domain(Rect(0 ..< 4)), .empty(dimension: 1)])
                    launching(awaiting: [gate.advanced()]) { _ = overwriteSlowly(&parts[1].a) }
                    line.a.set([1, 2, 3, 4])
                }
                // The region is released here, while the task on the empty piece still waits.
                let other = Region<Line, 1>(0 ..< 4)
                other.a.set([5, 6, 7, 8])
                #expect(try await other.a.values() == [5, 6, 7, 8])
                try gate.arrive()
            }
        }
    }
}
