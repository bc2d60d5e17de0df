extension Pages {
    static let copy = [
        Explanation(
            .copyPoints, "a copy goes over points that its source or its pointers do not have",
            rule: """
                A plain copy and a gather go over all points of the destination, a scatter over all points of the pointers \
                into it. The element of a point comes from the same point of the source, or from where the pointer at the \
                same point leads, so the source, or the pointers, must have every point that is copied, colour by colour.
                """,
            wrong: """
                let grid = Region<Cell, 1>(0 ..< 100), wide = Region<Cell, 1>(0 ..< 110)
                wide.height.copy(from: grid.height)
                """,
            right: """
                let inner = wide.partitioned(pieces: [grid.domain])[0]
                inner.height.copy(from: grid.height)
                """,
            remedy: """
                The message names the missing points. Copy to a subregion, or to a partition, whose points the source has; \
                or make the source larger. Nothing is cut silently.
                """,
            related: [.pieceOutside, .copyPointer]),
        Explanation(
            .copyPointer, "a pointer of a gather or a scatter leaves what it points into",
            rule: """
                Each pointer names a point of the region, or of the piece of the same colour, that it points into. A pointer \
                elsewhere would read or write data that the copy has no privilege for.
                """,
            wrong: """
                faces.left.set([-1, 0, 1, 2])       // the first face has no cell on its left
                faces.height.gather(from: cells.height, at: faces.left)
                """,
            right: """
                faces.height.fill(0)
                faces.height.gather(from: cells.height, at: faces.left, outOfRange: .skipped)
                """,
            remedy: """
                The message names the first such point, in the order of its domain, and the pointer. Correct the pointers; or \
                pass `outOfRange: .skipped`, and their elements are left out. With partitions, an image of the pointers \
                gives each colour just the points that it needs.
                """,
            related: [.copyPoints, .pointerOutside]),
        Explanation(
            .copySize, "fields copied by name have elements of different size",
            rule: """
                A copy of fields by name moves bytes and converts nothing, so the elements of each pair take equally many bytes. \
                Copies of fields as members are held to one element type by the compiler.
                """,
            wrong: """
                table.copy(from: cells, fields: ["mass"], into: ["count"])     // Double into Int32
                """,
            right: """
                convert(cells.mass, &table.count)                              // a task that says how
                """,
            remedy: "Copy between fields of one size, or write a task that converts the elements.",
            related: [.fieldType, .copyFields]),
        Explanation(
            .copyFields, "the lists of fields of a copy do not pair up",
            rule: """
                The first field named goes to the first field of the destination, the second to the second, and so on. There is \
                at least one, both lists are equally long, and the destination names no field twice.
                """,
            wrong: """
                table.copy(from: cells, fields: ["mass", "energy"], into: ["m"])
                """,
            right: """
                table.copy(from: cells, fields: ["mass", "energy"], into: ["m", "e"])
                """,
            remedy: "Give one field of the destination for each of the source, or leave out `into` where the names are the same.",
            related: [.copySize, .unknownField]),
    ]
}
