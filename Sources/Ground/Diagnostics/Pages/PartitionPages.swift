extension Pages {
    static let partition = [
        Explanation(
            .unknownColor, "a partition has no piece of that colour",
            rule: """
                A piece is named by a colour, which is a point of the partition's colour space, with as many coordinates. \
                There is no piece beyond the last one, and none is made up: the subscript gives a subregion all of whose \
                launches fail with this error. A piece may be empty and still have its colour.
                """,
            wrong: """
                let blocks = v.partitioned(.equal, into: 8)
                for i in 1 ... 8 { scale(&blocks[i].x) }    // the colours are 0 to 7
                """,
            right: """
                let blocks = v.partitioned(.equal, into: 8)
                scale(&blocks.x)                            // a task for every colour
                """,
            remedy: """
                Use colours of `partition.colors`. To launch one task for each of them, pass the partition whole, or use \
                `forEach(partition.colors)`; both are also faster than a loop of single launches.
                """,
            related: [.projectionBounds, .unknownPoint])
    ]
}
