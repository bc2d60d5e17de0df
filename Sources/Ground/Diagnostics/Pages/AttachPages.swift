extension Pages {
    static let attach = [
        Explanation(
            .attachSize, "an array or a file is too small for the fields that it should hold",
            rule: """
                An array that is attached has an element for each point of the bounding rectangle of the region; a file has that for \
                each field, one field after the other, from the offset given. Strides and offset may not lead outside the memory passed.
                """,
            wrong: """
                let grid = Region<Cell, 2>(0 ..< 10, 0 ..< 10)
                grid.height.attach(ExternalArray(Array(repeating: 0.0, count: 99)))
                """,
            right: """
                let grid = Region<Cell, 2>(0 ..< 10, 0 ..< 10)
                grid.height.attach(ExternalArray(Array(repeating: 0.0, count: 100)))
                """,
            remedy: """
                The message says how many bytes there are and which are needed. Pass the whole array, or attach it to a smaller region.
                """,
            related: [.attachLayout, .attachFile]),
        Explanation(
            .attachLayout, "strides do not give each point an element of its own",
            rule: """
                An array in any affine layout is described by one stride for each axis, in bytes. Along each axis the stride is at least \
                what all axes inside it span, or two points would share bytes.
                """,
            wrong: """
                grid.height.attach(memory, strides: [10, 1])          // counted in elements
                """,
            right: """
                grid.height.attach(memory, strides: [80, 8])          // 10 elements of 8 bytes a row
                """,
            remedy: "Give the strides in bytes, one for each dimension; negative ones run backwards from the offset.",
            related: [.attachSize]),
        Explanation(
            .attachTwice, "an array is attached to data that belong to another array",
            rule: "The data of a point and a field belong to one array at a time, or the two could not both be right.",
            wrong: """
                grid.height.attach(first)
                grid.height.attach(second)
                """,
            right: """
                let attachment = grid.height.attach(first)
                try await attachment.detach()
                grid.height.attach(second)
                """,
            remedy: "The message names the place of the first attachment. Detach that one first.",
            related: [.attachEnded]),
        Explanation(
            .attachMapped, "an array is attached to a region while the task itself uses its data",
            rule: """
                Within `reading`, `updating` and `overwriting` the task's own code uses the data of the region. They keep their place until \
                the closure ends.
                """,
            wrong: """
                try await grid.height.reading { h in grid.height.attach(array) }
                """,
            right: """
                grid.height.attach(array)
                try await grid.height.reading { h in print(h[0]) }
                """,
            remedy: "Attach before the closure that uses the data, or after it has ended.", related: [.attachTwice]),
        Explanation(
            .attachFile, "a file cannot be opened, made, mapped or written",
            rule: """
                A file that is attached must exist, unless the mode is `.create`; and the user who runs the program must be allowed to read it, \
                and to write it unless the mode is `.readOnly`.
                """,
            wrong: """
                grid.attach(path: "missing.raw", mode: .readWrite)
                """,
            right: """
                grid.attach(path: "new.raw", mode: .create)
                """,
            remedy: "The message has the path and what the system said. Correct the path, the mode or the permissions.",
            related: [.attachSize]),
        Explanation(
            .attachEnded, "an attachment is detached a second time",
            rule: "An attachment ends once, and by the task that made it.",
            wrong: """
                try await attachment.detach()
                try await attachment.detach()
                """,
            right: """
                try await attachment.detach()
                """,
            remedy: "Leave the second `detach` out, or move both into the task that called `attach`.", related: [.attachTwice]),
        Explanation(
            .attachCoherence, "data that are copied to an array after each task are used simultaneously",
            rule: """
                An array whose layout is not the region's own is copied before and after each task that uses its data. Tasks that may run in any \
                order would overwrite what another one has just copied.
                """,
            wrong: """
                let attachment = grid.height.attach(array, order: .columnMajor)
                smooth(&grid.height.simultaneous)
                """,
            right: """
                let attachment = grid.height.attach(array, order: .columnMajor)
                grid.height.acquire()
                smooth(&grid.height.simultaneous)
                grid.height.release()
                """,
            remedy: """
                Acquire the data before: the tasks then share the region's own memory, and the release copies once. Or attach the array \
                row-major to a whole, fresh region, where nothing is copied.
                """,
            related: [.acquireTwice, .releaseUnacquired]),
        Explanation(
            .acquireTwice, "data are acquired that are acquired already",
            rule: "Whoever acquires data takes their restriction away until the release; there is no second one to take.",
            wrong: """
                grid.height.acquire()
                grid.height.acquire()
                """,
            right: """
                grid.height.acquire()
                smooth(&grid.height)
                grid.height.release()
                """,
            remedy: "The message names the place of the first `acquire`. Release there, or leave the second out.",
            related: [.releaseUnacquired]),
        Explanation(
            .acquirePartial, "data are acquired or released together with others that do not belong to them",
            rule: """
                An `acquire` names data that lie wholly inside what is restricted, or all of it; a `release` names all of what an `acquire` \
                named. Otherwise one region would be half restricted.
                """,
            wrong: """
                left.height.attach(array)
                middle.height.acquire()           // half of it lies in `left`
                """,
            right: """
                left.height.attach(array)
                left.height.acquire()
                """,
            remedy: "The message says which points both share. Name a region that lies inside, or one that holds all.",
            related: [.acquireTwice]),
        Explanation(
            .releaseUnacquired, "data are released that were not acquired",
            rule: "Only what was acquired, and not released since, can be released: its restriction is there already.",
            wrong: """
                grid.height.attach(array, order: .columnMajor)
                grid.height.release()
                """,
            right: """
                grid.height.attach(array, order: .columnMajor)
                grid.height.acquire()
                smooth(&grid.height)
                grid.height.release()
                """,
            remedy: "The message says which points were not acquired. Acquire them before the tasks whose results are released.",
            related: [.acquireTwice, .acquirePartial]),
    ]
}
