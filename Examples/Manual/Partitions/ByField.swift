import Cohort

/// Each point says itself, by the value of a field, to which piece it belongs; a value that is no colour means none.
enum ByField: Chapter {
    static let name = "byfield"
    static let summary = "pieces by the color stored at each point"

    @FieldSpace
    struct Colored {
        var color: Int
        var value: Int
    }

    /// Colours by quarters of a hundred.
    @Task
    static func paint(_ colors: inout Discard<Int, 1>) {
        for point in colors.domain { colors[point] = point[0] / 25 }
    }

    @Task
    static func repaint(_ colors: inout Write<Int, 1>, at point: Int, with color: Int) { colors[point] = color }

    static func run(_ cohort: Context) async throws {
        let numbers = Region<Colored, 1>(0 ..< 100)
        numbers.value.fill(1)
        let blocks = numbers.partitioned(.equal, into: 10)
        paint(&blocks.color)
        // The partition sees what the tasks before it wrote, as any reader does.
        let quarters = numbers.partitioned(by: \.color, colors: 0 ..< 4)
        print("painted by quarters: \(shape(quarters))")
        try await printPieces(quarters, quarters.value)

        repaint(&numbers.color, at: 10, with: -1)
        repaint(&numbers.color, at: 60, with: 9)
        repaint(&numbers.color, at: 99, with: 0)
        let others = numbers.partitioned(by: \.color, colors: 0 ..< 4)
        print("point 10 has color -1, point 60 color 9, point 99 color 0: \(shape(others))")
        try await printPieces(others, others.value)
    }
}
