import CohortDiagnostics
import CohortGeometry

extension Partitioning {
    /// What the pointers of each piece name: `{ f(p) : p ∈ piece } ∩ target`.
    ///
    /// - Parameters:
    ///   - count: the number of pieces.
    ///   - isChecked: a pointer outside the target is an error instead of being dropped.
    ///   - parts: how many parts the pieces are dealt out to.
    /// - Throws: `partition.pointer-outside`.
    /// - Complexity: O(n log n) in the points of the pieces at worst; near linear where the images are dense.
    package static func image(
        of pieces: @escaping FuturePieces, count: Int, in target: @escaping FutureSpace, dimension: Int, isChecked: Bool,
        parts: Int
    ) -> PieceWork {
        let box = Once { IndexBox(around: target()) }
        let collectors = CollectorPool()
        return eachPiece(of: pieces, count, dimension, parts) { (piece, column) throws(CohortError) in
            let target = target()
            let (found, isInside) = collectors.with { $0.image(of: piece, column, in: box.value) }
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
    package static func imageOfRanges(
        of pieces: @escaping FuturePieces, count: Int, in target: @escaping FutureSpace, dimension: Int, isChecked: Bool,
        parts: Int
    ) -> PieceWork {
        let box = Once { IndexBox(around: target()) }
        return eachPiece(of: pieces, count, dimension, parts) { (piece, column) throws(CohortError) in
            let (target, box) = (target(), box.value)
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

    /// The image of a whole space by the images of its strips.
    ///
    /// - Parameters:
    ///   - parts: how many strips.
    ///   - image: the work for the images of some pieces.
    package static func imageOfStrips(
        of space: @escaping FutureSpace, parts: Int, _ image: (@escaping FuturePieces) -> PieceWork
    ) -> PieceWork {
        let strips = Once { Partitioning.strips(of: space(), count: parts) }
        let work = image { strips.value }
        return PieceWork(following: work.phases) { () throws(CohortError) in
            [Domain.union(of: Array(try work.result()))]
        }
    }

    /// Pieces dealt out to parts; each piece's answer or failure is kept.
    private static func eachPiece(
        of pieces: @escaping FuturePieces, _ count: Int, _ dimension: Int, _ parts: Int,
        _ image: @escaping @Sendable (Domain, PointColumn) throws(CohortError) -> Domain
    ) -> PieceWork {
        let images = Slots<Result<Domain, CohortError>>(repeating: .success(.empty(dimension: dimension)), count: count)
        let phase = PieceWork.Phase.readers(parts) { part, column in
            let pieces = pieces()
            for index in PieceWork.share(part, of: parts, count) {
                do throws(CohortError) {
                    images[index] = .success(try image(pieces[index], column))
                } catch {
                    images[index] = .failure(error)
                }
            }
        }
        return PieceWork(phases: [phase]) { () throws(CohortError) in
            var domains = ContiguousArray<Domain>()
            domains.reserveCapacity(images.count)
            for image in images.values { domains.append(try image.get()) }
            return domains
        }
    }
}
