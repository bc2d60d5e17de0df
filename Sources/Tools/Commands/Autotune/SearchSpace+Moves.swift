/// A step from one mapping to another.
typealias Move = (inout TunedMapping) -> Void

extension SearchSpace {
    /// The steps of a descent, the longest first. Tasks that share data move together, and data with the tasks that use them: a step of
    /// one task alone often only adds copies, though a step of all would be worth it.
    var moves: [Move] {
        var moves: [Move] = []
        let all = Array(tasks.indices)
        for (word, _) in processors { moves.append(sending(all, to: word)) }
        for region in regions {
            let users = all.filter { tasks[$0].uses.contains { $0.region == region } }
            if users.count > 1 && users.count < all.count {
                for (word, _) in processors { moves.append(sending(users, to: word)) }
            }
        }
        for task in all { for (word, _) in processors { moves.append(sending([task], to: word)) } }
        for region in regions { for memory in memories { moves.append(putting(memory) { $0.region == region }) } }
        for task in all { for use in tasks[task].uses.indices { moves += placing(use, of: task) } }
        for slicing in slicings { moves.append(slicing: slicing, all, self) }
        for task in all where tasks[task].isIndexLaunch {
            for slicing in slicings { moves.append(slicing: slicing, [task], self) }
        }
        return moves
    }

    /// The names of the regions, those of which the most bytes are used first.
    private var regions: [String] {
        let bytes = tasks.flatMap(\.uses).reduce(into: [String: Int]()) { $0[$1.region, default: 0] += $1.all }
        return bytes.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map(\.key)
    }

    private var memories: [String] {
        processors.flatMap(\.memories).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private func sending(_ chosen: [Int], to processor: String) -> Move {
        { mapping in for task in chosen { mapping.tasks[task] = choice(for: tasks[task], on: processor) } }
    }

    /// Into a memory, wherever the processor reaches it.
    private func putting(_ memory: String, _ isMeant: @escaping (TunedTask.Use) -> Bool) -> Move {
        { mapping in
            for task in tasks.indices where memories(mapping.tasks[task].processor).contains(memory) {
                for use in tasks[task].uses.indices where isMeant(tasks[task].uses[use]) {
                    mapping.tasks[task].uses[use].memory = memory
                }
            }
        }
    }

    private func placing(_ use: Int, of task: Int) -> [Move] {
        let memories = memories.map { memory -> Move in
            { if self.memories($0.tasks[task].processor).contains(memory) { $0.tasks[task].uses[use].memory = memory } }
        }
        // A task that uses the whole region needs the room for it either way.
        if tasks[task].uses[use].largest >= tasks[task].uses[use].whole { return memories }
        return memories + ["piece", "region"].map { extent in { $0.tasks[task].uses[use].extent = extent } }
    }
}

extension [Move] {
    fileprivate mutating func append(slicing: String, _ chosen: [Int], _ space: SearchSpace) {
        append { mapping in
            for task in chosen where space.tasks[task].isIndexLaunch { mapping.tasks[task].slicing = slicing }
        }
    }
}
