// Processors without work, and the tasks of others.

extension ReadyTable {
    /// A processor with nothing to do, and those that it may ask.
    struct Theft {
        let thief: Int
        let victims: [Int]
    }

    /// Tasks of a victim that a thief asks for.
    struct Loot {
        let thief: Int
        let victim: Int
        let entries: [Entry]
        fileprivate let turn: Int
        fileprivate let version: Int
    }

    /// The next processor that may look for tasks; nil when there is none. A victim that refused is none before its queue has
    /// other tasks. O(queues²).
    mutating func nextTheft(whenIdle isIdle: (_ queue: Int) -> Bool) -> Theft? {
        for thief in queues.indices.dropFirst()
        where queues[thief].entries.isEmpty && queues[thief].lastLook != changes + turn && isIdle(thief) {
            queues[thief].lastLook = changes + turn
            let victims = queues.indices.dropFirst().filter { $0 != thief && canSteal(from: $0, thief) }
            if !victims.isEmpty { return Theft(thief: thief, victims: victims) }
        }
        return nil
    }

    /// True while the victim has tasks that may go and has not refused.
    func canSteal(from victim: Int, _ thief: Int) -> Bool {
        queues[victim].refusals[thief] != queues[victim].version && queues[victim].entries.contains(where: canBeStolen)
    }

    /// Takes out the victim's tasks that may go, to ask about them; nil when it has none any more.
    mutating func loot(of victim: Int, for thief: Int) -> Loot? {
        guard canSteal(from: victim, thief) else { return nil }
        let entries = queues[victim].entries
        queues[victim].entries = entries.filter { !canBeStolen($0) }
        return Loot(
            thief: thief, victim: victim, entries: entries.filter(canBeStolen), turn: turn, version: queues[victim].version)
    }

    /// Moves the permitted tasks to the thief and gives the others back; what was refused is noted.
    mutating func settle(_ loot: Loot, permitted: Set<Int>) {
        for (number, entry) in loot.entries.enumerated() {
            if permitted.contains(number) { steal(entry, by: loot.thief) } else { insert(entry, into: loot.victim) }
        }
        if permitted.isEmpty {
            queues[loot.victim].refusals[loot.thief] = loot.version
        } else {
            didChange(loot.victim)
        }
        if loot.turn != turn, !queues[loot.victim].entries.isEmpty { queues[loot.victim].isDue = true }
    }
}
