import CohortDiagnostics
import CohortGeometry

/// Puts every point of a space into the pieces that its datum names: the points in strips, each sorted by piece, and then
/// the pieces in groups, each piece gathered from all strips.
final class Classification: Sendable {
    private let space: FutureSpace
    private let cut: Slots<Cut?>
    private let stripCount: Int
    private let pieceCount: Int
    private let batches: Slots<ContiguousArray<RunBatch>>
    private let failures: Slots<CohortError?>
    private let pieces: Slots<Domain>

    /// The points with their numbers, and the strips they are cut into.
    private struct Cut {
        let source: IndexBox
        let strips: ContiguousArray<Domain>
    }

    /// - Parameters:
    ///   - dimension: that of the space.
    ///   - parts: how many parts a phase may have.
    init(of space: @escaping FutureSpace, dimension: Int, pieceCount: Int, parts: Int) {
        self.space = space
        cut = Slots(repeating: nil, count: 1)
        stripCount = max(1, parts)
        self.pieceCount = pieceCount
        batches = Slots(repeating: [], count: stripCount)
        failures = Slots(repeating: nil, count: stripCount)
        pieces = Slots(repeating: .empty(dimension: dimension), count: pieceCount)
    }

    /// How the points of a strip are put in order.
    typealias Sort = @Sendable (Domain, IndexBox, PointColumn, RunSorter) throws(CohortError) -> Void

    /// The work whose strips `sort` sorts, once `prepare` has been called.
    func work(_ prepare: @escaping @Sendable (_ space: Domain) -> Void, _ sort: @escaping Sort) -> PieceWork {
        let groupCount = max(1, min(stripCount, pieceCount))
        return PieceWork(
            phases: [
                .parts(1) { _ in
                    let space = self.space()
                    self.cut[0] = Cut(
                        source: IndexBox(around: space), strips: Partitioning.strips(of: space, count: self.stripCount))
                    prepare(space)
                },
                .readers(stripCount) { strip, column in self.sort(strip, column, sort) },
                .parts(groupCount) { group in self.gather(group, of: groupCount) },
            ],
            result: { () throws(CohortError) in
                for failure in self.failures.values { if let failure { throw failure } }
                return self.pieces.values
            })
    }

    private func sort(_ strip: Int, _ column: PointColumn, _ sort: Sort) {
        guard let cut = cut[0] else { return }
        let sorter = RunSorter(pieceCount: pieceCount, points: cut.strips[strip].volume)
        do throws(CohortError) {
            try sort(cut.strips[strip], cut.source, column, sorter)
        } catch {
            failures[strip] = error
        }
        sorter.finish()
        batches[strip] = sorter.batches
    }

    private func gather(_ group: Int, of groupCount: Int) {
        guard let source = cut[0]?.source else { return }
        let all = batches.values.flatMap(\.self)
        for piece in group * pieceCount / groupCount ..< (group + 1) * pieceCount / groupCount {
            var runCount = 0
            for batch in all { runCount += Int(batch.starts[piece + 1] - batch.starts[piece]) }
            if runCount == 0 { continue }
            var list = IntervalList(reserving: runCount)
            for batch in all {
                let start = Int(batch.starts[piece]), end = Int(batch.starts[piece + 1])
                list.append(UnsafeBufferPointer(start: batch.runs + 2 * start, count: 2 * (end - start)))
            }
            pieces[piece] = list.domain(in: source)
        }
    }
}
