/// Finds the edges of a graph that follow from others: those whose later end comes after the earlier one by way of a third node, too.
///
/// An edge that closes a circle follows from nothing, and nothing follows from it, so a wrong run is drawn with all that is wrong.
struct EdgeReduction {
    /// The edges that follow from others.
    private(set) var implied: Set<Pair> = []
    private var predecessors: [Int: [Int]] = [:]
    /// By node, its place in an order in which each comes after its predecessors.
    private var places: [Int: Int] = [:]

    struct Pair: Hashable { let earlier: Int, later: Int }

    /// - Parameter pairs: each edge once.
    /// - Complexity: O(nodes × edges) at worst; each node looks no further back than its first predecessor.
    init(_ pairs: [Pair]) {
        for pair in pairs { predecessors[pair.later, default: []].append(pair.earlier) }
        predecessors = predecessors.mapValues { $0.sorted() }
        for node in predecessors.keys.sorted() where places[node] == nil { arrange(from: node) }
        for (node, before) in predecessors where before.count > 1 { reduce(node, before) }
    }

    /// Gives places to a node and all before it that have none; edges that close a circle are left out from here on.
    private mutating func arrange(from first: Int) {
        var open = [(node: first, next: 0)]
        var isOpen: Set<Int> = [first]
        while let (node, next) = open.last {
            guard let before = predecessors[node], next < before.count else {
                places[node] = places.count
                isOpen.remove(node)
                open.removeLast()
                continue
            }
            if isOpen.contains(before[next]) {
                predecessors[node]?.remove(at: next)
                continue
            }
            open[open.count - 1].next += 1
            if places[before[next]] == nil {
                open.append((before[next], 0))
                isOpen.insert(before[next])
            }
        }
    }

    private mutating func reduce(_ node: Int, _ before: [Int]) {
        // From the last one on: what follows from others is before one of these.
        let ordered = before.sorted { place($0) > place($1) }
        let least = ordered.last.map(place) ?? 0
        var seen: Set<Int> = []
        for one in ordered {
            if seen.contains(one) {
                implied.insert(Pair(earlier: one, later: node))
                continue
            }
            var open = [one]
            while let other = open.popLast() {
                for next in predecessors[other] ?? [] where place(next) >= least && seen.insert(next).inserted {
                    open.append(next)
                }
            }
        }
    }

    private func place(_ node: Int) -> Int { places[node] ?? 0 }
}
