import CohortDiagnostics
import CohortGeometry

extension Partitioning {
    /// Requires that every pointer or range of a space lies in the target. Empty ranges lie anywhere.
    ///
    /// - Throws: `partition.pointer-outside`, with the first point that holds another, and what it holds.
    /// - Complexity: O(log rectangles) for each pointer; for each range, the rectangles of the target that it meets.
    package static func check(
        _ space: Domain, _ column: PointColumn, in target: Domain, isRange: Bool
    ) throws(CohortError) {
        guard let (point, value) = firstOutside(space, column, target, isRange) else { return }
        let names = [point, value].map { $0.map(String.init).joined(separator: ", ") }
        throw CohortError(
            .pointerOutside,
            "the \(isRange ? "range" : "pointer") at point [\(names[0])] is [\(names[1])], outside the region it should point into",
            rule: "with `checked`, every pointer leads into the region that it should point into",
            fix: "correct the pointer, or leave `checked` out: pointers elsewhere are then dropped")
    }

    private static func firstOutside(
        _ space: Domain, _ column: PointColumn, _ target: Domain, _ isRange: Bool
    ) -> (point: [Int], value: [Int])? {
        let source = IndexBox(around: space)
        let clipper = Clipper(target)
        var found: (point: [Int], value: [Int])?
        column.forEachRow(of: space, in: source) { row, count, first in
            if found != nil { return }
            for index in 0 ..< count {
                let value = [Int](UnsafeBufferPointer(start: row + index * column.words, count: column.words))
                if isRange ? clipper.holds(value) : target.contains(value) { continue }
                found = (source.coordinates(of: first + index), value)
                return
            }
        }
        return found
    }
}

extension Clipper {
    /// True when all points between two corners are in the domain, as they are when there are none.
    fileprivate func holds(_ corners: [Int]) -> Bool {
        let dimension = corners.count / 2
        if (0 ..< dimension).contains(where: { corners[$0] > corners[dimension + $0] }) { return true }
        var volume = 1
        for axis in 0 ..< dimension {
            let extent = corners[axis + dimension].subtractingReportingOverflow(corners[axis])
            let product = volume.multipliedReportingOverflow(by: extent.partialValue &+ 1)
            if extent.overflow || product.overflow { return false }
            volume = product.partialValue
        }
        return clip(corners).volume == volume
    }
}
