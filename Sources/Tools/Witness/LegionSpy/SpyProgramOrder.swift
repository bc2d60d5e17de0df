/// The operations of each context, in an order in which the program could have asked for them.
///
/// Between two waits of the context's code they come as they began, with the copies made for them, but none before what it follows. Of
/// several copies of the same data Legion Spy holds the first for the one that all later readers wait for.
struct SpyProgramOrder {
    private let operations: [Int: [Int]]

    init(_ log: Log, _ copies: MergedCopies) {
        var begins = log.runs.mapValues(\.begin)
        for copy in copies.all { begins[copy.operation] = min(begins[copy.operation] ?? copy.begin, copy.begin) }
        let edges = Dictionary(grouping: log.edges, by: \.earlier).mapValues { $0.map(\.later) }
        let waits = Dictionary(grouping: log.waits, by: \.context).mapValues { Set($0.map(\.position)).sorted() }
        var operations: [Int: [Int]] = [:]
        for (context, numbers) in Dictionary(grouping: log.operations.keys, by: { log.context(of: $0) ?? Self.nowhere }) {
            var rest = numbers.sorted()[...]
            var all: [Int] = []
            for position in (waits[context] ?? []) + [.max] {
                let part = rest.prefix { $0 < position }
                rest = rest.dropFirst(part.count)
                all += Self.ordered(part, edges, begins)
            }
            operations[context] = all
        }
        self.operations = operations
    }

    /// Some operations in the order in which they began, as far as edges between them allow.
    ///
    /// - Complexity: O(edges + operations · those that could come next).
    private static func ordered(_ part: ArraySlice<Int>, _ edges: [Int: [Int]], _ begins: [Int: Int]) -> [Int] {
        var pending: [Int: Int] = [:]
        for operation in part { pending[operation] = 0 }
        for operation in part {
            for later in edges[operation] ?? [] where pending[later] != nil { pending[later, default: 0] += 1 }
        }
        // Latest first, so that the next is the last.
        let comesBefore = { (one: Int, other: Int) in (begins[one] ?? .max, one) > (begins[other] ?? .max, other) }
        var ready = part.filter { pending[$0] == 0 }.sorted(by: comesBefore)
        var all: [Int] = []
        while let operation = ready.popLast() {
            all.append(operation)
            for later in edges[operation] ?? [] {
                guard let count = pending[later] else { continue }
                pending[later] = count - 1
                if count == 1 { ready.insert(later, at: ready.firstIndex { !comesBefore($0, later) } ?? ready.endIndex) }
            }
        }
        // A circle is for the checker to find.
        return all + part.filter { pending[$0] ?? 0 > 0 }
    }

    /// The context of what the log has lost the context of.
    private static var nowhere: Int { -1 }

    /// All contexts in which something was launched.
    var contexts: Dictionary<Int, [Int]>.Keys { operations.keys }

    /// The operations of a context.
    func operations(in context: Int) -> [Int] { operations[context] ?? [] }
}
