extension Pages {
    static let concurrency = [
        Explanation(
            .tooManyConcurrent, "more tasks must run at the same time than there are workers",
            rule: """
                Tasks of a must-epoch, and points of a concurrent launch, may wait for one another. Each must therefore have a \
                worker of its own: one that had to wait for a worker could be the one that the others wait for.
                """,
            wrong: """
                // on 4 workers
                concurrently { exchange(&blocks.height) }   // 9 blocks
                """,
            right: """
                // on 4 workers
                let blocks = grid.partitioned(.equal, into: 4)
                concurrently { exchange(&blocks.height) }
                """,
            remedy: """
                Cut the work into at most as many tasks as `Context.workers` says, or start the program with more workers: \
                `--workers 9`. Tasks that need not wait for one another belong outside.
                """,
            related: [.epochOrder]),
        Explanation(
            .epochOrder, "tasks that must run at the same time would have to follow one another",
            rule: """
                Program order puts a task behind those whose data or results it uses. Tasks of one must-epoch, and the points of one \
                concurrent launch, run together; what orders two of them would make one wait for the other's end.
                """,
            wrong: """
                mustEpoch {
                    produce(&slot.x)
                    consume(slot.x)
                }
                """,
            right: """
                mustEpoch {
                    produce(&slot.x.simultaneous, filled)
                    consume(slot.x.simultaneous, filled)
                }
                """,
            remedy: """
                Share the data with `.simultaneous` on both sides and order the accesses by phase barriers, or give the tasks \
                disjoint data, or launch the second one after the epoch.
                """,
            related: [.tooManyConcurrent, .pointsInterfere]),
        Explanation(
            .nestedEpoch, "a must-epoch was opened within another",
            rule: """
                All tasks of a must-epoch start together when its closure ends. An inner epoch could neither start before \
                the outer one, nor be a part of it that starts earlier.
                """,
            wrong: """
                mustEpoch {
                    mustEpoch { left(&slot.x) }
                    right(&slot.y)
                }
                """,
            right: """
                mustEpoch {
                    left(&slot.x)
                    right(&slot.y)
                }
                """,
            remedy:
                "Launch all tasks in one epoch, or one epoch after the other. A task of an epoch may open one for its own children.",
            related: [.tooManyConcurrent]),
        Explanation(
            .pointBarrier, "a task waits for others that will not come, or that do not exist",
            rule: """
                `pointBarrier()` lets a task go on when all tasks that run together with it have called it. Tasks run together only in a \
                concurrent launch or a must-epoch, and each of them has to call it equally often.
                """,
            wrong: """
                @Task func step(_ x: inout Field<Double, 1>) throws {
                    if x.domain.isEmpty { return }
                    try pointBarrier()
                }
                """,
            right: """
                @Task func step(_ x: inout Field<Double, 1>) throws {
                    try pointBarrier()
                    if x.domain.isEmpty { return }
                }
                """,
            remedy:
                "Call it on every path through the body, before any early return or `throw`, and launch the task inside `concurrently`.",
            related: [.tooManyConcurrent]),
    ]
}
