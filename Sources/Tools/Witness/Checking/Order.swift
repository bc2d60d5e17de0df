/// Which operations of one context come after which others, by the edges that the analysis noted and by what the context's code waited for.
struct Order {
    private var predecessors: [Int: [Int]] = [:]
    /// What the code waited for, by the place in the program from which on all comes later; ascending.
    private var waits: [Log.Wait] = []

    init(_ edges: [Log.Edge], _ waits: [Log.Wait]) {
        for edge in edges { predecessors[edge.later, default: []].append(edge.earlier) }
        self.waits = waits.sorted { $0.position < $1.position }
    }

    /// Whether `later` comes after `earlier`, directly or by way of others.
    ///
    /// - Complexity: O(1) where an edge says so, else O(edges between the two in the order of the program).
    func does(_ later: Int, follow earlier: Int) -> Bool {
        if predecessors[later]?.contains(earlier) == true { return true }
        var seen: Set<Int> = [later]
        var nextWait = wait(before: later)
        var open = [later]
        while let operation = open.popLast() {
            // Waits are many and in a row: those that came before an operation seen now are looked at once, from the last one on.
            var before = predecessors[operation] ?? []
            while nextWait >= 0, waits[nextWait].position > earlier, waits[nextWait].position <= later {
                before.append(waits[nextWait].operation)
                nextWait -= 1
            }
            for one in before where one >= earlier && seen.insert(one).inserted {
                if one == earlier { return true }
                open.append(one)
            }
        }
        return false
    }

    /// The last wait at or before a place in the program; -1 when there is none.
    private func wait(before position: Int) -> Int {
        var (low, high) = (0, waits.count)
        while low < high {
            let middle = (low + high) / 2
            if waits[middle].position <= position { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }
}
