import CohortGeometry

/// The bounding rectangle of a domain with its points numbered row-major from 0: what lets every operator that follows
/// field data work on plain integers, whatever the dimension.
package struct IndexBox: Sendable {
    let dimension: Int
    let low: ContiguousArray<Int>
    let extents: ContiguousArray<Int>
    /// Numbers from one index to the next along each axis; the last is 1.
    let strides: ContiguousArray<Int>
    let count: Int
    private let firstLow: Int

    /// The box around a domain; the volume is known to be in range, since a region exists over it.
    package init(around domain: Domain) {
        dimension = domain.dimension
        let bounds = domain.boundsPair
        var extents = ContiguousArray(repeating: 0, count: dimension)
        var strides = ContiguousArray(repeating: 1, count: dimension)
        var count = domain.isEmpty ? 0 : 1
        if !domain.isEmpty {
            for axis in (0 ..< dimension).reversed() {
                strides[axis] = count
                extents[axis] = bounds.high[axis] - bounds.low[axis] + 1
                count *= extents[axis]
            }
        }
        low = domain.isEmpty ? ContiguousArray(repeating: 0, count: dimension) : ContiguousArray(bounds.low)
        firstLow = low[0]
        self.extents = extents
        self.strides = strides
        self.count = count
    }

    /// The number of the point whose coordinates begin at `point`, or -1 when it lies outside the box.
    @inline(__always)
    func number(of point: UnsafePointer<Int>) -> Int {
        if dimension == 1 {
            let offset = point[0] &- firstLow
            return UInt(bitPattern: offset) < UInt(bitPattern: count) ? offset : -1
        }
        var number = 0
        for axis in 0 ..< dimension {
            let offset = point[axis] &- low[axis]
            if UInt(bitPattern: offset) >= UInt(bitPattern: extents[axis]) { return -1 }
            number &+= offset &* strides[axis]
        }
        return number
    }

    /// Calls `body` with the position and the number of each of `count` points of `words` integers each in a row; -1 for a
    /// point outside the box.
    @inline(__always)
    func forEachNumber(_ row: UnsafePointer<Int>, _ count: Int, _ words: Int, _ body: (Int, Int) -> Void) {
        if dimension == 1, words == 1 {
            // The usual case, written out: numbers that stay in registers.
            let low = firstLow
            let extent = UInt(bitPattern: self.count)
            for index in 0 ..< count {
                let offset = row[index] &- low
                body(index, UInt(bitPattern: offset) < extent ? offset : -1)
            }
        } else {
            for index in 0 ..< count { body(index, number(of: row + index * words)) }
        }
    }

    /// The runs of numbers of the rectangle between two corners, clipped to the box; one run a row.
    @inline(__always)
    func forEachRun(_ lowCorner: UnsafePointer<Int>, _ highCorner: UnsafePointer<Int>, _ body: (Int, Int) -> Void) {
        if count == 0 { return }
        if dimension == 1 {
            let first = max(lowCorner[0], firstLow)
            let last = min(highCorner[0], firstLow + count - 1)
            if first <= last { body(first - firstLow, last - firstLow) }
            return
        }
        forEachRunOfMany(lowCorner, highCorner, body)
    }

    @inline(never)
    private func forEachRunOfMany(
        _ lowCorner: UnsafePointer<Int>, _ highCorner: UnsafePointer<Int>, _ body: (Int, Int) -> Void
    ) {
        var first = ContiguousArray(repeating: 0, count: dimension)
        var last = first
        for axis in 0 ..< dimension {
            let lowest = max(lowCorner[axis], low[axis])
            let highest = min(highCorner[axis], low[axis] + extents[axis] - 1)
            if lowest > highest { return }
            first[axis] = lowest - low[axis]
            last[axis] = highest - low[axis]
        }
        var at = first
        while true {
            var start = 0
            for axis in 0 ..< dimension { start += at[axis] * strides[axis] }
            body(start, start + last[dimension - 1] - first[dimension - 1])
            var axis = dimension - 2
            while axis >= 0, at[axis] == last[axis] {
                at[axis] = first[axis]
                axis -= 1
            }
            if axis < 0 { return }
            at[axis] += 1
        }
    }

    /// The runs of numbers of a domain inside the box, in the domain's order.
    func forEachRun(of domain: Domain, _ body: (Int, Int) -> Void) {
        domain.withRectangles { flat in
            guard var corner = flat.baseAddress else { return }
            for _ in 0 ..< domain.rectCount {
                forEachRun(corner, corner + dimension, body)
                corner += 2 * dimension
            }
        }
    }

    /// The coordinates of a number.
    func coordinates(of number: Int) -> [Int] { (0 ..< dimension).map { low[$0] + number / strides[$0] % extents[$0] } }
}
