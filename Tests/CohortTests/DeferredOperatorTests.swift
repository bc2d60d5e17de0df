import CohortData
import CohortGeometry
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Cohort

/// Operators on pieces that are still computed, on large partitions, and on what goes wrong with either.
@Suite struct DeferredOperatorTests {
    /// Every operator there is, upon pieces whose colours nobody has written yet, and again upon what comes out.
    @Test(arguments: World.allCases)
    func nothingWaitsForUnfinishedPieces(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 120), target = Region<Item, 1>(0 ..< 60)
            line.pointer.fill(7)
            line.range.fill(Rect(3 ..< 5))
            let returned = Signal(raisedIn: world)
            let written = write(line.color, after: returned) { $0 % 3 }
            let thirds = line.partitioned(by: \.color, colors: 0 ..< 3)
            let images = target.partitioned(imageOf: thirds.pointer)
            let ranges = target.partitioned(rangesOf: thirds.range)
            let one = target.partitioned(imageOf: thirds[1].pointer)
            let blocks = line.partitioned(.equal, into: 4)
            let product = thirds.crossed(with: blocks), other = blocks.crossed(with: thirds)
            let pending = try line.pendingPartition(colors: 0 ..< 4)
            try pending[0].fill(unionOf: thirds)
            try pending[1].fill(intersectionOf: [thirds[1], blocks[0]])
            try pending[2].fill(with: blocks[1], subtracting: [thirds[0], product[1][1]])
            try pending[3].fill(with: line, subtracting: thirds)
            let filled = try pending.partition()
            let both = filled.intersection(thirds.union(blocks))
            let within = thirds[2].partitioned(by: \.pointer, colors: 7 ..< 8)
            let seen = thirds[0].partitioned(intersecting: product[0])
            let back = line.partitioned(preimageOf: images, through: \.pointer)
            let whole = product[2][3].partitioned(unionOf: filled)
            let asked = Count()
            let parities = thirds[1].partitioned(
                by: { point in
                    asked.value.add(1, ordering: .relaxed)
                    return point.value < 90 ? point.value % 2 : nil
                }, colors: 0 ..< 2)
            let corners = thirds[2].partitioned(by: { Point($0.value / 60, $0.value % 2) }, colors: .rectangle(0 ... 1, 0 ... 1))
            let flat = thirds[2].partitioned(by: { $0 }, colors: .rectangle(0 ... 1, 0 ... 1))
            #expect([parities, flat].allSatisfy { $0.node.promise != nil } && corners.node.promise != nil)
            returned.raise()
            #expect(try await written.value)
            let (zero, first, second) = (0 ..< 3).map { rest in (0 ..< 120).filter { $0 % 3 == rest } }.tuple
            #expect(thirds.indices == [zero, first, second])
            #expect(images.indices == [[7], [7], [7]] && one.indices == [[7]] && ranges.indices == [[3, 4], [3, 4], [3, 4]])
            #expect(product[1].indices == (0 ..< 4).map { block in first.filter { $0 / 30 == block } })
            #expect(other[3].indices == [zero, first, second].map { $0.filter { $0 >= 90 } } && product[1].isDisjoint)
            #expect(filled.indices[0] == Array(0 ..< 120) && filled.indices[1] == first.filter { $0 < 30 })
            #expect(filled.indices[2] == second.filter { 30 ..< 60 ~= $0 } && filled.indices[3].isEmpty)
            #expect(both.indices[0] == Set(zero).union(0 ..< 30).sorted() && both.count == 4)
            #expect(within.indices == [second] && seen.indices == product[0].indices)
            #expect(back.volumes == [120, 120, 120] && whole.indices == [second.filter { $0 >= 90 }])
            #expect(product[2].node.parentDomain.indices == second)
            #expect(parities.indices == (0 ..< 2).map { odd in first.filter { $0 < 90 && $0 % 2 == odd } } && parities.isDisjoint)
            #expect(asked.value.load(ordering: .relaxed) == 40)
            #expect(
                corners.indices
                    == [(0, 0), (0, 1), (1, 0), (1, 1)].map { row, odd in
                        second.filter { $0 / 60 == row && $0 % 2 == odd }
                    })
            #expect(await failureCode(of: flat[0, 0].color) == .geometryDimension)
        }
    }

    /// Later writers of what is read through unfinished pieces wait for the reader, wherever the pieces are.
    @Test(arguments: World.allCases)
    func readingThroughUnfinishedPiecesKeepsTheOrder(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 90), target = Region<Item, 1>(0 ..< 90)
            let returned = Signal(raisedIn: world)
            write(line.pointer, after: returned) { 89 - $0 }
            write(line.color, after: returned) { $0 / 30 }
            let thirds = line.partitioned(by: \.color, colors: 0 ..< 3)
            let early = target.partitioned(imageOf: thirds.pointer)
            let inner = thirds[1].partitioned(by: \.pointer, colors: 40 ..< 50)
            write(line.pointer, after: returned) { $0 }
            let late = target.partitioned(imageOf: thirds.pointer)
            line.pointer.fill(0)
            line.destroy()
            returned.raise()
            let parts = (0 ..< 3).map { Array(30 * $0 ..< 30 * $0 + 30) }
            #expect(late.indices == parts && early.indices == parts.reversed())
            #expect(inner.indices.flatMap { $0 }.sorted() == Array(40 ..< 50))
        }
    }

    /// Only the pieces' part of the field has been written, so that nothing larger can be read in their place.
    @Test(arguments: World.allCases)
    func onlyThePiecesAreWritten(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 40), target = Region<Item, 1>(0 ..< 10)
            let left = line.partitioned(.equal, into: 2)[0]
            line.color.fill(1)
            left.color.fill(0)
            left.pointer.fill(4)
            let halves = line.partitioned(by: \.color, colors: 0 ..< 2)
            #expect(target.partitioned(imageOf: halves[0].pointer).indices == [[4]])
            let sides = line.partitioned(by: \.color, colors: 0 ..< 2)
            let unwritten = target.partitioned(imageOf: sides.pointer)
            target.color.fill(0)
            #expect(await failureCode(of: unwritten[0].color) == .uninitialized)
        }
    }

    /// Whether an operator is deferred hangs on its inputs as they were made, and on nothing that runs meanwhile.
    @Test(arguments: World.allCases)
    func largeInputsAreDeferred(_ world: World) async throws {
        try await world.run { () async throws in
            let count = amount(3_000, sanitized: 1_200)
            let line = Region<Item, 1>(0 ..< 4 * count)
            let blocks = line.partitioned(.equal, into: count)
            let ghosts = line.partitioned(restricting: 1 ..< count + 1, stride: 4, extent: -1 ... 4)
            let few = line.partitioned(.equal, into: 4)
            let made = [
                blocks.union(ghosts), blocks.intersection(ghosts), blocks.subtracting(ghosts),
                line.partitioned(unionOf: ghosts), few[1].partitioned(intersecting: ghosts), few.crossed(with: blocks)[2],
            ]
            #expect(made.allSatisfy { $0.node.promise != nil } && few.union(few).node.promise == nil)
            #expect(few.crossed(with: few)[0].node.promise == nil)
            #expect(made[0].count == count + 1 && made[0].domain(1).indices == Array(3 ..< 9))
            #expect(made[1].domain(1).indices == [4, 5, 6, 7] && made[1].domain(0).isEmpty && made[1].domain(count).isEmpty)
            #expect(made[2].domain(0).indices == [0, 1, 2, 3] && made[2].volumes.reduce(0, +) == 4)
            #expect(made[3].indices == [Array(3 ..< 4 * count)])
            #expect(made[4].volumes.filter { $0 > 0 }.count == count / 4 + 2 && made[5].isComplete)
            line.color.fill(0)
            add(&made[5].color, 1)
            add(&made[1].color, 10)
            let values = try await line.color.values()
            #expect(values == (0 ..< 4 * count).map { ($0 / count == 2 ? 1 : 0) + ($0 < 4 ? 0 : 10) })
        }
    }

    @Test(arguments: World.allCases)
    func failuresReachWhatIsMadeOfThem(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10), target = Region<Item, 1>(0 ..< 10)
            line.color.fill(0)
            target.color.fill(0)
            line.pointer.fill(99)
            let outside = target.partitioned(imageOf: line.pointer, checked: true)
            let halves = target.partitioned(.equal, into: 2)
            let pending = try target.pendingPartition(colors: 0 ..< 1)
            try pending[0].fill(unionOf: [outside[0], halves[1]])
            let spread = [
                outside.crossed(with: halves)[0][1], halves.crossed(with: outside)[1][0], try pending.partition()[0],
                target.partitioned(imageOf: outside.pointer)[0], outside[0].partitioned(by: \.color, colors: 0 ..< 1)[0],
                outside[0].partitioned(intersecting: halves)[1],
            ]
            for piece in spread { #expect(await failureCode(of: piece.color) == .pointerOutside) }
            #expect(spread.allSatisfy { $0.domain.isEmpty })
        }
    }

    /// Points outside the region are found when they are there: with the call where all is given, with the partition otherwise.
    @Test(arguments: World.allCases)
    func pendingPiecesOutside(_ world: World) async throws {
        try await world.run { () async throws in
            let line = Region<Item, 1>(0 ..< 10)
            line.color.fill(1)
            let promised = line.partitioned(by: \.color, colors: 0 ..< 2)
            let left = line.partitioned(.equal, into: 2)[0]
            let pending = try left.pendingPartition(colors: 0 ..< 1)
            await expectError(.pieceOutside) { try pending[0].fill(with: line) }
            try pending[0].fill(with: promised[1])
            await expectError(.colorFilled) { try pending[0].fill(with: left) }
            let partition = try pending.partition()
            await expectError(.pieceOutside, naming: ["[0]", "5...9", "DeferredOperatorTests.swift"]) {
                try await partition[0].color.values()
            }
        }
    }

    /// Neither the region nor what was made of it need be held until the pieces are there.
    @Test(arguments: World.allCases)
    func inputsMayGo(_ world: World) async throws {
        try await world.run { () async throws in
            let space = IndexSpace(0 ..< 30)
            let returned = Signal(raisedIn: world)
            let made: Partition<Item, 1> = {
                let line = Region<Item, 1>(over: space)
                write(line.color, after: returned) { $0 / 10 }
                let thirds = line.partitioned(by: \.color, colors: 0 ..< 3)
                let product = line.partitioned(.equal, into: 2).crossed(with: thirds)
                line.destroy()
                return product[1].union(thirds)
            }()
            let other = Region<Item, 1>(over: space)
            other.color.fill(0)
            let applied = made.applied(to: other)
            returned.raise()
            add(&applied.color, 1)
            #expect(try await other.color.values().reduce(0, +) == 30)
        }
    }

    /// A space is asked for by who needs its points, and combined before that.
    @Test(arguments: World.allCases)
    func spacesOfTasksThatRun(_ world: World) async throws {
        try await world.run { () async throws in
            let returned = Signal(raisedIn: world)
            let builder = LaunchBuilder("cells", nil, file: #fileID, line: #line)
            builder.run { frame in frame.finish(with: returned.comes() ? Domain.ranges(2 ... 5, 8 ... 9) : .empty(dimension: 1)) }
            let cells: Future<Domain> = builder.single()
            let space = IndexSpace<1>(cells)
            let more = space.union(IndexSpace(0 ..< 3)), rest = IndexSpace(0 ..< 10).subtracting(space)
            let wrong = IndexSpace<2>(cells)
            returned.raise()
            #expect(more.domain.indices == [0, 1, 2, 3, 4, 5, 8, 9] && rest.domain.indices == [0, 1, 6, 7])
            let region = Region<Item, 1>(over: space)
            region.color.fill(2)
            #expect(try await region.color.values() == [2, 2, 2, 2, 2, 2])
            for space in [wrong, wrong.union(wrong)] {
                await expectError(.geometryDimension) { try await Region<Item, 2>(over: space).color.values() }
            }
        }
    }

    /// The same operators on partitions that are given and on those that fields give: both as sets say.
    @Test(arguments: 0 ..< 30)
    func promisedAndGivenAgree(_ seed: Int) async throws {
        try await (seed % 2 == 0 ? World.twoWorkers : .oneWorker).run { () async throws in
            var random = SplitMix(UInt64(seed) &+ 21_000)
            let count = 40
            let line = Region<Item, 1>(0 ..< count)
            let colors = (0 ..< count).map { _ in random.next(4) }, pointers = (0 ..< count).map { _ in random.next(count) }
            try await line.color.overwriting { field in for p in field.domain { field[p] = colors[p[0]] } }
            try await line.pointer.overwriting { field in for p in field.domain { field[p] = pointers[p[0]] } }
            let sets = (0 ..< 4).map { color in Set((0 ..< count).filter { colors[$0] == color }) }
            let others = (0 ..< 4).map { _ in Set((0 ..< random.next(count)).map { _ in random.next(count) }) }
            let given = line.partitioned(pieces: sets.map { Partitioning.domain(ofSorted: $0.sorted()) })
            let side = line.partitioned(pieces: others.map { Partitioning.domain(ofSorted: $0.sorted()) })
            func check(_ own: Partition<Item, 1>) throws {
                let pairs = zip(sets, others)
                #expect(own.union(side).indices == pairs.map { $0.union($1).sorted() })
                #expect(own.intersection(side).indices == pairs.map { $0.intersection($1).sorted() })
                #expect(side.subtracting(own).indices == pairs.map { $1.subtracting($0).sorted() })
                let image = sets.map { Set($0.map { pointers[$0] }) }
                #expect(line.partitioned(imageOf: own.pointer).indices == image.map { $0.sorted() })
                let twice = line.partitioned(imageOf: line.partitioned(imageOf: own.pointer).pointer)
                #expect(twice.indices == image.map { Set($0.map { pointers[$0] }).sorted() })
                let product = own.crossed(with: side)
                for row in 0 ..< 4 { #expect(product[row].indices == others.map { sets[row].intersection($0).sorted() }) }
                let any = others.reduce(into: Set<Int>()) { $0.formUnion($1) }
                #expect(own[2].partitioned(unionOf: side).indices == [sets[2].intersection(any).sorted()])
                let within = (0 ..< 9).map { color in sets[1].filter { pointers[$0] == color }.sorted() }
                #expect(own[1].partitioned(by: \.pointer, colors: 0 ..< 9).indices == within)
                let numbers = own[3].partitioned(weights: [1, 0, 2]).indices.flatMap { $0 }
                #expect(numbers == sets[3].sorted())
                let pending = try line.pendingPartition(colors: 0 ..< 2)
                try pending[0].fill(with: side[0], subtracting: own)
                try pending[1].fill(intersectionOf: [own[0], side[0], side[1]])
                let common = sets[0].intersection(others[0]).intersection(others[1])
                #expect(try pending.partition().indices == [[], common.sorted()])
            }
            try check(given)
            try check(line.partitioned(by: \.color, colors: 0 ..< 4))
        }
    }

    /// Large enough for every operator to be cut into parts; the result does not hang on how.
    @Test func partsMakeTheSame() async throws {
        let count = amount(140_000, sanitized: 70_000)
        func made(_ workers: Int) async throws -> [ContiguousArray<Domain>] {
            try await withCohort(RuntimeOptions(workers: workers)) { (_: Context) async throws in
                let line = Region<Item, 1>(0 ..< count)
                line.color.fill(0)
                try await line.color.overwriting { field in for p in field.domain { field[p] = p[0] &* 7_919 % count / 7 } }
                try await line.pointer.overwriting { field in for p in field.domain { field[p] = p[0] &* 31 % count / 3 } }
                let colors = line.partitioned(by: \.color, colors: 0 ..< count / 7)
                let blocks = line.partitioned(.equal, into: 5_000)
                let few = line.partitioned(.equal, into: 3)
                let product = few.crossed(with: colors)
                return [
                    colors, line.partitioned(imageOf: line.pointer), colors.intersection(blocks), blocks.subtracting(colors),
                    line.partitioned(unionOf: colors.intersection(blocks)), few[1].partitioned(intersecting: colors), product[0],
                    product[2], line.partitioned(preimageOf: blocks, through: \.pointer),
                ].map { $0.node.pieces }
            }
        }
        let one = try await made(1), many = try await made(4)
        #expect(one == many && one[1][0].indices == Array(0 ... (count - 1) / 3))
    }
}

extension Array {
    /// The first three elements.
    fileprivate var tuple: (Element, Element, Element) { (self[0], self[1], self[2]) }
}

private final class Count: Sendable {
    let value = Atomic<Int>(0)
}
