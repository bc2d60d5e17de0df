import Cohort

/// Tasks that run at the same time and hand a token round: each waits for launches of the one before.
enum TokenRing: Chapter {
    static let name = "mustepoch"
    static let summary = "tasks that must run at the same time, with a token that goes round"

    @Task
    static func append(_ log: inout Field<Int, 1>, _ number: Int) {
        log[0] += 1
        log[log[0]] = number
    }

    /// Launches five entries in the log, each when its turn has come.
    @Task
    static func station(_ log: inout Field<Int, 1>, _ number: Int, _ mine: PhaseBarrier, _ next: PhaseBarrier) async throws {
        var (mine, next) = (mine, next)
        for _ in 0 ..< 5 {
            launching(awaiting: [mine], arrivingAt: [next]) { _ = append(&log.region.simultaneous, number) }
            mine.advance()
            next.advance()
        }
    }

    static func run(_ cohort: Context) async throws {
        let stations = min(4, cohort.workers)
        let log = Region<Numbers, 1>(0 ..< 21, named: "log")
        log.value.fill(0)
        let turns = (0 ..< stations).map { PhaseBarrier(arrivals: 1, named: "turn of \($0)") }
        mustEpoch {
            for number in 0 ..< stations {
                // The first need not wait in the first round; the others wait for the one before.
                let mine = number == 0 ? turns[0] : turns[number].advanced()
                station(&log.value.simultaneous, number, mine, turns[(number + 1) % stations])
            }
        }
        let entries = try await log.value.values()
        let isInTurn = (0 ..< 5 * stations).allSatisfy { entries[$0 + 1] == $0 % stations }
        print("every station had its turn five times, in order: \(isInTurn && entries[0] == 5 * stations)")

        // More tasks than workers cannot all run at once, so none does.
        let crowd = log.partitioned(.equal, into: cohort.workers + 1)
        do {
            try await mustEpoch { AtomicIncrements.increment(&crowd.value) }.wait()
        } catch let error as CohortError {
            print("one task more than workers: \(error.code)")
        }
    }
}
