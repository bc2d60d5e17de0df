import CohortDiagnostics
import CohortGeometry

extension Partitioning {
    /// For each colour `c` the rectangle `transform · c + extent`, clipped to the space.
    ///
    /// - Parameters:
    ///   - transform: a matrix, one row for each axis of the space, one column for each axis of the colours.
    ///   - extent: low corner, then high corner, inclusive.
    /// - Throws: `geometry.overflow`.
    /// - Complexity: O(colours) where the space is dense, O(colours · log rectangles) where it is sparse in one dimension.
    package static func restriction(
        of space: Domain, colours: Domain, transform: [[Int]], extent: [Int]
    ) throws(CohortError) -> ContiguousArray<Domain> {
        let clipper = Clipper(space)
        var pieces = ContiguousArray<Domain>()
        try colours.forEachPoint { (colour) throws(CohortError) in
            var corners = extent
            for axis in 0 ..< space.dimension {
                guard let shift = dot(transform[axis], colour) else { throw overflow(colour) }
                for corner in [axis, axis + space.dimension] {
                    let moved = extent[corner].addingReportingOverflow(shift)
                    if moved.overflow { throw overflow(colour) }
                    corners[corner] = moved.partialValue
                }
            }
            pieces.append(clipper.clip(corners))
        }
        return pieces
    }

    private static func dot(_ row: [Int], _ column: [Int]) -> Int? {
        var sum = 0
        for (left, right) in zip(row, column) {
            let product = left.multipliedReportingOverflow(by: right)
            let next = sum.addingReportingOverflow(product.partialValue)
            if product.overflow || next.overflow { return nil }
            sum = next.partialValue
        }
        return sum
    }

    private static func overflow(_ colour: [Int]) -> CohortError {
        CohortError(
            .geometryOverflow, "the restriction of color \(colour) leaves the range of 64-bit integers",
            rule: "transform · color + extent must be within the range of Int", fix: "use a smaller stride, or fewer colors")
    }
}
