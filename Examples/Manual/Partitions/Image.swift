import Cohort

/// The image of a piece is where its pointers lead: given pieces of the pointers, pieces of the targets follow.
enum Image: Chapter {
    static let name = "image"
    static let summary = "pieces of targets from pieces of pointers"

    @FieldSpace
    struct Ranges {
        var range: Rect<1>
    }

    static func run(_ cohort: Context) async throws {
        let sources = Region<Pointers, 1>(0 ..< 10)
        let targets = Region<Numbers, 1>(0 ..< 10)
        targets.value.fill(1)
        let halves = sources.partitioned(.equal, into: 2)
        pointToHalf(&halves.target)
        let reached = targets.partitioned(imageOf: halves.target)
        print("\(halves.domain(0)) and \(halves.domain(1)) point to i / 2: \(shape(reached))")
        try await printPieces(reached, reached.value)

        // A pointer that leads nowhere is dropped, or is an error where the program says that there are none.
        sources.target.set([0, 0, 1, 1, 42, 5, 6, 7, 8, 9])
        let dropped = targets.partitioned(imageOf: halves.target)
        print("point 4 leads to 42: \(shape(dropped))")
        try await printPieces(dropped, dropped.value)
        do {
            try await total(targets.partitioned(imageOf: halves.target, checked: true).value).wait()
        } catch let error as CohortError {
            print("the same, checked: \(error.code)")
        }

        // Compressed rows: each point leads to a range.
        let rows = Region<Ranges, 1>(0 ..< 3)
        rows.range.set([Rect(0 ..< 3), Rect(3 ..< 4), Rect(4 ..< 8)])
        let pairs = rows.partitioned(weights: [2, 1])
        let entries = targets.partitioned(rangesOf: pairs.range)
        print("rows 0 and 1, and row 2, of ranges: \(shape(entries))")
        try await printPieces(entries, entries.value)
    }
}
