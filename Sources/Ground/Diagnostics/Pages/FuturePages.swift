extension Pages {
    static let future = [
        Explanation(
            .foreignFuture, "a future without a value was awaited outside the task that launched it",
            rule: """
                The future of a task that returns nothing holds no value that could be stored: it stands for a stretch of the \
                program order of the task that launched it, and only that task knows when it is over. Futures with values may \
                be awaited anywhere.
                """,
            wrong: """
                let done = relax(&blocks.height)                // returns nothing
                Task.detached { try await done.value }
                """,
            right: """
                try await relax(&blocks.height).value           // in the task that launched it
                """,
            remedy: """
                Await it where it was launched, or let the task return something, such as `true`. To order one task after \
                another no waiting is needed: sharing data orders them.
                """,
            related: [.noContext, .taskFailed]),
        Explanation(
            .unknownPoint, "a future map has no such point",
            rule: """
                The result of an index launch has one future for each point of the launch, named by that point's coordinates. \
                A subscript with any other point gives a future that throws this error.
                """,
            wrong: """
                let parts = dot(blocks.x, blocks.y)             // 8 blocks
                let last = try await parts[8].value
                """,
            right: """
                let parts = dot(blocks.x, blocks.y)
                let last = try await parts[7].value
                """,
            remedy: """
                Use points of `map.domain`. For all results in order there is `values`; for one number out of them `sum()`, \
                `min()`, `max()` or `reduce`.
                """,
            related: [.unknownColor, .argumentCount]),
    ]
}
