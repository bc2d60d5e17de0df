extension Pages {
    static let geometry = [
        Explanation(
            .geometryOverflow, "a coordinate, a number of points or of bytes is too large",
            rule: """
                Coordinates lie within ±2^60, and numbers of points and bytes fit in an `Int`; they are computed exactly or not \
                at all. A domain or region beyond that is refused when it is made, rather than wrapping round to a small \
                number that would be wrong without a sign. A region's memory covers the bounding rectangle of its \
                points, so a few points that lie far apart can be too much.
                """,
            wrong: """
                let far = Region<Cell, 2>(0 ..< 1 << 40, 0 ..< 1 << 40)    // 2^80 points
                """,
            right: """
                let near = Region<Cell, 2>(0 ..< 1 << 20, 0 ..< 1 << 12)
                """,
            remedy: """
                Look at the numbers in the message: most often one comes from a subtraction or product that went wrong before. \
                Shift coordinates towards zero, number sparse points densely, or divide the data among several regions.
                """,
            related: [.geometryDimension, .outOfMemory]),
        Explanation(
            .geometryDimension, "domains of different dimension met",
            rule: """
                Points, rectangles and domains have a number of dimensions, and only those of the same number can be \
                intersected, united, compared or made into a region. Where the number is in the type the compiler sees to it; \
                a `Domain` carries it as a value, so there it is checked when the program runs.
                """,
            wrong: """
                let plane = try Domain(Rect<2>(lo: Point(0, 0), hi: Point(9, 9)))
                let line = Region<Cell, 1>(over: plane)
                """,
            right: """
                let plane = try Domain(Rect<2>(lo: Point(0, 0), hi: Point(9, 9)))
                let grid = Region<Cell, 2>(over: plane)
                """,
            remedy: """
                Make the number in `Region<…, N>` that of the domain. To use rows or columns of a plane, partition the plane: \
                its pieces keep both coordinates.
                """,
            related: [.geometryOverflow]),
    ]
}
