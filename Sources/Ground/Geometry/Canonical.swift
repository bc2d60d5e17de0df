// From any heap of rectangles to a canonical list.

enum Canonical {
    /// The canonical list of rectangles in any order, overlapping or empty ones included. O(n log n) for ordinary inputs.
    static func list(_ flat: ContiguousArray<Int>, dimension: Int) -> ContiguousArray<Int> {
        let stride = 2 * dimension
        precondition(dimension > 0 && flat.count % stride == 0, "a rectangle has two corners of \(dimension) coordinates")
        if dimension == 1 { return mergedIntervals(flat) }
        var starts = Swift.stride(from: 0, to: flat.count, by: stride).filter { start in
            (0 ..< dimension).allSatisfy { flat[start + $0] <= flat[start + dimension + $0] }
        }
        starts.sort { left, right in
            for axis in 0 ..< dimension where flat[left + axis] != flat[right + axis] {
                return flat[left + axis] < flat[right + axis]
            }
            return false
        }
        return union(0 ..< starts.count, dimension: dimension) { ContiguousArray(flat[starts[$0] ..< starts[$0] + stride]) }
    }

    /// The union of canonical lists, halves first.
    static func union(
        _ range: Range<Int>, dimension: Int, _ leaf: (Int) -> ContiguousArray<Int>
    ) -> ContiguousArray<Int> {
        if range.isEmpty { return [] }
        if range.count == 1 { return leaf(range.lowerBound) }
        let middle = range.lowerBound + range.count / 2
        return Sweep.combine(
            CornerList(union(range.lowerBound ..< middle, dimension: dimension, leaf)),
            CornerList(union(middle ..< range.upperBound, dimension: dimension, leaf)), dimension: dimension, keep: .either)
    }

    private static func mergedIntervals(_ flat: ContiguousArray<Int>) -> ContiguousArray<Int> {
        var intervals: ContiguousArray<(low: Int, high: Int)> = []
        intervals.reserveCapacity(flat.count / 2)
        var isSorted = true
        for start in stride(from: 0, to: flat.count, by: 2) where flat[start] <= flat[start + 1] {
            if let last = intervals.last, last.low > flat[start] { isSorted = false }
            intervals.append((flat[start], flat[start + 1]))
        }
        if !isSorted { intervals.sort { $0.low < $1.low } }
        var merged: ContiguousArray<Int> = []
        for interval in intervals {
            if let high = merged.last, interval.low <= high + 1 {
                merged[merged.count - 1] = max(high, interval.high)
            } else {
                merged.append(interval.low)
                merged.append(interval.high)
            }
        }
        return merged
    }

    /// The number of points of a canonical list, nil when it is no `Int`.
    static func volume(_ flat: UnsafeBufferPointer<Int>, dimension: Int) -> Int? {
        var sum = 0
        if dimension == 1 {
            // Disjoint runs within ±2^60 cannot have more points than an Int counts.
            for start in stride(from: 0, to: flat.count, by: 2) { sum &+= flat[start &+ 1] &- flat[start] &+ 1 }
            return sum
        }
        for start in stride(from: 0, to: flat.count, by: 2 * dimension) {
            var product = 1
            for axis in start ..< start + dimension {
                let (next, isTooLarge) = product.multipliedReportingOverflow(by: flat[axis + dimension] - flat[axis] + 1)
                if isTooLarge { return nil }
                product = next
            }
            let (next, isTooLarge) = sum.addingReportingOverflow(product)
            if isTooLarge { return nil }
            sum = next
        }
        return sum
    }

    /// Whether all coordinates lie within ±2^60.
    static func isWithinRange(_ flat: ContiguousArray<Int>) -> Bool {
        flat.allSatisfy { $0 >= -(1 << 60) && $0 <= 1 << 60 }
    }
}
