import CCopying

/// The same elements in two places: one field, or several of one size that lie at even distances on both sides.
///
/// Everything that goes over two layouts at once starts here: copies of bytes, fills, folds, and whatever must be done to
/// elements one by one (`forEachRow`).
package struct AffinePair {
    package let source: AffineColumn
    package let target: AffineColumn
    package let elementByteCount: Int
    /// How many fields, and the bytes from one to the next on either side.
    let fields: CopyAxis
    /// The axes from the one whose elements lie farthest apart in the target to the closest; the fields' number is the last.
    let order: [Int]

    package init(from source: AffineColumn, to target: AffineColumn, elementByteCount: Int) {
        self.init(source, target, elementByteCount, fields: CopyAxis(extent: 1, source: 0, target: 0))
    }

    init(_ source: AffineColumn, _ target: AffineColumn, _ elementByteCount: Int, fields: CopyAxis) {
        self.source = source
        self.target = target
        self.elementByteCount = elementByteCount
        self.fields = fields
        let distances = target.strides.map(abs) + [abs(fields.target)]
        order = distances.indices.sorted { (distances[$0], $1) > (distances[$1], $0) }
    }

    /// The number of axes of the points, which is also the number of the fields' axis.
    var dimension: Int { target.strides.count }

    /// The bytes of one point, all fields together.
    var pointByteCount: Int { fields.extent * elementByteCount }

    /// An axis over the indices from `low` to `high`.
    @inline(__always)
    func axis(_ number: Int, from low: Int, to high: Int) -> CopyAxis {
        CopyAxis(extent: high &- low &+ 1, source: source.strides[number], target: target.strides[number])
    }

    /// Calls `body` for each row of the box whose low and high corners stand at `corners`: its first elements, how many there
    /// are, and the bytes from one to the next. Allocates nothing. O(points)
    ///
    /// This is where operations on elements that are more than bytes belong.
    package func forEachRow(
        of corners: UnsafePointer<Int>,
        _ body: (_ target: UnsafeMutableRawPointer, _ source: UnsafeMutableRawPointer, _ row: CopyAxis) -> Void
    ) {
        withWalk(over: corners) { walk in
            let row = walk.axes.last ?? CopyAxis(extent: 1, source: elementByteCount, target: elementByteCount)
            walk.forEach(before: walk.axes.count - 1) { target, source in body(target, source, row) }
        }
    }

    /// Calls `body` with what there is to walk, unless the box is empty.
    func withWalk(over corners: UnsafePointer<Int>, _ body: (inout BoxWalk) -> Void) {
        withUnsafeTemporaryAllocation(of: CopyAxis.self, capacity: order.count) { room in
            guard var walk = BoxWalk(self, corners, in: room) else { return }
            body(&walk)
        }
    }
}

/// An axis: how many elements, and the bytes from one to the next in source and target.
package typealias CopyAxis = cohort_copy_axis
