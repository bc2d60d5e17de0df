extension Pages {
    static let output = [
        Explanation(
            .outputCount, "a task returned another number of elements than its output has points",
            rule: "An output over a rectangle has one element for each point, row-major: as many as the product of the extents.",
            wrong: """
                return Output(extents: 2, 3, elements: [])
                """,
            right: """
                return Output(extents: 0, 0, elements: [])
                """,
            remedy: """
                The message names the point whose task it was. Give all elements, or smaller extents; in one dimension `append` keeps the two \
                in step.
                """,
            related: [.outputMisaligned]),
        Explanation(
            .outputMisaligned, "outputs of one launch do not fit together",
            rule: """
                In more than one dimension the shares are put together like tiles, each in the place of the point that returned it. So the launch is \
                over a rectangle of the same dimension, and points that share a coordinate return equal extents along that axis.
                """,
            wrong: """
                // points (0, 0) and (0, 1) return 2 × 3 and 4 × 3 elements: one is higher than its neighbour
                """,
            right: """
                // points (0, 0) and (0, 1) return 2 × 3 and 2 × 5 elements
                """,
            remedy: """
                The message names a point, the axis and the two lengths. Return equal lengths, with elements left at a neutral value where there \
                are fewer; or return lines, which follow one another whatever their lengths.
                """,
            related: [.outputCount]),
    ]
}
