/// Pairs of operations that share data and may run in any order, while Legion wants their mapping in program order.
///
/// Our runtime maps in program order by itself, and notes nothing of it. The logical check is told of these as dependences; the events
/// are not, so the physical check sees the order that there was.
struct SpySharing {
    private let log: Log

    init(_ log: Log) { self.log = log }

    /// Calls `body` with the operations of each pair.
    ///
    /// - Complexity: O(n²) for n uses of a region by one context that are not exclusive.
    func forEachPair(_ body: (Int, Int) -> Void) {
        for uses in log.usesByContext.values {
            let shared = uses.filter { $0.use.use.coherence != .exclusive }
            for some in Dictionary(grouping: shared, by: \.region).values {
                pairs(of: some.map(\.use).sorted { $0.use.operation < $1.use.operation }, body)
            }
        }
    }

    private func pairs(of uses: [AreaUse], _ body: (Int, Int) -> Void) {
        for (index, later) in uses.enumerated() {
            for earlier in uses[..<index] where earlier.use.operation != later.use.operation && isAsked(earlier, later) {
                body(earlier.use.operation, later.use.operation)
            }
        }
    }

    /// Whether Legion Spy asks for a dependence where we need none: among those that take turns, and among those that do not.
    private func isAsked(_ earlier: AreaUse, _ later: AreaUse) -> Bool {
        let (one, two) = (earlier.use, later.use)
        guard one.changes || two.changes, one.relation(to: two) != .ordered else { return false }
        let isReaderBesideTurns = !one.changes && two.coherence == .atomic || !two.changes && one.coherence == .atomic
        return !isReaderBesideTurns && !Set(earlier.fields).isDisjoint(with: later.fields) && earlier.area.overlaps(later.area)
    }
}
