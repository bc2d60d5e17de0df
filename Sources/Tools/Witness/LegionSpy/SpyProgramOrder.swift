/// The operations of each context, in an order in which the program could have asked for them.
///
/// It is the program's own, but for the points of one launch: where no edge is between any two of them they come as they began, with the
/// copies made for them. Of several copies of the same data Legion Spy holds the first for the one that all later readers wait for.
struct SpyProgramOrder {
    private let operations: [Int: [Int]]

    init(_ log: Log, _ copies: MergedCopies) {
        var begins = log.runs.mapValues(\.begin)
        for copy in copies.all { begins[copy.operation] = min(begins[copy.operation] ?? copy.begin, copy.begin) }
        let inner = log.edges.filter { log.launch(of: $0.earlier) == log.launch(of: $0.later) }
        let ordered = Set(inner.compactMap { log.launch(of: $0.later) })
        var operations: [Int: [Int]] = [:]
        for (context, numbers) in Dictionary(grouping: log.operations.keys, by: { log.context(of: $0) ?? Self.nowhere }) {
            var all: [Int] = []
            let byLaunch = Dictionary(grouping: numbers) { log.launch(of: $0).map { -$0 } ?? $0 }
            for points in byLaunch.values.sorted(by: { $0.min() ?? 0 < $1.min() ?? 0 }) {
                let isFree = points.first.flatMap(log.launch(of:)).map { !ordered.contains($0) } ?? true
                all += points.sorted { isFree ? (begins[$0] ?? .max, $0) < (begins[$1] ?? .max, $1) : $0 < $1 }
            }
            operations[context] = all
        }
        self.operations = operations
    }

    /// The context of what the log has lost the context of.
    private static var nowhere: Int { -1 }

    /// All contexts in which something was launched.
    var contexts: Dictionary<Int, [Int]>.Keys { operations.keys }

    /// The operations of a context.
    func operations(in context: Int) -> [Int] { operations[context] ?? [] }
}

extension Log {
    fileprivate func launch(of operation: Int) -> Int? {
        guard case .point(let launch, _) = operations[operation] else { return nil }
        return launch
    }
}
