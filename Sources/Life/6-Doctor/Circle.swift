import CohortDiagnostics

// Who waits for themselves, by way of others.

extension Census {
    /// The first circle found among all that wait; without `barriers`, only through results, data and what tasks hold.
    func circle(through barriers: Bool) -> [Waiter]? {
        var search = CircleSearch(census: self, usesBarriers: barriers)
        for one in contexts {
            if let found = search.visit(.code(one.context.identity)) { return found }
        }
        for record in operations {
            if let found = search.visit(.operation(record)) { return found }
        }
        return nil
    }

    /// The circle in words, each task once for what it does and for its code.
    func text(_ circle: [Waiter]) -> String {
        var names: [String] = []
        for waiter in circle {
            guard let name = name(waiter), names.last != name else { continue }
            names.append(name)
        }
        if names.count > 1, names.first == names.last { names.removeLast() }
        return (names + names.prefix(1)).joined(separator: " → ")
    }

    private func name(_ waiter: Waiter) -> String? {
        switch waiter {
        case .operation(let record): isTold(record) ? name(of: record) : nil
        case .code(let identity): contexts.first { $0.context.identity == identity }.map { name(ofCode: $0.context) }
        case .generation(let state, let generation):
            arrivals.first { ObjectIdentifier($0.state) == state }.map {
                "generation \(generation) of barrier '\($0.state.name)'"
            }
        }
    }
}

/// A search in depth, which keeps the way that it came.
private struct CircleSearch {
    let census: Census
    let usesBarriers: Bool
    private var way: [Waiter] = []
    private var seen: Set<Waiter> = []

    init(census: Census, usesBarriers: Bool) {
        self.census = census
        self.usesBarriers = usesBarriers
    }

    /// The circle, if one can be reached from here. Chains of launches may be long, so the stack is a list.
    mutating func visit(_ start: Waiter) -> [Waiter]? {
        guard seen.insert(start).inserted else { return nil }
        way = [start]
        var rest = [successors(start)]
        while var open = rest.popLast() {
            guard let next = open.popLast() else {
                way.removeLast()
                continue
            }
            rest.append(open)
            if let index = way.firstIndex(of: next) { return Array(way[index...]) }
            guard seen.insert(next).inserted else { continue }
            way.append(next)
            rest.append(successors(next))
        }
        return nil
    }

    private func successors(_ waiter: Waiter) -> [Waiter] {
        let all = census.reasons(waiter).flatMap(\.next)
        return usesBarriers ? all : all.filter { if case .generation = $0 { false } else { true } }
    }
}
