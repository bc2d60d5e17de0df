import CohortSimulation

/// Tries, one after the other, all the ways in which threads can take turns that interrupt a thread at most so many times.
///
/// A run is a walk through a tree: at each point where there is a choice it takes a branch. The next run takes the same branches up to the
/// last that has a branch left, and there that one.
struct Exploration {
    /// How often a thread that could go on may be interrupted in a run.
    var interruptions = 2
    /// Where that may be; nil for everywhere.
    var points: Set<TurnPoint>?
    /// More runs than this are left out.
    var limit = 4000

    /// Runs `body` with each schedule in turn; returns how many there were, and whether these were all.
    func run(_ body: (Explorer) async throws -> Void) async throws -> (runs: Int, isComplete: Bool) {
        var prefix: [Int] = []
        var runs = 0
        while true {
            let explorer = Explorer(prefix, self)
            try await body(explorer)
            runs += 1
            guard let next = explorer.next else { return (runs, true) }
            if runs == limit { return (runs, false) }
            prefix = next
        }
    }
}

/// Takes the branches of one run.
final class Explorer: TurnChooser, @unchecked Sendable {
    // SAFETY: asked by whoever holds the lock of the threads' turns; looked at when they are over.
    private let prefix: [Int]
    private let bounds: Exploration
    private var taken: [(branch: Int, of: Int)] = []
    private var interruptions = 0
    /// Threads, the one that went on last at the end.
    private var recent: [Int] = []
    /// Set by the program when it has come to its end: from then on all may sleep.
    var isOver = false
    private(set) var story: [String] = []

    init(_ prefix: [Int], _ bounds: Exploration) {
        self.prefix = prefix
        self.bounds = bounds
    }

    func choose(among ready: [Int], after current: Int?, at point: TurnPoint) -> Int {
        let chosen = branch(among: ready, after: current, at: point)
        recent.removeAll { $0 == chosen }
        recent.append(chosen)
        story.append("\(point) \(chosen)")
        if story.count > 200_000 { fatalError("the threads do not come to an end: \(story.suffix(100))") }
        return chosen
    }

    private func branch(among ready: [Int], after current: Int?, at point: TurnPoint) -> Int {
        // The program is over, or nothing of it is to be explored: fair turns.
        let byAge = ready.sorted { (recent.firstIndex(of: $0) ?? -1) < (recent.firstIndex(of: $1) ?? -1) }
        // Those that only look again would do so in endlessly many ways.
        guard let current else { return isOver || point == .pause ? byAge[0] : take(byAge) }
        let mayInterrupt = !isOver && interruptions < bounds.interruptions && bounds.points?.contains(point) != false
        let chosen = mayInterrupt ? take([current] + ready.filter { $0 != current }) : current
        if chosen != current { interruptions += 1 }
        return chosen
    }

    private func take(_ branches: [Int]) -> Int {
        if branches.count == 1 { return branches[0] }
        let branch = taken.count < prefix.count ? prefix[taken.count] : 0
        taken.append((branch, branches.count))
        return branches[branch]
    }

    /// The branches of the next run; nil when all have been taken.
    var next: [Int]? {
        guard let last = taken.lastIndex(where: { $0.branch + 1 < $0.of }) else { return nil }
        return taken[..<last].map(\.branch) + [taken[last].branch + 1]
    }

    func nobodyCanGoOn() {
        if !isOver { fatalError("nobody can go on, and the program is not over: \(story.suffix(100))") }
    }
}
