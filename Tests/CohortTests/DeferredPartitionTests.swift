import CohortData
import Glibc
import Synchronization
import Testing

@testable import Cohort

/// Partitions whose pieces are computed by operations: the call returns at once, and whoever needs the pieces waits.
@Suite struct DeferredPartitionTests {
    // MARK: Nobody waits for the data

    /// The writer goes on only when the operators have returned.
    @Test(arguments: World.allCases)
    func operatorsReturnBeforeTheDataAreThere(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 100), target = Region<Item, 1>(0 ..< 50)
            let returned = Signal(raisedIn: world)
            let written = [
                write(line.color, after: returned) { $0 / 25 }, write(line.pointer, after: returned) { $0 / 2 },
            ]
            let colors = line.partitioned(by: \.color, colors: 0 ..< 4)
            let image = target.partitioned(imageOf: line.pointer)
            let halves = target.partitioned(.equal, into: 2)
            let back = line.partitioned(preimageOf: halves, through: \.pointer)
            let again = line.partitioned(preimageOf: image, through: \.pointer)
            let both = colors.intersection(back)
            let rest = back.subtracting(colors)
            let one = line.partitioned(unionOf: both)
            let seen = line.partitioned(intersecting: rest)
            #expect(colors.colors.volume == 4 && both.count == 4 && again.count == 1 && seen.count == 2)
            returned.raise()
            for one in written { #expect(try await one.value) }
            #expect(colors.volumes == [25, 25, 25, 25] && colors.isDisjoint && colors.isComplete)
            #expect(image.volumes == [50] && image.isComplete && again.volumes == [100])
            #expect(back.indices == [Array(0 ..< 50), Array(50 ..< 100)] && back.isDisjoint)
            #expect(both.indices == [Array(0 ..< 25), [], [], []] && rest.indices == [Array(25 ..< 50), Array(50 ..< 100)])
            #expect(rest.isDisjoint && one.indices == [Array(0 ..< 25)] && seen.indices == rest.indices)
        }
    }

    /// A launch over the pieces is the first to need them.
    @Test(arguments: World.allCases)
    func launchesNeedThePieces(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 60)
            let returned = Signal(raisedIn: world)
            write(line.color, after: returned) { $0 % 3 }
            let pieces = line.partitioned(by: \.color, colors: 0 ..< 3)
            returned.raise()
            let builder = LaunchBuilder("number", nil, file: #fileID, line: #line)
            builder.field(pieces.pointer, .discard)
            builder.run { frame in
                var field = Field<Int, 1>(frame, 0)
                for point in field.domain { field[point] = 10 * frame.pointIndex }
            }
            let _: FutureMap<Void> = builder.index()
            #expect(try await line.pointer.values() == (0 ..< 60).map { 10 * ($0 % 3) })
        }
    }

    /// Both compute at the same time: each goes on when the other has begun.
    @Test(arguments: [World.twoWorkers, .eightWorkers])
    func operatorsRunAtTheSameTime(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10)
            let begun = Signal()
            let met = Signal()
            let made = (0 ..< 2).map { _ in
                let space = line.futureDomain
                return line.deferred("meeting", "meeting", colours: .singleColour, at: SourceLocation()) { _ in
                    PieceWork {
                        begun.raise()
                        if begun.comes(2) { met.raise() }
                        return [space()]
                    }
                }
            }
            #expect(made.map(\.volumes) == [[10], [10]] && met.comes(2))
        }
    }

    /// What arrives at the barrier may be launched after the partition is made, though not after it is used.
    @Test(arguments: [World.oneWorker, .twoWorkers, .eightWorkers])
    func dataMayWaitForABarrier(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10)
            let barrier = PhaseBarrier(arrivals: 1, named: "turn")
            launching(awaiting: [barrier.advanced()]) { _ = write(line.color) { $0 / 5 } }
            let early = line.partitioned(by: \.color, colors: 0 ..< 2)
            let late = line.partitioned(by: \.color, colors: 1 ..< 2)
            #expect(early.volumes == [0, 0])
            line.pointer.fill(0)
            #expect(await failureCode(of: early[1].pointer) == .barrierStalled)
            try barrier.arrive()
            #expect(late.volumes == [5])
        }
    }

    /// Tasks of an epoch do not run before it ends, so nothing in it can follow the data they write.
    @Test func dataOfAnEpochAreNotThereYet() async throws {
        try await withCohort(RuntimeOptions(workers: 4)) { (_: Context) async throws in
            let line = Region<Item, 1>(0 ..< 10)
            line.pointer.fill(0)
            line.color.fill(1)
            let (before, within) = mustEpoch {
                let before = line.partitioned(by: \.color, colors: 0 ..< 2)
                write(line.color) { _ in 0 }
                return (before, line.partitioned(by: \.color, colors: 0 ..< 2))
            }
            #expect(before.volumes == [0, 10])
            #expect(await failureCode(of: within[0].pointer) == .epochOrder)
        }
    }

    /// The pieces are results of tasks.
    @Test(arguments: World.allCases)
    func futuresAreNotAwaited(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 12)
            let returned = Signal(raisedIn: world)
            let builder = LaunchBuilder("cut", nil, file: #fileID, line: #line)
            builder.over(.numbers(below: 3))
            builder.run { frame in
                let came = returned.comes()
                frame.finish(with: came ? Domain.ranges(4 * frame.pointIndex ... 4 * frame.pointIndex + 1) : .empty(dimension: 1))
            }
            let cuts: FutureMap<Domain> = builder.index()
            let pieces = line.partitioned(pieces: cuts)
            let rest = line.partitioned(intersecting: pieces)
            returned.raise()
            #expect(pieces.indices == [[0, 1], [4, 5], [8, 9]] && rest.volumes == [2, 2, 2] && !pieces.isComplete)
        }
    }

    // MARK: What is seen

    @Test(arguments: World.allCases)
    func laterWritersWait(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 40)
            let returned = Signal(raisedIn: world)
            write(line.color, after: returned) { $0 / 20 }
            let early = line.partitioned(by: \.color, colors: 0 ..< 2)
            write(line.color) { _ in 0 }
            let late = line.partitioned(by: \.color, colors: 0 ..< 2)
            line.color.fill(1)
            let filled = line.partitioned(by: \.color, colors: 0 ..< 2)
            line.destroy()
            returned.raise()
            #expect(filled.volumes == [0, 40] && late.volumes == [40, 0] && early.volumes == [20, 20])
        }
    }

    @Test(arguments: World.allCases)
    func tasksMakeTheirOwn(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 40)
            let blocks = line.partitioned(.equal, into: 4)
            write(line.color) { $0 % 2 }
            let outer = line.partitioned(by: \.color, colors: 0 ..< 2)
            var sums: [Future<Int>] = []
            for color in 0 ..< 4 {
                let piece = blocks[color]
                let builder = LaunchBuilder("split", nil, file: #fileID, line: #line)
                builder.field(piece.color, .readWrite)
                builder.runAsynchronously { frame in
                    let own = piece.partitioned(by: \.color, colors: 0 ..< 2)
                    write(piece.color) { _ in 5 }
                    let later = piece.partitioned(by: \.color, colors: 5 ..< 6)
                    let shared = piece.partitioned(intersecting: outer)
                    frame.finish(with: own.domain(1).volume + 100 * later.domain(5).volume + 10_000 * shared.domain(0).volume)
                }
                sums.append(builder.single())
            }
            for sum in sums { #expect(try await sum.value == 51_005) }
        }
    }

    /// In many strips, and of many pieces.
    @Test(arguments: [World.oneWorker, .eightWorkers])
    func manyPoints(_ world: World) async throws {
        try await world.run { () async throws in
            let count = 400_000
            let plane = Region<Plane, 2>(0 ..< 400, 0 ..< 1000)
            let columns = plane.partitioned(by: { $0[1] / 100 }, colors: 0 ..< 10)
            let line = Region<Item, 1>(0 ..< count)
            write(line.color) { $0 % 7 }
            let colors = line.partitioned(by: \.color, colors: 0 ..< 7)
            #expect(colors.volumes.reduce(0, +) == count && colors.domain(3).rectCount == colors.domain(3).volume)
            #expect(colors.isComplete && columns.volumes == [Int](repeating: 40_000, count: 10))
        }
    }

    // MARK: Errors

    @Test(arguments: World.allCases)
    func failuresComeWithTheFirstUse(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10)
            let target = Region<Item, 1>(0 ..< 10)
            target.color.fill(0)
            let unwritten = target.partitioned(imageOf: line.pointer)
            #expect(await failureCode(of: unwritten[0].color) == .uninitialized)
            line.pointer.fill(12)
            let outside = target.partitioned(imageOf: line.pointer, checked: true)
            let within = target.partitioned(.equal, into: 2)
            let back = line.partitioned(preimageOf: within, through: \.pointer, checked: true)
            let union = outside.union(within)
            let further = line.partitioned(preimageOf: outside, through: \.pointer)
            #expect(union.count == 2 && outside.volumes == [0] && further.volumes == [0])
            for piece in [outside[0], union[0], union[1], further.applied(to: line)[0], back[1]] {
                #expect(await failureCode(of: piece.color) == .pointerOutside)
            }
            #expect(await failureCode(of: outside[0].partitioned(.equal, into: 3)[1].color) == .pointerOutside)
            self.fail(line.pointer)
            let poisoned = target.partitioned(imageOf: line.pointer)
            let both = poisoned.intersection(within)
            #expect(await failureCode(of: both[1].color) == .taskFailed)
            #expect(await failureCode(of: poisoned[0].color) == .taskFailed)
        }
    }

    private func fail(_ field: RegionField<Int, 1>) {
        let builder = LaunchBuilder("broken", nil, file: #fileID, line: #line)
        builder.field(field, .discard)
        builder.run { _ in throw Broken() }
        let _: Future<Void> = builder.single()
    }

    /// What nobody uses is nobody's error, when the data themselves are right.
    @Test func unusedPartitionsAreNoError() async throws {
        try await World.twoWorkers.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10)
            line.pointer.fill(12)
            _ = line.partitioned(imageOf: line.pointer, checked: true)
        }
    }
}
