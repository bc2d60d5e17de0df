import CohortGeometry

extension Partitioning {
    /// The points whose pointer lies in each piece of the target: `{ p ∈ space : f(p) ∈ piece }`.
    ///
    /// Disjoint where the target is.
    /// - Complexity: O(n) look-ups of constant or logarithmic time, plus O(m log m) in the rectangles of the target.
    package static func preimage(
        of target: ContiguousArray<Domain>, through column: PointColumn, in space: Domain, targetSpace: Domain
    ) -> ContiguousArray<Domain> {
        let box = IndexBox(around: targetSpace)
        let locator = PointLocator(target, in: box, questions: space.volume)
        return classify(space, column, box, locator, pieceCount: target.count)
    }

    /// The points that hold each colour. Points that hold something else fall into no piece.
    ///
    /// - Complexity: O(n) look-ups of constant time where the colours are dense, else of logarithmic time.
    package static func byField(_ column: PointColumn, in space: Domain, colours: Domain) -> ContiguousArray<Domain> {
        let box = IndexBox(around: colours)
        let locator = PointLocator(pointsOf: colours, in: box, questions: space.volume)
        return classify(space, column, box, locator, pieceCount: colours.volume)
    }

    private static func classify(
        _ space: Domain, _ column: PointColumn, _ box: IndexBox, _ locator: PointLocator, pieceCount: Int
    ) -> ContiguousArray<Domain> {
        let source = IndexBox(around: space)
        var lists = ContiguousArray(repeating: IntervalList(), count: pieceCount)
        column.forEachRow(of: space, in: source) { row, count, first in
            var segment = -1
            var start = 0
            for index in 0 ..< count {
                let now = locator.segment(of: box.number(of: row + index * column.words))
                if now == segment { continue }
                locator.forEachPiece(of: segment) { lists[$0].append(first + start, first + index - 1) }
                segment = now
                start = index
            }
            locator.forEachPiece(of: segment) { lists[$0].append(first + start, first + count - 1) }
        }
        return domains(lists, in: source)
    }

    /// The points whose range meets each piece of the target. Aliased where a range meets two pieces.
    ///
    /// - Complexity: O(log m) for each range, and for each piece's run that it meets; in several dimensions for each row.
    package static func preimageOfRanges(
        of target: ContiguousArray<Domain>, through column: PointColumn, in space: Domain, targetSpace: Domain
    ) -> ContiguousArray<Domain> {
        let box = IndexBox(around: targetSpace)
        let locator = PointLocator(target, in: box, questions: 0)
        let source = IndexBox(around: space)
        var lists = ContiguousArray(repeating: IntervalList(), count: target.count)
        column.forEachRow(of: space, in: source) { row, count, first in
            for index in 0 ..< count {
                let range = row + index * column.words
                box.forEachRun(range, range + box.dimension) { low, high in
                    locator.forEachPiece(meeting: low, high) { lists[$0].append(first + index, first + index) }
                }
            }
        }
        return domains(lists, in: source)
    }

    private static func domains(_ lists: ContiguousArray<IntervalList>, in box: IndexBox) -> ContiguousArray<Domain> {
        ContiguousArray(lists.map { $0.domain(in: box) })
    }
}
