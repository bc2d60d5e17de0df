// The one algorithm behind all set operations.
//
// A canonical domain is a sorted list of rectangles that reads as nested bands:
//
//     axis 0   ┌─────────┐          each band along axis 0 carries a cross-section that is itself a canonical
//      0...1   │ 0...3   │          domain of one axis less; neighbours with equal cross-sections are one band
//     axis 0   ├────┬────┤┌────┐
//      2...5   │0...1│    │6...9│
//
// The bands of one axis are consecutive rectangles with equal bounds on it, so a cross-section is a range of indices and
// the recursion copies nothing. Two equal sets have equal lists.

/// Which points of two sets stay.
enum Keep {
    case either, both, onlyFirst

    func callAsFunction(_ inFirst: Bool, _ inSecond: Bool) -> Bool {
        switch self {
        case .either: inFirst || inSecond
        case .both: inFirst && inSecond
        case .onlyFirst: inFirst && !inSecond
        }
    }
}

/// Walks the bands of two canonical lists side by side, axis after axis, and writes a canonical list.
struct Sweep {
    let dimension: Int
    let first: UnsafeBufferPointer<Int>
    let second: UnsafeBufferPointer<Int>
    let keep: Keep
    var output: ContiguousArray<Int> = []
    /// The corners of the cell being decided: the low ones, then the high ones.
    var cell: ContiguousArray<Int>

    /// The kept points of two canonical lists. O(bands of both), but for the search to the first band that matters.
    static func combine(
        _ first: CornerList, _ second: CornerList, dimension: Int, keep: Keep
    ) -> ContiguousArray<Int> {
        first.withUnsafeBufferPointer { first in
            second.withUnsafeBufferPointer { second in
                var sweep = Sweep(
                    dimension: dimension, first: first, second: second, keep: keep,
                    cell: ContiguousArray(repeating: 0, count: 2 * dimension))
                let stride = 2 * dimension
                sweep.descend(axis: 0, 0 ..< first.count / stride, 0 ..< second.count / stride)
                return sweep.output
            }
        }
    }

    private mutating func descend(axis: Int, _ a: Range<Int>, _ b: Range<Int>) {
        if axis == dimension {
            if keep(!a.isEmpty, !b.isEmpty) { output.append(contentsOf: cell) }
            return
        }
        var left = BandCursor(first, dimension, axis, a)
        var right = BandCursor(second, dimension, axis, b)
        var previous: (start: Int, high: Int)?
        while !left.isAtEnd || !right.isAtEnd {
            if left.isAtEnd, !keep(false, true) { break }
            if right.isAtEnd, !keep(true, false) { break }
            if !keep(false, true), right.high < left.low { right.skip(below: left.low); continue }
            if !keep(true, false), left.high < right.low { left.skip(below: right.low); continue }
            let low = min(left.low, right.low)
            let isLeft = left.low == low, isRight = right.low == low
            let high = min(isLeft ? left.high : left.low - 1, isRight ? right.high : right.low - 1)
            cell[axis] = low
            cell[dimension + axis] = high
            let start = output.count
            if keep(isLeft, isRight) || (isLeft && isRight) {
                descend(axis: axis + 1, isLeft ? left.band : 0 ..< 0, isRight ? right.band : 0 ..< 0)
            }
            if output.count > start { previous = merged(previous, (start, high), low: low, axis: axis) }
            if isLeft { left.consume(through: high) }
            if isRight { right.consume(through: high) }
        }
    }

    /// Extends the previous band by the one just written when they touch and have equal cross-sections.
    private mutating func merged(
        _ previous: (start: Int, high: Int)?, _ band: (start: Int, high: Int), low: Int, axis: Int
    ) -> (start: Int, high: Int) {
        guard let previous, previous.high + 1 == low, band.start - previous.start == output.count - band.start
        else { return band }
        let stride = 2 * dimension
        let length = band.start - previous.start
        for offset in 0 ..< length where offset % dimension > axis {
            if output[previous.start + offset] != output[band.start + offset] { return band }
        }
        output.removeLast(length)
        for start in Swift.stride(from: previous.start, to: band.start, by: stride) {
            output[start + dimension + axis] = band.high
        }
        return (previous.start, band.high)
    }
}

/// The band of a list under the sweep line, and what is left of it.
private struct BandCursor {
    let flat: UnsafeBufferPointer<Int>
    let stride: Int
    let axis: Int
    let end: Int
    /// The rectangles of the band.
    var band: Range<Int>
    /// What is left of the band; `Int.max` past the last band.
    var low = Int.max
    var high = Int.max

    init(_ flat: UnsafeBufferPointer<Int>, _ dimension: Int, _ axis: Int, _ range: Range<Int>) {
        self.flat = flat
        stride = 2 * dimension
        self.axis = axis
        end = range.upperBound
        band = range.lowerBound ..< range.lowerBound
        enter(range.lowerBound)
    }

    var isAtEnd: Bool { low == Int.max }

    mutating func consume(through position: Int) {
        if position == high { enter(band.upperBound) } else { low = position + 1 }
    }

    /// Goes to the first band that reaches `position`: bands of one axis are disjoint and sorted, so by bisection.
    mutating func skip(below position: Int) {
        var from = band.upperBound, to = end
        while from < to {
            let middle = (from + to) / 2
            if flat[middle * stride + stride / 2 + axis] < position { from = middle + 1 } else { to = middle }
        }
        enter(from)
    }

    private mutating func enter(_ index: Int) {
        guard index < end else {
            (band, low, high) = (end ..< end, Int.max, Int.max)
            return
        }
        low = flat[index * stride + axis]
        high = flat[index * stride + stride / 2 + axis]
        band = index ..< bandEnd(from: index)
    }

    /// Where the band ends, by steps that double and then bisection: a band may be nearly the whole list, and is entered anew
    /// for each small domain that is intersected with it.
    private func bandEnd(from index: Int) -> Int {
        var inside = index, step = 1
        while inside + step < end, flat[(inside + step) * stride + axis] == low {
            inside += step
            step *= 2
        }
        var past = min(inside + step, end)
        while inside + 1 < past {
            let middle = (inside + past) / 2
            if flat[middle * stride + axis] == low { inside = middle } else { past = middle }
        }
        return past
    }
}
