import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife
import CohortLocking

/// The pieces of all partitions of a cross product, row after row, computed together.
final class CrossedRows: Sendable {
    private let source: DeferredPieces
    private let outcome = Locked<Result<ContiguousArray<Domain>, CohortError>?>(nil)

    init(_ source: DeferredPieces) { self.source = source }

    var box: FutureBox { source.box }

    /// All pieces, once they are there; taken over from the operations once for all rows.
    fileprivate func wait() -> Result<ContiguousArray<Domain>, CohortError> {
        if let known = outcome.withLock({ $0 }) { return known }
        // Without the lock, since waiting runs other work.
        let found = source.wait()
        outcome.withLock { $0 = found }
        return found
    }
}

/// One row of a cross product, the pieces of one of its partitions.
final class CrossedRow: OperationSource {
    private let rows: CrossedRows
    private let range: Range<Int>

    init(_ rows: CrossedRows, _ range: Range<Int>) {
        self.rows = rows
        self.range = range
    }

    var box: FutureBox { rows.box }

    func wait() -> Result<ContiguousArray<Domain>, CohortError> { rows.wait().map { ContiguousArray($0[range]) } }
}
