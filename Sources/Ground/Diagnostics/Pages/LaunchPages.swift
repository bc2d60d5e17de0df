extension Pages {
    static let launch = [
        Explanation(
            .noContext, "tasks or regions were asked for outside a running program",
            rule: """
                A launch has its place in the program order of the task that makes it, so there must be one: the program's \
                `main(_:)`, an `async` task, or the closure of `withCohort`. It is found by the thread that runs the code, and \
                code that Swift runs elsewhere (a detached task, another actor, a task group) is outside.
                """,
            wrong: """
                static func main(_ cohort: Context) async throws {
                    await Task.detached { saxpy(blocks.x, &blocks.y, a: 2) }.value
                }
                """,
            right: """
                static func main(_ cohort: Context) async throws {
                    saxpy(blocks.x, &blocks.y, a: 2)    // returns at once and runs in parallel
                }
                """,
            remedy: """
                Move the call into the task. A launch never waits, so there is nothing to gain by making it from elsewhere. \
                In a test or another program, wrap the code in `try await withCohort { … }`.
                """,
            related: [.leafViolation, .foreignFuture]),
        Explanation(
            .projectionOutside, "a symbolic point was used outside its `forEach`",
            rule: """
                The parameter of a `forEach` closure stands for every point of the launch at once; `blocks[i + 1]` is no \
                subregion but a rule that names one for each point. It means something only in launches inside that closure.
                """,
            wrong: """
                var kept: ProjectedRegion<Vec, 1>?
                forEach(blocks.colors) { i in kept = blocks[i] }
                scale(&kept!.x)
                """,
            right: """
                forEach(blocks.colors) { i in scale(&blocks[i].x) }
                """,
            remedy: "Launch inside the closure. To name one piece, use a number: `blocks[3]`.",
            related: [.projectionBounds]),
        Explanation(
            .projectionBounds, "a projection names a colour that the partition does not have",
            rule: """
                In an index launch with a projection, every point of the launch must name a piece of the partition. The \
                projection is worked out for all points when the launch is made, so one wrong point refuses the whole \
                launch, and nothing of it runs.
                """,
            wrong: """
                forEach(blocks.colors) { i in               // colours 0 to 7
                    exchange(blocks[i + 1].x, &blocks[i].y) // 7 + 1 is none
                }
                """,
            right: """
                forEach(blocks.colors) { i in
                    exchange(blocks[(i + 1) % 8].x, &blocks[i].y)
                }
                """,
            remedy: "Wrap round with `%`, or launch over fewer points: `forEach` takes any domain.",
            related: [.unknownColor, .projectionOutside]),
        Explanation(
            .missingPrivilege, "a task asks for more than its parent holds",
            rule: """
                A task may use a field only as its parameters say, and what it launches may do no more than it may itself: it \
                cannot let a child write what it only reads. This is what makes a signature worth reading, and lets Cohort \
                order a task without knowing what is inside. The task that made a region holds everything on it.
                """,
            wrong: """
                @Task func step(_ height: borrowing Field<Float, 1>) async {
                    relax(&height)          // relax writes
                }
                """,
            right: """
                @Task func step(_ height: inout Field<Float, 1>) async {
                    relax(&height)
                }
                """,
            remedy: """
                Give the parent the stronger parameter (`inout` to write), or ask for less in the child. Reading and writing \
                includes every other privilege; a task that only reduces may launch reductions with the same operator. If \
                only a name is passed on, `NoAccess` is enough.
                """,
            related: [.argumentsInterfere, .uninitialized]),
        Explanation(
            .pointsInterfere, "two tasks of one index launch share data that one of them changes",
            rule: """
                The tasks of an index launch run in any order, so none may depend on another: they may share data only to read \
                it, or to reduce it with the same operator. Cohort compares the pieces they use when the launch is made; pieces \
                that share no point need no look.
                """,
            wrong: """
                smooth(&halos.height)                   // neighbouring halos overlap
                """,
            right: """
                smooth(halos.height, &blocks.next)      // reads overlap, writes do not
                """,
            remedy: """
                Write through a disjoint partition, and read through the overlapping one from another field; or take a \
                `Reduce` parameter if contributions are added up; or launch the tasks one by one, if their order matters.
                """,
            related: [.argumentsInterfere]),
        Explanation(
            .argumentsInterfere, "two arguments of one task share data that one of them changes",
            rule: """
                A task sees each argument as data of its own. If two of them overlap in a field, and the task may change one, \
                what the other shows would depend on when it is looked at; so arguments may overlap only when all read or all \
                reduce with one operator.
                """,
            wrong: """
                saxpy(blocks[3].x, &blocks[3].x, a: 2)
                """,
            right: """
                scale(&blocks[3].x, by: 3)
                """,
            remedy: """
                Pass overlapping data once, with the stronger privilege: a task may read what it may read and write. If only \
                some points are shared, partition so that the arguments do not overlap.
                """,
            related: [.pointsInterfere]),
        Explanation(
            .launchDomains, "partitions with different colours in one launch",
            rule: """
                Passing whole partitions means one task for each colour, and task 3 gets piece 3 of each. So all partitions \
                passed whole to one launch must have the same colours.
                """,
            wrong: """
                let fine = v.partitioned(.equal, into: 16)
                let coarse = v.partitioned(.equal, into: 8)
                saxpy(fine.x, &coarse.y, a: 2)
                """,
            right: """
                let blocks = v.partitioned(.equal, into: 8)
                saxpy(blocks.x, &blocks.y, a: 2)
                """,
            remedy: """
                Use partitions of equal colour spaces, or say with a projection which pieces belong together: \
                `forEach(fine.colors) { i in … }`.
                """,
            related: [.argumentCount, .projectionBounds]),
        Explanation(
            .argumentCount, "a map of values does not fit the launch",
            rule: """
                An argument map or a future map gives each task of an index launch a value of its own, in the row-major order \
                of the points; so it has exactly as many values as the launch has points.
                """,
            wrong: """
                let scales = ArgumentMap(over: fewer) { Float($0[0]) }    // 4 points
                scale(&blocks.x, by: scales)                              // 8 blocks
                """,
            right: """
                let scales = ArgumentMap(over: blocks.colors) { Float($0[0]) }
                scale(&blocks.x, by: scales)
                """,
            remedy: "Make the map over the colours of the partitions that are passed. A value for all points is passed as it is.",
            related: [.launchDomains, .valueCount]),
    ]
}
