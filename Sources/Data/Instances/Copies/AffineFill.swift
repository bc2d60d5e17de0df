import CCopying
import CohortGeometry

/// Gives all elements of boxes the same value, in any affine layout.
package struct AffineFill {
    private let pair: AffinePair

    /// - Parameter value: one element; it is read by each fill.
    package init(_ column: AffineColumn, with value: UnsafeRawPointer, elementByteCount: Int) {
        let everywhere = AffineColumn(
            origin: UnsafeMutableRawPointer(mutating: value), strides: column.strides.map { _ in 0 })
        pair = AffinePair(from: everywhere, to: column, elementByteCount: elementByteCount)
    }

    /// Fills all points of a domain. O(points)
    package func fill(_ domain: Domain) { domain.withRectangles(fill) }

    /// The same for boxes written one after another, each its low corner, then its high one.
    package func fill(_ boxes: UnsafeBufferPointer<Int>) {
        pair.forEachRow(of: boxes) { target, value, row in
            cohort_fill_row(target, row.target, value, pair.elementByteCount, row.extent)
        }
    }
}

extension AffinePair {
    /// Calls `body` for elements that follow one another in both columns, as many at a time as do. O(points)
    package func forEachRun(
        of boxes: UnsafeBufferPointer<Int>,
        _ body: (_ target: UnsafeMutableRawPointer, _ source: UnsafeMutableRawPointer, _ count: Int) -> Void
    ) {
        forEachRow(of: boxes) { target, source, row in
            if row.source == elementByteCount, row.target == elementByteCount { return body(target, source, row.extent) }
            for index in 0 ..< row.extent { body(target + index * row.target, source + index * row.source, 1) }
        }
    }

    /// The same for the points of a domain.
    package func forEachRun(
        of domain: Domain,
        _ body: (_ target: UnsafeMutableRawPointer, _ source: UnsafeMutableRawPointer, _ count: Int) -> Void
    ) {
        domain.withRectangles { forEachRun(of: $0, body) }
    }

    /// Calls `body` for each row of boxes written one after another, each its low corner, then its high one.
    package func forEachRow(
        of boxes: UnsafeBufferPointer<Int>,
        _ body: (_ target: UnsafeMutableRawPointer, _ source: UnsafeMutableRawPointer, _ row: CopyAxis) -> Void
    ) {
        guard let first = boxes.baseAddress else { return }
        for start in stride(from: 0, to: boxes.count, by: 2 * dimension) { forEachRow(of: first + start, body) }
    }
}
