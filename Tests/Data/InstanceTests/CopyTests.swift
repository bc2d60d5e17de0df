import CohortData
import CohortGeometry
import Glibc
import Testing

/// Copies, fills and folds between random layouts against the same one element at a time.
@Suite struct CopyTests {
    static let sizes = [1, 2, 3, 4, 8, 12, 16, 24, 40, 80]

    /// Copies element by element, into a copy of the target's bytes.
    private func expected(
        _ domain: Domain, _ source: RandomColumns, _ target: RandomColumns, _ elementByteCount: Int
    ) -> [UInt8] {
        let saved = target.bytes
        for (from, to) in zip(source.columns, target.columns) {
            for point in domain.points {
                to.address(point).copyMemory(from: from.address(point), byteCount: elementByteCount)
            }
        }
        let bytes = target.bytes
        target.memory.copyBytes(from: saved)
        return bytes
    }

    @Test(arguments: 1 ... 5)
    func boxesOfAnyLayoutAreCopied(_ dimension: Int) {
        for seed in 0 ..< 60 {
            var random = SplitMix(seed * 10 + dimension)
            let box = RandomDomain(&random, dimension: dimension, most: [200, 40, 12, 6, 4][dimension - 1])
            let size = random.pick(Self.sizes)
            let source = RandomColumns(&random, box, elementByteCount: size)
            let target = RandomColumns(&random, box, elementByteCount: size)
            let expected = expected(box.domain, source, target, size)
            AffineCopy(from: source.columns[0], to: target.columns[0], elementByteCount: size)
                .copy(box.domain, isLarge: random.next(2) == 0)
            #expect(target.bytes == expected, "dimension \(dimension), seed \(seed), elements of \(size)")
        }
    }

    @Test(arguments: [2, 3, 4, 5, 8])
    func structuresAndColumnsTurnIntoEachOther(_ fields: Int) {
        for seed in 0 ..< 40 {
            var random = SplitMix(seed * 10 + fields)
            let box = RandomDomain(&random, dimension: random.next(in: 1 ... 3), most: 14)
            let size = random.pick(Self.sizes)
            let source = RandomColumns(&random, box, elementByteCount: size, fields: fields)
            let target = RandomColumns(&random, box, elementByteCount: size, fields: fields)
            let expected = expected(box.domain, source, target, size)
            let pairs = zip(source.columns, target.columns).map { AffinePair(from: $0, to: $1, elementByteCount: size) }
            let copy = InstanceCopy(random.shuffled(pairs))
            if random.next(2) == 0 {
                copy.copy(box.domain, isLarge: random.next(2) == 0)
            } else {
                for part in random.shuffled(copy.parts(of: box.domain, ofAtMost: random.next(in: 1 ... 500))) { copy.copy(part) }
            }
            #expect(target.bytes == expected, "\(fields) fields, seed \(seed), elements of \(size)")
        }
    }

    /// Rows of any length from a cache line on, with gaps on both sides, from and to any address.
    @Test(arguments: [false, true])
    func rowsOfAnyLength(_ isLarge: Bool) {
        var random = SplitMix(isLarge ? 1 : 2)
        for length in 64 ... 400 {
            let count = random.next(in: 1 ... 5)
            let pitches = (from: length + random.next(90), to: length + random.next(90))
            let offsets = (from: random.next(64), to: random.next(64))
            let from = (0 ..< offsets.from + count * pitches.from).map { _ in UInt8(random.next(256)) }
            var to = [UInt8](repeating: 7, count: offsets.to + count * pitches.to)
            var expected = to
            for row in 0 ..< count {
                for at in 0 ..< length {
                    expected[offsets.to + row * pitches.to + at] = from[offsets.from + row * pitches.from + at]
                }
            }
            from.withUnsafeBytes { from in
                to.withUnsafeMutableBytes { to in
                    let source = AffineColumn(
                        origin: UnsafeMutableRawPointer(mutating: from.baseAddress! + offsets.from), strides: [pitches.from, 1])
                    let target = AffineColumn(origin: to.baseAddress! + offsets.to, strides: [pitches.to, 1])
                    AffineCopy(from: source, to: target, elementByteCount: 1)
                        .copy(Domain(dimension: 2, flat: [0, 0, count - 1, length - 1]), isLarge: isLarge)
                }
            }
            #expect(to == expected, "\(count) rows of \(length), pitches \(pitches), offsets \(offsets)")
        }
    }

