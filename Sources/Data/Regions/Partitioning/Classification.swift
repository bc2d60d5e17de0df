import CohortDiagnostics
import CohortGeometry

/// Puts every point of a space into the pieces that its datum names: the points in strips, each sorted by piece, and then
/// the pieces in groups, each piece gathered from all strips.
final class Classification: Sendable {
    let space: Domain
    let source: IndexBox
    let strips: ContiguousArray<Domain>
    private let pieceCount: Int
    private let batches: Slots<ContiguousArray<RunBatch>>
    private let failures: Slots<CohortError?>
    private let pieces: Slots<Domain>

    /// - Parameter parts: how many parts a phase may have.
    init(of space: Domain, pieceCount: Int, parts: Int) {
        self.space = space
        source = IndexBox(around: space)
        strips = Partitioning.strips(of: space, count: max(1, parts))
        self.pieceCount = pieceCount
        batches = Slots(repeating: [], count: strips.count)
        failures = Slots(repeating: nil, count: strips.count)
        pieces = Slots(repeating: .empty(dimension: space.dimension), count: pieceCount)
    }

    /// How the points of a strip are put in order.
    typealias Sort = @Sendable (Domain, IndexBox, PointColumn, RunSorter) throws(CohortError) -> Void

    /// The work whose strips `sort` sorts, once `prepare` has been called.
    func work(_ prepare: @escaping @Sendable () -> Void, _ sort: @escaping Sort) -> PieceWork {
        let groupCount = max(1, min(strips.count, pieceCount))
        return PieceWork(
            phases: [
                .parts(1) { _ in prepare() },
                .readers(strips.count) { strip, column in self.sort(strip, column, sort) },
                .parts(groupCount) { group in self.gather(group, of: groupCount) },
            ],
            result: { () throws(CohortError) in
                for failure in self.failures.values { if let failure { throw failure } }
                return self.pieces.values
            })
    }

    private func sort(_ strip: Int, _ column: PointColumn, _ sort: Sort) {
        let sorter = RunSorter(pieceCount: pieceCount, points: strips[strip].volume)
        do throws(CohortError) {
            try sort(strips[strip], source, column, sorter)
        } catch {
            failures[strip] = error
        }
        sorter.finish()
        batches[strip] = sorter.batches
    }

    private func gather(_ group: Int, of groupCount: Int) {
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
