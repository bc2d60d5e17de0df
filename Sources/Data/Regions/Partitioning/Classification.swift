import CohortDiagnostics
import CohortGeometry

/// Puts every point of a space into the pieces that its datum names: the points in strips, each sorted by buckets of pieces, and
/// then the buckets in groups, each gathered from all strips.
final class Classification: Sendable {
    private let space: FutureSpace
    private let cut: Slots<Cut?>
    private let stripCount: Int
    private let pieceCount: Int
    private let batches: Slots<ContiguousArray<RunBatch>>
    private let failures: Slots<CohortError?>
    private let groups: Slots<ContiguousArray<Domain>>

    /// The points with their numbers, the strips they are cut into, and the buckets they fall into.
    private struct Cut {
        let source: IndexBox
        let strips: ContiguousArray<Domain>
        let buckets: Buckets
    }

    /// - Parameter parts: how many parts a phase may have.
    init(of space: @escaping FutureSpace, pieceCount: Int, parts: Int) {
        self.space = space
        cut = Slots(repeating: nil, count: 1)
        stripCount = max(1, parts)
        self.pieceCount = pieceCount
        batches = Slots(repeating: [], count: stripCount)
        failures = Slots(repeating: nil, count: stripCount)
        groups = Slots(repeating: [], count: max(1, min(stripCount, pieceCount)))
    }

    /// How the points of a strip are put in order.
    typealias Sort = @Sendable (Domain, IndexBox, PointColumn, RunSorter) throws(CohortError) -> Void

    /// The work whose strips `sort` sorts, once `prepare` has been called.
    func work(_ prepare: @escaping @Sendable (_ space: Domain) -> Void, _ sort: @escaping Sort) -> PieceWork {
        PieceWork(
            phases: [
                .parts(1) { _ in
                    let space = self.space()
                    let source = IndexBox(around: space)
                    self.cut[0] = Cut(
                        source: source, strips: Partitioning.strips(of: space, count: self.stripCount),
                        buckets: Buckets(pieceCount: self.pieceCount, points: space.volume, in: source))
                    prepare(space)
                },
                .readers(stripCount) { strip, column in self.sort(strip, column, sort) },
                .parts(groups.count) { group in self.gather(group) },
            ],
            result: { () throws(CohortError) in
                for failure in self.failures.values { if let failure { throw failure } }
                return self.groups.count == 1 ? self.groups[0] : ContiguousArray(self.groups.values.joined())
            })
    }

    private func sort(_ strip: Int, _ column: PointColumn, _ sort: Sort) {
        guard let cut = cut[0] else { return }
        let sorter = RunSorter(cut.buckets, points: cut.strips[strip].volume)
        do throws(CohortError) {
            try sort(cut.strips[strip], cut.source, column, sorter)
        } catch {
            failures[strip] = error
        }
        sorter.finish()
        batches[strip] = sorter.batches
    }

    private func gather(_ group: Int) {
        guard let cut = cut[0] else { return }
        let gatherer = RunGatherer(ContiguousArray(batches.values.joined()), cut.buckets, in: cut.source)
        groups[group] = gatherer.pieces(of: PieceWork.share(group, of: groups.count, cut.buckets.count))
    }
}
