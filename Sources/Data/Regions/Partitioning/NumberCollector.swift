import CohortGeometry
import CohortLocking

/// Makes sorted runs of numbers that arrive in any order and any number of times: in a bitmap where they are dense, by
/// sorting where they are not. O(n log n) at worst, in the numbers given.
///
/// The bitmap has a second one above it that says which of its words are not zero, so that reading it out costs little where
/// it is nearly empty.
final class NumberCollector {
    private var words: ContiguousArray<UInt64> = []
    private var isUsed: ContiguousArray<UInt64> = []
    private var numbers: ContiguousArray<Int> = []
    private var runs: ContiguousArray<Int> = []

    /// The largest bitmap for a number of numbers, in bits.
    private static func bitLimit(_ count: Int) -> Int { min(32 * count + 64, 4 * count + 1 << 21) * 64 }

    /// The points of `box` that the pointers of a piece name, and whether all pointers lead into the box.
    func image(of piece: Domain, _ column: PointColumn, in box: IndexBox) -> (points: Domain, isInside: Bool) {
        var outside = 0
        if box.count <= Self.bitLimit(piece.volume) {
            makeRoom(box.count)
            mark(piece, column, box, &outside)
            return (runsOfBitmap(from: 0, box.count, atMost: piece.volume).domain(in: box), outside == 0)
        }
        collect(piece, column, box, &outside)
        guard let least = numbers.min(), let greatest = numbers.max() else {
            return (.empty(dimension: box.dimension), outside == 0)
        }
        // Where a word of the upper bitmap begins.
        let base = least & ~4095
        if greatest - base >= Self.bitLimit(numbers.count) { return (runsOfSorted().domain(in: box), outside == 0) }
        makeRoom(greatest - base + 1)
        withBitmap { words, isUsed in for number in numbers { Self.mark(number - base, words, isUsed) } }
        return (runsOfBitmap(from: base, greatest - base + 1, atMost: numbers.count).domain(in: box), outside == 0)
    }

    private func makeRoom(_ bitCount: Int) {
        let wordCount = bitCount / 64 + 1, upperCount = bitCount / 4096 + 1
        if words.count < wordCount { words.append(contentsOf: repeatElement(0, count: wordCount - words.count)) }
        if isUsed.count < upperCount { isUsed.append(contentsOf: repeatElement(0, count: upperCount - isUsed.count)) }
    }

    @inline(__always)
    private func withBitmap<R>(_ body: (UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt64>) -> R) -> R? {
        words.withUnsafeMutableBufferPointer { words in
            isUsed.withUnsafeMutableBufferPointer { isUsed in
                guard let words = words.baseAddress, let isUsed = isUsed.baseAddress else { return nil }
                return body(words, isUsed)
            }
        }
    }

    @inline(__always)
    private static func mark(_ place: Int, _ words: UnsafeMutablePointer<UInt64>, _ isUsed: UnsafeMutablePointer<UInt64>) {
        words[place &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: place)
        isUsed[place &>> 12] |= 1 &<< UInt64(truncatingIfNeeded: place &>> 6)
    }

    private func mark(_ piece: Domain, _ column: PointColumn, _ box: IndexBox, _ outside: inout Int) {
        withBitmap { words, isUsed in
            column.forEachRow(of: piece, in: IndexBox(around: piece)) { row, count, _ in
                box.forEachNumber(row, count, column.words) { _, number in
                    if number >= 0 { Self.mark(number, words, isUsed) } else { outside &+= 1 }
                }
            }
        }
    }

    private func collect(_ piece: Domain, _ column: PointColumn, _ box: IndexBox, _ outside: inout Int) {
        numbers.removeAll(keepingCapacity: true)
        numbers.reserveCapacity(piece.volume)
        column.forEachRow(of: piece, in: IndexBox(around: piece)) { row, count, _ in
            box.forEachNumber(row, count, column.words) { _, number in
                if number >= 0 { numbers.append(number) } else { outside &+= 1 }
            }
        }
    }

    private func runsOfSorted() -> IntervalList {
        numbers.sort()
        var runs = IntervalList()
        for number in numbers { runs.append(number, number) }
        return runs
    }

    /// Reads the bitmap out and clears it; there are at most as many runs as numbers were marked.
    private func runsOfBitmap(from base: Int, _ bitCount: Int, atMost count: Int) -> IntervalList {
        if runs.count < 2 * count { runs.append(contentsOf: repeatElement(0, count: 2 * count - runs.count)) }
        return runs.withUnsafeMutableBufferPointer { runs in
            guard let start = runs.baseAddress else { return IntervalList() }
            var reader = BitmapReader(runs: start)
            withBitmap { words, isUsed in reader.read(words, isUsed, upperCount: bitCount / 4096 + 1, base) }
            var list = IntervalList(reserving: reader.count / 2)
            list.append(UnsafeBufferPointer(start: start, count: reader.count))
            return list
        }
    }
}

/// Writes the runs of set bits one after the other.
private struct BitmapReader {
    let runs: UnsafeMutablePointer<Int>
    var count = 0

    mutating func read(
        _ words: UnsafeMutablePointer<UInt64>, _ isUsed: UnsafeMutablePointer<UInt64>, upperCount: Int, _ base: Int
    ) {
        for upper in 0 ..< upperCount {
            var used = isUsed[upper]
            isUsed[upper] = 0
            while used != 0 {
                let index = upper &* 64 &+ used.trailingZeroBitCount
                used &= used &- 1
                add(words[index], base &+ index &* 64)
                words[index] = 0
            }
        }
    }

    @inline(__always)
    private mutating func add(_ bits: UInt64, _ base: Int) {
        var bits = bits
        while bits != 0 {
            let first = bits.trailingZeroBitCount
            // Adding the lowest bit carries through the run that begins with it.
            let (rest, isLast) = bits.addingReportingOverflow(bits & (0 &- bits))
            let end = isLast ? 64 : rest.trailingZeroBitCount
            if count > 0, runs[count &- 1] == base &+ first &- 1 {
                runs[count &- 1] = base &+ end &- 1
            } else {
                runs[count] = base &+ first
                runs[count &+ 1] = base &+ end &- 1
                count &+= 2
            }
            bits &= rest
        }
    }
}

/// Collectors lent to the threads that work, so that each keeps its memory.
final class CollectorPool: Sendable {
    private struct Idle: @unchecked Sendable {
        // SAFETY: a collector is in this list or with one thread.
        var collectors: [NumberCollector] = []
    }

    private let idle = Locked(Idle())

    func with<R>(_ body: (NumberCollector) -> R) -> R {
        let collector = idle.withLock { $0.collectors.popLast() } ?? NumberCollector()
        let result = body(collector)
        idle.withLock { $0.collectors.append(collector) }
        return result
    }
}
