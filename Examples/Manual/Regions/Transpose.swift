import Cohort

/// Rows become columns: once by tasks, each of which reads some columns and writes them as rows, and once by a copy that follows
/// pointers.
enum Transpose: Chapter {
    static let name = "transpose"
    static let summary = "a matrix transposed by tasks, and by a gather"

    @FieldSpace
    struct Cell {
        var value: Int
        var origin: Point<2>
    }

    @Task
    static func number(_ values: inout Discard<Int, 2>) {
        for point in values.domain { values[point] = 10 * point[0] + point[1] }
    }

    @Task
    static func transpose(_ source: borrowing Field<Int, 2>, _ target: inout Discard<Int, 2>) {
        for point in target.domain { target[point] = source[Point(point[1], point[0])] }
    }

    @Task
    static func point(_ origins: inout Discard<Point<2>, 2>) {
        for point in origins.domain { origins[point] = Point(point[1], point[0]) }
    }

    static func run(_ cohort: Context) async throws {
        let source = Region<Cell, 2>(0 ..< 3, 0 ..< 4), target = Region<Cell, 2>(0 ..< 4, 0 ..< 3)
        number(&source.value)
        let columns = source.partitioned(.equal, into: 1, 2), rows = target.partitioned(.equal, into: 2, 1)
        forEach(rows.colors) { i in transpose(columns[i[1], i[0]].value, &rows[i[0], i[1]].value) }
        try await show("three rows of four", source.value, width: 4)
        try await show("four rows of three", target.value, width: 3)

        point(&source.origin)
        source.value.gather(from: target.value, at: source.origin)
        try await show("and back", source.value, width: 4)
    }

    private static func show(_ title: String, _ field: RegionField<Int, 2>, width: Int) async throws {
        print("\(title):")
        let values = try await field.values()
        for start in stride(from: 0, to: values.count, by: width) { print("  \(line(values[start ..< start + width]))") }
    }
}
