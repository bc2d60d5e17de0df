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
            related: [.projectionBounds, .unknownPoint]),
        Explanation(
            .invalidColors, "numbers that make no partition",
            rule: """
                Counts and sizes of pieces are at least 1, one for all dimensions or one for each. Weights are at least 0, and \
                at least one is positive. A matrix has one row for each dimension of the region and one number in a row for \
                each dimension of the colours. A partition has at most 2³¹ - 1 colours.
                """,
            wrong: """
                let blocks = v.partitioned(.equal, into: n / 1000)      // 0 when n < 1000
                """,
            right: """
                let blocks = v.partitioned(.equal, into: max(1, n / 1000))
                """,
            remedy: """
                Look where the number comes from: a division that rounds to 0 is the usual cause. More pieces than points \
                are allowed; some pieces are then empty.
                """,
            related: [.unknownColor]),
        Explanation(
            .pieceOutside, "a given piece has points that the region does not have",
            rule: """
                Every point of a piece is a point of the region that is partitioned. Pieces given one by one are taken as \
                they are, and not cut silently, since a point too many is more often a mistake than meant.
                """,
            wrong: """
                let v = Region<Vec, 1>(0 ..< 100)
                let halves = v.partitioned(pieces: [Rect(0 ..< 50), Rect(50 ..< 101)])
                """,
            right: """
                let halves = v.partitioned(pieces: [Rect(0 ..< 50), Rect(50 ..< 100)])
                """,
            remedy: """
                Correct the bounds of the piece, or pass `clipped: true` where pieces are meant to be cut at the region's edge.
                """,
            related: [.pointerOutside]),
        Explanation(
            .pointerOutside, "a checked image met a pointer that leaves its target",
            rule: """
                With `checked: true` an image takes only pointers, or ranges, into the region that is partitioned. Without it \
                the others are dropped, which is right for a mesh whose border points at nothing.
                """,
            wrong: """
                fillPointers(&wires.input)          // leaves -1 where a wire has no input
                let touched = nodes.partitioned(imageOf: wires.input, checked: true)
                """,
            right: """
                let touched = nodes.partitioned(imageOf: wires.input)
                """,
            remedy: """
                The message names the point that holds the pointer, and its value. Correct the task that wrote it, or leave \
                `checked` out.
                """,
            related: [.pieceOutside, .uninitialized]),
        Explanation(
            .foreignSpace, "partitions or regions of different index spaces together",
            rule: """
                Points are the same only within one index space. Two regions made over equal ranges have two index spaces; \
                two regions made over one `IndexSpace` value share it, and with it all their partitions.
                """,
            wrong: """
                let old = Region<State, 1>(0 ..< n), new = Region<State, 1>(0 ..< n)
                let blocks = old.partitioned(.equal, into: 8)
                copy(blocks.u, &blocks.applied(to: new).u)
                """,
            right: """
                let cells = IndexSpace(0 ..< n)
                let old = Region<State, 1>(over: cells), new = Region<State, 1>(over: cells)
                let blocks = old.partitioned(.equal, into: 8)
                copy(blocks.u, &blocks.applied(to: new).u)
                """,
            remedy: """
                Make the index space first, and the regions over it. Where the spaces really differ, partition each of them.
                """,
            related: [.unknownColor]),
        Explanation(
            .colorFilled, "a colour of a pending partition is filled twice",
            rule: """
                The colours of a pending partition are filled one by one, each exactly once, so that a piece never changes after \
                somebody could have looked at it. A call that failed has filled nothing.
                """,
            wrong: """
                let parts = try line.pendingPartition(colors: 0 ..< 2)
                try parts[0].fill(unionOf: [west, east])
                try parts[0].fill(with: north)
                """,
            right: """
                let parts = try line.pendingPartition(colors: 0 ..< 2)
                try parts[0].fill(unionOf: [west, east])
                try parts[1].fill(with: north)
                """,
            remedy: """
                The message names the colour and the line that filled it first. Correct the colour, or fill it once with the \
                union of both.
                """,
            related: [.colorUnfilled, .unknownColor]),
        Explanation(
            .colorUnfilled, "a pending partition is asked for before all its colours are filled",
            rule: """
                A pending partition becomes a partition when its last colour is filled. Before that there is nothing to launch \
                on, and whether it is disjoint is not known; nothing waits for a colour, since only the program that asks could \
                fill it. A colour without points is filled too, with no points.
                """,
            wrong: """
                let parts = try line.pendingPartition(colors: 0 ..< 2)
                try parts[0].fill(with: west)
                add(&(try parts.partition()).height, 1)
                """,
            right: """
                let parts = try line.pendingPartition(colors: 0 ..< 2)
                try parts[0].fill(with: west)
                try parts[1].fill(unionOf: [])
                add(&(try parts.partition()).height, 1)
                """,
            remedy: """
                Fill the colours that the message names before asking. Where most colours have no points, \
                `partitioned(pieces:colors:)` takes a map that may miss some.
                """,
            related: [.colorFilled]),
    ]
}
