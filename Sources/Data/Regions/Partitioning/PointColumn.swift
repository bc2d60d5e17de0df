import CohortGeometry

/// A field of integers, points or rectangles in memory: `words` integers an element. Read in place, after those who write
/// it are over.
package struct PointColumn: @unchecked Sendable {
    // SAFETY: whoever reads does so between the writers before and the writers after, which the runtime's order sees to.
    /// The address that index (0, …, 0) has or would have.
    let origin: UnsafePointer<Int>
    let strides: UnsafePointer<Int>
    let words: Int

    /// A column of elements that are `words` integers each.
    package init(origin: UnsafeRawPointer, strides: UnsafePointer<Int>, words: Int) {
        self.origin = origin.assumingMemoryBound(to: Int.self)
        self.strides = strides
        self.words = words
    }

    /// Calls `body` with each row of a domain: its first element, its length, and the number of its first point in `box`.
    @inline(__always)
    func forEachRow(of domain: Domain, in box: IndexBox, _ body: (UnsafePointer<Int>, Int, Int) -> Void) {
        let low = box.low[0]
        box.forEachRun(of: domain) { first, last in
            if box.dimension == 1 { return body(origin + (first + low) * words, last - first + 1, first) }
            var offset = 0
            for axis in 0 ..< box.dimension {
                offset += (box.low[axis] + first / box.strides[axis] % box.extents[axis]) * strides[axis]
            }
            body(origin + offset * words, last - first + 1, first)
        }
    }
}
