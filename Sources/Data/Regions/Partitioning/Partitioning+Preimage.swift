import CohortDiagnostics
import CohortGeometry

extension Partitioning {
    /// The points whose pointer lies in each piece of the target: `{ p ∈ space : f(p) ∈ piece }`.
    ///
    /// Disjoint where the target is.
    /// - Parameters:
    ///   - count: the number of the target's pieces.
    ///   - isChecked: a pointer outside the target space is an error instead of being dropped.
    ///   - parts: how many parts a phase may have.
    /// - Throws: `partition.pointer-outside`.
    /// - Complexity: O(n) look-ups of constant or logarithmic time, plus O(m log m) in the rectangles of the target.
    package static func preimage(
        of target: @escaping FuturePieces, count: Int, in space: @escaping FutureSpace, dimension: Int,
        targetSpace: @escaping FutureSpace, isChecked: Bool, parts: Int
    ) -> PieceWork {
        let classification = Classification(of: space, pieceCount: count, parts: parts)
        return classify(classification, isChecked ? targetSpace : nil) { space in
            let box = IndexBox(around: targetSpace())
            return (PointLocator(target(), in: box, questions: space.volume), box)
        }
    }

    /// The points that hold each colour. Points that hold something else fall into no piece.
    ///
    /// - Complexity: O(n) look-ups of constant time where the colours are dense, else of logarithmic time.
    package static func byField(
        in space: @escaping FutureSpace, dimension: Int, colours: Domain, parts: Int
    ) -> PieceWork {
        let classification = Classification(of: space, pieceCount: colours.volume, parts: parts)
        return classify(classification, nil) { space in
            let box = IndexBox(around: colours)
            return (PointLocator(pointsOf: colours, in: box, questions: space.volume), box)
        }
    }

    /// Who answers questions about numbers, and the box in which these are counted.
    private typealias Target = (locator: PointLocator, box: IndexBox)

    private static func classify(
        _ classification: Classification, _ checked: FutureSpace?, _ target: @escaping @Sendable (Domain) -> Target
    ) -> PieceWork {
        let made = Slots<Target?>(repeating: nil, count: 1)
        return classification.work { space in
            made[0] = target(space)
        } _: { (strip, source, column, sorter) throws(CohortError) in
            guard let (locator, box) = made[0] else { return }
            if let checked { try check(strip, column, in: checked(), isRange: false) }
            column.forEachRow(of: strip, in: source) { row, count, first in
                locator.forEachRun(row, count, column.words, box) { segment, start, end in
                    locator.forEachPiece(of: segment) { sorter.append(Int32($0), first + start, first + end) }
                }
            }
        }
    }

    /// The points whose range meets each piece of the target. Aliased where a range meets two pieces.
    ///
    /// - Complexity: O(log m) for each range, and for each piece's run that it meets; in several dimensions for each row.
    package static func preimageOfRanges(
        of target: @escaping FuturePieces, count: Int, in space: @escaping FutureSpace, dimension: Int,
        targetSpace: @escaping FutureSpace, isChecked: Bool, parts: Int
    ) -> PieceWork {
        let made = Slots<Target?>(repeating: nil, count: 1)
        return Classification(of: space, pieceCount: count, parts: parts).work { _ in
            let box = IndexBox(around: targetSpace())
            made[0] = (PointLocator(target(), in: box, questions: nil), box)
        } _: { (strip, source, column, sorter) throws(CohortError) in
            guard let (locator, box) = made[0] else { return }
            if isChecked { try check(strip, column, in: targetSpace(), isRange: true) }
            column.forEachRow(of: strip, in: source) { row, count, first in
                for index in 0 ..< count {
                    let range = row + index * column.words
                    box.forEachRun(range, range + box.dimension) { low, high in
                        locator.forEachPiece(meeting: low, high) { sorter.append(Int32($0), first + index, first + index) }
                    }
                }
            }
        }
    }
}
