// From any heap of rectangles to a canonical list.

enum Canonical {
    /// The canonical list of rectangles in any order, overlapping or empty ones included. O(n log n) for ordinary inputs.
    static func list(_ flat: ContiguousArray<Int>, dimension: Int) -> ContiguousArray<Int> {
        let stride = 2 * dimension
        precondition(dimension > 0 && flat.count % stride == 0, "a rectangle has two corners of \(dimension) coordinates")
        var starts = Swift.stride(from: 0, to: flat.count, by: stride).filter { start in
            (0 ..< dimension).allSatisfy { flat[start + $0] <= flat[start + dimension + $0] }
        }
        starts.sort { left, right in
            for axis in 0 ..< dimension where flat[left + axis] != flat[right + axis] {
                return flat[left + axis] < flat[right + axis]
            }
            return false
        }
        if dimension == 1 { return mergedIntervals(flat, starts) }
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
            union(range.lowerBound ..< middle, dimension: dimension, leaf),
            union(middle ..< range.upperBound, dimension: dimension, leaf), dimension: dimension, keep: .either)
    }

    private static func mergedIntervals(_ flat: ContiguousArray<Int>, _ starts: [Int]) -> ContiguousArray<Int> {
        var merged: ContiguousArray<Int> = []
        for start in starts {
            if let high = merged.last, flat[start] <= high + 1 {
                merged[merged.count - 1] = max(high, flat[start + 1])
            } else {
                merged.append(flat[start])
                merged.append(flat[start + 1])
            }
        }
        return merged
    }

    /// The number of points of a canonical list, nil when it is no `Int`.
    static func volume(_ flat: ContiguousArray<Int>, dimension: Int) -> Int? {
        var sum = 0
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
