extension Pages {
    static let task = [
        Explanation(
            .leafViolation, "a leaf task launched something or made a region",
            rule: """
                A task whose function is not `async` is a leaf: it computes with what it was given, on one worker, from \
                beginning to end, and has no program order of its own in which a launch could stand. That is why it costs so \
                little. A task that launches others is an `async` function.
                """,
            wrong: """
                @Task func step(_ height: inout Field<Float, 1>) {
                    let scratch = Region<Cell, 1>(0 ..< 100)
                    relax(&scratch.height)
                }
                """,
            right: """
                @Task func step(_ height: inout Field<Float, 1>) async {
                    let scratch = Region<Cell, 1>(0 ..< 100)
                    scratch.height.fill(0)
                    relax(&scratch.height)
                }
                """,
            remedy: """
                Write `async` into the task's signature, or do the launch in the parent. For scratch memory within a leaf an \
                ordinary Swift array is right; to call another task's function directly, as a function, is always allowed.
                """,
            related: [.noContext, .missingPrivilege]),
        Explanation(
            .taskFailed, "a task's body threw an error",
            rule: """
                A task that throws has failed: its future throws this error, and a task that needs data or a value it should \
                have made does not run and fails with the same error, so that what you are shown is the cause. All else goes \
                on. A failure that nobody looked at is thrown at the end of the task that launched it; the process then exits \
                with 1.
                """,
            wrong: """
                @Task func load(_ x: inout Discard<Float, 1>, step: Int) throws {
                    let bytes = try read("step\\(step)")    // no such file
                    …
                }
                """,
            right: """
                do {
                    try await load(&v.x, step: 3).value
                } catch {
                    v.x.fill(0)                             // and the program goes on
                }
                """,
            remedy: """
                The message has the text of the error, and the tasks from the outermost to the one that threw. Catch it in the \
                body, or where the future is awaited; overwriting the data it should have written makes them sound again.
                """,
            related: [.outOfBounds, .foreignFuture]),
    ]
}