    /// Longer than the buffers that large copies go through.
    @Test(arguments: [1, 2, 4, 8, 20, 24, 40], [2, 3, 4, 8])
    func longRunsOfStructuresAndColumns(_ size: Int, _ fields: Int) {
        let count = 5003
        var random = SplitMix(size * 10 + fields)
        let bytes = (0 ..< count * fields * size).map { _ in UInt8(random.next(256)) }
        let structures = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
        let columns = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
        let back = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count + 8, alignment: 64)
        defer { for memory in [structures, columns, back] { memory.deallocate() } }
        structures.copyBytes(from: bytes)
        func column(_ memory: UnsafeMutableRawPointer, _ field: Int, _ step: Int, _ stride: Int) -> AffineColumn {
            AffineColumn(origin: memory + field * step * size, strides: [stride * size])
        }
        let apart = (0 ..< fields).map { column(columns.baseAddress!, $0, count, 1) }
        let from = (0 ..< fields).map { column(structures.baseAddress!, $0, 1, fields) }
        // Structures that do not begin at a line.
        let to = (0 ..< fields).map { column(back.baseAddress! + 8, $0, 1, fields) }
        let all = Domain(dimension: 1, flat: [0, count - 1])
        InstanceCopy(zip(from, apart).map { AffinePair(from: $0, to: $1, elementByteCount: size) }).copy(all, isLarge: true)
        InstanceCopy(zip(apart, to).map { AffinePair(from: $0, to: $1, elementByteCount: size) }).copy(all, isLarge: true)
        #expect(Array(back.dropFirst(8)) == bytes)
        let isRight = all.points.allSatisfy { point in
            zip(from, apart).allSatisfy { memcmp($0.address(point), $1.address(point), size) == 0 }
        }
        #expect(isRight)
    }

    /// Fields at uneven distances cannot be one axis; then they are copied in turns, block by block.
    @Test func fieldsAtUnevenDistancesAreCopiedTogether() {
        var random = SplitMix(7)
        let box = RandomDomain(&random, dimension: 2, most: 60)
        let source = RandomColumns(&random, box, elementByteCount: 4, fields: 8)
        let target = RandomColumns(&random, box, elementByteCount: 4, fields: 8)
        let saved = target.bytes
        let fields = [0, 1, 3, 6]
        for point in box.domain.points {
            for field in fields {
                target.columns[field].address(point).copyMemory(from: source.columns[field].address(point), byteCount: 4)
            }
        }
        let expected = target.bytes
        target.memory.copyBytes(from: saved)
        InstanceCopy(fields.map { AffinePair(from: source.columns[$0], to: target.columns[$0], elementByteCount: 4) })
            .copy(box.domain)
        #expect(target.bytes == expected)
    }

    /// Pitches at which lines push each other out of the cache go another way.
    @Test(arguments: [1, 2, 4, 8], [true, false])
    func planesAtPitchesOfPages(_ size: Int, _ isLarge: Bool) {
        let (rows, columns) = (150, 4096 / size)
        let source = UnsafeMutableRawBufferPointer.allocate(byteCount: rows * columns * size, alignment: 64)
        let target = UnsafeMutableRawBufferPointer.allocate(byteCount: rows * columns * size, alignment: 64)
        defer { for memory in [source, target] { memory.deallocate() } }
        for index in source.indices { source[index] = UInt8(truncatingIfNeeded: index &* 2_654_435_761 >> 7) }
        let from = AffineColumn(origin: source.baseAddress!, strides: [size, rows * size])
        let to = AffineColumn(origin: target.baseAddress!, strides: [columns * size, size])
        let all = Domain(dimension: 2, flat: [0, 0, rows - 1, columns - 1])
        AffineCopy(from: from, to: to, elementByteCount: size).copy(all, isLarge: isLarge)
        let isRight = all.points.allSatisfy { memcmp(from.address($0), to.address($0), size) == 0 }
        #expect(isRight)
    }

    @Test func partsAreNoLargerThanAskedAndCoverAllOnce() {
        for seed in 0 ..< 50 {
            var random = SplitMix(seed)
            let dimension = random.next(in: 1 ... 3)
            let box = RandomDomain(&random, dimension: dimension, most: 20)
            let source = RandomColumns(&random, box, elementByteCount: 8)
            let target = RandomColumns(&random, box, elementByteCount: 8)
            let most = random.next(in: 8 ... 2000)
            let copy = InstanceCopy([AffinePair(from: source.columns[0], to: target.columns[0], elementByteCount: 8)])
            let parts = copy.parts(of: box.domain, ofAtMost: most)
            #expect(parts.allSatisfy { $0.domain.volume * 8 <= most })
            #expect(parts.reduce(0) { $0 + $1.domain.volume } == box.domain.volume)
            let union = parts.reduce(Domain.empty(dimension: dimension)) { $0.unionOrSelf($1.domain) }
            #expect(union == box.domain)
        }
    }

    @Test(arguments: 1 ... 4)
    func fillsReachAllPointsAndNoOthers(_ dimension: Int) {
        for seed in 0 ..< 30 {
            var random = SplitMix(seed * 10 + dimension)
            let box = RandomDomain(&random, dimension: dimension, most: [2000, 40, 12, 6][dimension - 1])
            let size = random.pick(Self.sizes)
            let target = RandomColumns(&random, box, elementByteCount: size)
            let value = (0 ..< size).map { _ in UInt8(random.next(256)) }
            let saved = target.bytes
            for point in box.domain.points { target.columns[0].address(point).copyMemory(from: value, byteCount: size) }
            let expected = target.bytes
            target.memory.copyBytes(from: saved)
            value.withUnsafeBytes {
                AffineFill(target.columns[0], with: $0.baseAddress!, elementByteCount: size).fill(box.domain)
            }
            #expect(target.bytes == expected, "dimension \(dimension), seed \(seed), elements of \(size)")
        }
    }

    @Test(arguments: 1 ... 4)
    func foldsMeetEachElementOnce(_ dimension: Int) {
        for seed in 0 ..< 30 {
            var random = SplitMix(seed * 10 + dimension)
            let box = RandomDomain(&random, dimension: dimension, most: [600, 30, 12, 6][dimension - 1])
            let source = RandomColumns(&random, box, elementByteCount: 4)
            let target = RandomColumns(&random, box, elementByteCount: 4)
            let saved = target.bytes
            for point in box.domain.points {
                let to = target.columns[0].address(point)
                let sum =
                    to.loadUnaligned(as: UInt32.self) &* 3 &+ source.columns[0].address(point).loadUnaligned(as: UInt32.self)
                to.storeBytes(of: sum, as: UInt32.self)
            }
            let expected = target.bytes
            target.memory.copyBytes(from: saved)
            AffineFold(from: source.columns[0], into: target.columns[0], elementByteCount: 4) { target, source, count in
                for index in 0 ..< count {
                    let old = target.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
                    let sum = old &* 3 &+ source.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
                    target.storeBytes(of: sum, toByteOffset: 4 * index, as: UInt32.self)
                }
            }.run(box.domain)
            #expect(target.bytes == expected, "dimension \(dimension), seed \(seed)")
        }
    }

    @Test func rowsForElementOperationsCoverEachElementOnce() {
        var random = SplitMix(3)
        let box = RandomDomain(&random, dimension: 3, most: 8)
        let source = RandomColumns(&random, box, elementByteCount: 8)
        let target = RandomColumns(&random, box, elementByteCount: 8)
        var met: [UnsafeMutableRawPointer: UnsafeMutableRawPointer] = [:]
        let pair = AffinePair(from: source.columns[0], to: target.columns[0], elementByteCount: 8)
        box.domain.withRectangles { boxes in
            pair.forEachRow(of: boxes) { to, from, row in
                for index in 0 ..< row.extent { met[to + index * row.target] = from + index * row.source }
            }
        }
        #expect(met.count == box.domain.volume)
        #expect(box.domain.points.allSatisfy { met[target.columns[0].address($0)] == source.columns[0].address($0) })
    }
}
