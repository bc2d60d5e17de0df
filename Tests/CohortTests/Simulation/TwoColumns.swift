import CohortSimulation

/// A schedule that is written down: a column for each thread, and from above to below the points up to which they go, in turn.
///
///     thread 0   | thread 1
///     -----------|----------
///     connect    |
///                | complete
///     commit     |
///
/// After the last row the threads go on as they like.
final class TwoColumns: TurnChooser, @unchecked Sendable, CustomStringConvertible {
    // SAFETY: asked by whoever holds the lock of the threads' turns; looked at when they are over.
    let description: String
    private let rows: [(thread: Int, point: TurnPoint)]
    private var row = 0
    /// Why it could not be followed; nil when it was, or still can be.
    private(set) var failure: String?

    init(_ text: String) {
        description = text
        rows = text.split(separator: "\n").dropFirst(2).map { line in
            let columns = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
            guard let thread = columns.firstIndex(where: { !$0.isEmpty }), let point = TurnPoint(rawValue: columns[thread]) else {
                fatalError("no row of a schedule: '\(line)'")
            }
            return (thread, point)
        }
    }

    /// Nil when every row was reached.
    var remainder: String? {
        failure ?? (row < rows.count ? "row \(row + 1) was not reached" : nil)
    }

    func choose(among ready: [Int], after current: Int?, at point: TurnPoint) -> Int {
        if row < rows.count, failure == nil {
            if current == rows[row].thread, point == rows[row].point { row += 1 }
            if row == rows.count { return current ?? ready[0] }
            if ready.contains(rows[row].thread) { return rows[row].thread }
            failure = "in row \(row + 1), thread \(rows[row].thread) cannot go on"
        }
        return current ?? ready[turns() % ready.count]
    }

    private var count = 0

    /// Threads that wait for each other come in turn.
    private func turns() -> Int {
        count += 1
        return count
    }
}
