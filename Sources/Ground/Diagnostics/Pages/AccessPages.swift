extension Pages {
    static let access = [
        Explanation(
            .outOfBounds, "a task touched a point that is not in its piece",
            rule: """
                An accessor reaches the points of the piece that was passed, and no others: neighbours beyond the edge may \
                belong to another task that runs at the same time. In a debug build every access is checked: one outside \
                fails the task and touches nobody's data. In a release build the loop runs unchecked, as fast as C.
                """,
            wrong: """
                @Task func smooth(_ u: borrowing Field<Float, 1>, _ v: inout Discard<Float, 1>) {
                    for i in v.domain { v[i] = (u[i - 1] + u[i + 1]) / 2 }
                }
                smooth(blocks.u, &blocks.v)     // u[i - 1] is the neighbour's
                """,
            right: """
                smooth(halos.u, &blocks.v)      // each halo is a block and its neighbours
                """,
            remedy: """
                Loop over `field.domain`, and pass a partition whose pieces include what is read: a halo for reading beside a \
                disjoint partition for writing. Run the program once in a debug build after each change of its partitions.
                """,
            related: [.uninitialized, .pointsInterfere])
    ]
}
