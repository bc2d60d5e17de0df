import CohortDiagnostics
import CohortGeometry

extension Partitioning {
    /// What the pointers of each piece name: `{ f(p) : p ∈ piece } ∩ target`. A part for each piece.
    ///
    /// - Parameter isChecked: a pointer outside the target is an error instead of being dropped.
    /// - Throws: `partition.pointer-outside`.
    /// - Complexity: O(n log n) in the points of the pieces at worst; near linear where the images are dense.
    package static func image(of pieces: ContiguousArray<Domain>, in target: Domain, isChecked: Bool) -> PieceWork {
        let box = IndexBox(around: target)
        let collectors = CollectorPool()
        return eachPiece(of: pieces) { (piece, column) throws(CohortError) in
            let (found, isInside) = collectors.with { $0.image(of: piece, column, in: box) }
            let image = target.rectCount <= 1 ? found : found.intersectionOrEmpty(target)
            if isChecked, !isInside || image.volume != found.volume {
                try check(piece, column, in: target, isRange: false)
            }
            return image
        }
    }

    /// What the ranges of each piece cover: `⋃ { f(p) : p ∈ piece } ∩ target`. Empty ranges cover nothing.
    ///
    /// - Throws: `partition.pointer-outside` when checked and a range leaves the target.
    /// - Complexity: O(n log n) in the ranges, and in several dimensions in their rows.
    package static func imageOfRanges(of pieces: ContiguousArray<Domain>, in target: Domain, isChecked: Bool) -> PieceWork {
        let box = IndexBox(around: target)
        return eachPiece(of: pieces) { (piece, column) throws(CohortError) in
            if isChecked { try check(piece, column, in: target, isRange: true) }
            var runs = IntervalList()
            column.forEachRow(of: piece, in: IndexBox(around: piece)) { row, count, _ in
                for index in 0 ..< count {
                    let range = row + index * column.words
                    box.forEachRun(range, range + box.dimension) { runs.append($0, $1) }
                }
            }
            let image = runs.domain(in: box)
            return target.rectCount <= 1 ? image : image.intersectionOrEmpty(target)
        }
    }

    /// A part for each piece, whose answer or failure is kept.
    private static func eachPiece(
        of pieces: ContiguousArray<Domain>,
        _ image: @escaping @Sendable (Domain, PointColumn) throws(CohortError) -> Domain
    ) -> PieceWork {
        let images = Slots<Result<Domain, CohortError>?>(repeating: nil, count: pieces.count)
        let phase = PieceWork.Phase.readers(pieces.count) { index, column in
            do throws(CohortError) {
                images[index] = .success(try image(pieces[index], column))
            } catch {
                images[index] = .failure(error)
            }
        }
        return PieceWork(phases: [phase]) { () throws(CohortError) in
            var domains = ContiguousArray<Domain>()
            domains.reserveCapacity(images.count)
            for image in images.values { if let image { domains.append(try image.get()) } }
            return domains
        }
    }
}
