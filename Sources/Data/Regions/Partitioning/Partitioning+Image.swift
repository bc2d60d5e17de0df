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
            if isChecked, leftBox || image.volume != found.volume { try check(piece, column, in: target, isRange: false) }
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
            if isChecked { try check(piece, column, in: target, isRange: true) }
        }
        return images
    }
}
