/// Looks for the mapping that takes the least time: descents along the moves of a space, from the default mapper's mapping and then from
/// others near the best, until the trials are used up.
///
/// - SeeAlso: the constrained coordinate descent of Teixeira et al., *Automated Mapping of Task-Based Programs onto Distributed and
///   Heterogeneous Machines*, SC 2023, which also moves tasks with their data.
struct Search {
    let space: SearchSpace
    /// The time of a mapping; nil when the program fails with it.
    let time: (TunedMapping) -> Double?
    /// Whether there is no more to spend, for so many trials.
    let isOver: (Int) -> Bool
    private(set) var best: (mapping: TunedMapping, time: Double)?
    private var known: [TunedMapping: Double?] = [:]
    private(set) var trialCount = 0
    private(set) var failureCount = 0
    /// Mappings that were not tried, since a memory is too small for them.
    private(set) var prunedCount = 0

    init(_ space: SearchSpace, isOver: @escaping (Int) -> Bool, time: @escaping (TunedMapping) -> Double?) {
        (self.space, self.time, self.isOver) = (space, time, isOver)
    }

    /// Descends again and again. The same seed makes the same search.
    mutating func descend(seed: UInt64) {
        var dice = Dice(state: seed)
        let moves = space.moves
        if moves.isEmpty { return }
        var fruitless = 0
        descend(from: space.start, moves)
        // In a space that is exhausted every restart ends where nothing is new.
        while let best, !isOver(trialCount), fruitless < 100 {
            var mapping = best.mapping
            for _ in 0 ..< 2 + dice.below(4) { moves[dice.below(moves.count)](&mapping) }
            let before = trialCount
            descend(from: mapping, moves)
            fruitless = trialCount == before ? fruitless + 1 : 0
        }
    }

    /// Tries all mappings of the small space.
    mutating func exhaust() {
        for mapping in space.small where !isOver(trialCount) { _ = trial(mapping) }
    }

    private mutating func descend(from start: TunedMapping, _ moves: [Move]) {
        var current = start
        var time = trial(start)
        var sinceBetter = 0, next = 0
        while sinceBetter < moves.count, !isOver(trialCount) {
            var other = current
            moves[next](&other)
            next = (next + 1) % moves.count
            sinceBetter += 1
            guard other != current, let found = trial(other), found < time ?? .infinity else { continue }
            (current, time, sinceBetter) = (other, found, 0)
        }
    }

    private mutating func trial(_ mapping: TunedMapping) -> Double? {
        if let known = known[mapping] { return known }
        guard space.fits(mapping) else {
            prunedCount += 1
            known[mapping] = .some(nil)
            return nil
        }
        trialCount += 1
        let found = time(mapping)
        known[mapping] = .some(found)
        guard let found else { failureCount += 1; return nil }
        if found < best?.time ?? .infinity { best = (mapping, found) }
        return found
    }

    /// Numbers that follow from a seed (SplitMix64).
    private struct Dice {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state &+= 0x9e37_79b9_7f4a_7c15
            var bits = state
            bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
            bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
            return Int((bits ^ bits >> 31) >> 1) % bound
        }
    }
}
