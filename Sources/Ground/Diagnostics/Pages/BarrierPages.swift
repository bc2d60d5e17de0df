extension Pages {
    static let barrier = [
        Explanation(
            .barrierStalled, "a launch waits for a barrier, and nothing that runs can arrive at it any more",
            rule: """
                A generation of a phase barrier completes when it has all its arrivals. When no task runs, none is ready to run, \
                and all program code waits for tasks, then no arrival can come; the waits fail, so that the program ends with \
                this error and does not hang.
                """,
            wrong: """
                let filled = PhaseBarrier(arrivals: 2)
                // one arrival of two:
                launching(arrivingAt: [filled]) { put(&slot.x.simultaneous) }
                launching(awaiting: [filled.advanced()]) { take(slot.x.simultaneous) }
                """,
            right: """
                let filled = PhaseBarrier(arrivals: 1)
                launching(arrivingAt: [filled]) { put(&slot.x.simultaneous) }
                launching(awaiting: [filled.advanced()]) { take(slot.x.simultaneous) }
                """,
            remedy: """
                The message names the generation and how many arrivals it has. Count the launches that arrive in a round: an index \
                launch arrives once, when its last task is over. A handle names one generation; advance it once a round on both sides.
                """,
            related: [.barrierOverrun]),
        Explanation(
            .barrierOverrun, "a generation of a barrier got more arrivals than it takes",
            rule: """
                Every generation takes as many arrivals as the barrier was made for. One more would belong to the next generation, \
                whose waiters it would let go too early.
                """,
            wrong: """
                let filled = PhaseBarrier(arrivals: 1)
                for _ in 0 ..< 2 {
                    launching(arrivingAt: [filled]) { put(&slot.x.simultaneous) }
                }
                """,
            right: """
                var filled = PhaseBarrier(arrivals: 1)
                for _ in 0 ..< 2 {
                    launching(arrivingAt: [filled]) { put(&slot.x.simultaneous) }
                    filled.advance()
                }
                """,
            remedy: "Advance the handle once a round, or make the barrier for as many arrivals as there are in one.",
            related: [.barrierStalled]),
    ]
}
