import CohortDiagnostics
import CohortGeometry

extension Partitioning {
    /// What the pointers of each piece name: `{ f(p) : p ∈ piece } ∩ target`.
    ///
    /// - Parameter isChecked: a pointer outside the target is an error instead of being dropped.
    /// - Throws: `partition.pointer-outside`.
    /// - Complexity: O(n log n) in the points of the pieces at worst; near linear where the images are dense.
    package static func image(
        of pieces: ContiguousArray<Domain>, through column: PointColumn, in target: Domain, isChecked: Bool
    ) throws(CohortError) -> ContiguousArray<Domain> {
        let box = IndexBox(around: target)
        var collector = NumberCollector()
        var images = ContiguousArray<Domain>()
        images.reserveCapacity(pieces.count)
        for piece in pieces {
            collector.reserve(piece.volume)
            var leftBox = false
            column.forEachRow(of: piece, in: IndexBox(around: piece)) { row, count, _ in
                for index in 0 ..< count {
                    let number = box.number(of: row + index * column.words)
                    if number >= 0 { collector.append(number) } else { leftBox = true }
                }
            }
            let found = collector.take().domain(in: box)
            let image = target.rectCount <= 1 ? found : found.intersectionOrEmpty(target)
            if isChecked, leftBox || image.volume != found.volume { throw outside(piece, column, target, isRange: false) }
            images.append(image)
        }
        return images
    }

    /// What the ranges of each piece cover: `⋃ { f(p) : p ∈ piece } ∩ target`. Empty ranges cover nothing.
    ///
    /// - Throws: `partition.pointer-outside` when checked and a range leaves the target.
    /// - Complexity: O(n log n) in the ranges, and in several dimensions in their rows.
    package static func imageOfRanges(
        of pieces: ContiguousArray<Domain>, through column: PointColumn, in target: Domain, isChecked: Bool
    ) throws(CohortError) -> ContiguousArray<Domain> {
        let box = IndexBox(around: target)
        var images = ContiguousArray<Domain>()
        images.reserveCapacity(pieces.count)
        for piece in pieces {
            var runs = IntervalList()
            column.forEachRow(of: piece, in: IndexBox(around: piece)) { row, count, _ in
                for index in 0 ..< count {
                    let range = row + index * column.words
                    box.forEachRun(range, range + box.dimension) { runs.append($0, $1) }
                }
            }
            let image = runs.domain(in: box)
            images.append(target.rectCount <= 1 ? image : image.intersectionOrEmpty(target))
            if isChecked, hasRangeOutside(piece, column, target) { throw outside(piece, column, target, isRange: true) }
        }
        return images
    }

    private static func hasRangeOutside(_ piece: Domain, _ column: PointColumn, _ target: Domain) -> Bool {
        firstOutside(piece, column, target, isRange: true) != nil
    }

    /// The number and value of the first pointer or range that is not inside the target. Slow; for messages and checks.
    private static func firstOutside(
        _ piece: Domain, _ column: PointColumn, _ target: Domain, isRange: Bool
    ) -> (point: [Int], value: [Int])? {
        let source = IndexBox(around: piece)
        var found: (point: [Int], value: [Int])?
        column.forEachRow(of: piece, in: source) { row, count, first in
            if found != nil { return }
            for index in 0 ..< count {
                let value = [Int](UnsafeBufferPointer(start: row + index * column.words, count: column.words))
                let isInside = isRange ? holds(target, rangeFrom: value) : target.index(ofPoint: value) != nil
                if isInside { continue }
                found = (source.coordinates(of: first + index), value)
                return
            }
        }
        return found
    }

    private static func holds(_ target: Domain, rangeFrom value: [Int]) -> Bool {
        let dimension = target.dimension
        var volume = 1
        for axis in 0 ..< dimension {
            if value[axis] > value[axis + dimension] { return true }
            let extent = value[axis + dimension].subtractingReportingOverflow(value[axis])
            let product = volume.multipliedReportingOverflow(by: extent.partialValue &+ 1)
            if extent.overflow || product.overflow { return false }
            volume = product.partialValue
        }
        return Clipper(target).clip(value).volume == volume
    }

    private static func outside(
        _ piece: Domain, _ column: PointColumn, _ target: Domain, isRange: Bool
    ) -> CohortError {
        let found = firstOutside(piece, column, target, isRange: isRange)
        let names = found.map { [$0.point, $0.value].map { $0.map(String.init).joined(separator: ", ") } } ?? ["?", "?"]
        return CohortError(
            .pointerOutside,
            "the \(isRange ? "range" : "pointer") at point [\(names[0])] is [\(names[1])], outside the region it should point into",
            rule: "a checked image takes only pointers into the region that is partitioned",
            fix: "correct the pointer, or leave `checked` out: pointers elsewhere are then dropped")
    }
}
