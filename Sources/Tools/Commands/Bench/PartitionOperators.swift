import Cohort

/// Each operator on inputs of a size: a closure that makes the input once, and answers with one that makes the partition.
enum PartitionOperators {
    typealias Operator = @Sendable (_ count: Int) async throws -> () -> Void

    static let all: [(String, Operator)] = [
        (
            "equal",
            { count in
                let line = Region<Datum, 1>(0 ..< 4 * count)
                return { keep(line.partitioned(.equal, into: count)) }
            }
        ),
        (
            "blocks",
            { count in
                let line = Region<Datum, 1>(0 ..< 4 * count)
                return { keep(line.blocked(by: 4)) }
            }
        ),
        (
            "restriction",
            { count in
                let line = Region<Datum, 1>(0 ..< 4 * count)
                return { keep(line.partitioned(restricting: 0 ..< count, stride: 4, extent: -1 ... 4)) }
            }
        ),
        (
            "map",
            { count in
                let line = Region<Datum, 1>(0 ..< 4 * count)
                var pieces: [Int: [Rect<1>]] = [:]
                for piece in 0 ..< count { pieces[7 * piece] = [Rect(4 * piece ..< 4 * piece + 3)] }
                let map = pieces
                return { keep(line.partitioned(pieces: map)) }
            }
        ),
        (
            "field",
            { count in
                let line = try await filled(4 * count, .random(below: count))
                return { keep(line.partitioned(by: \.data, colors: 0 ..< count)) }
            }
        ),
        (
            "image",
            { count in
                let line = try await filled(4 * count, .random(below: 4 * count))
                let blocks = line.partitioned(.equal, into: count)
                return { keep(line.partitioned(imageOf: blocks.data)) }
            }
        ),
        (
            "preimage",
            { count in
                let line = try await filled(4 * count, .random(below: 4 * count))
                let blocks = line.partitioned(.equal, into: count)
                return { keep(line.partitioned(preimageOf: blocks, through: \.data)) }
            }
        ),
        (
            "imageOfRanges",
            { count in
                let (rows, entries) = try await ranges(count)
                let blocks = rows.partitioned(.equal, into: count / 4)
                return { keep(entries.partitioned(rangesOf: blocks.range)) }
            }
        ),
        (
            "preimageOfRanges",
            { count in
                let (rows, entries) = try await ranges(count)
                let blocks = entries.partitioned(.equal, into: count)
                return { keep(rows.partitioned(preimageOf: blocks, throughRanges: \.range)) }
            }
        ),
        (
            "union",
            { count in
                let (left, right) = irregular(count)
                return { keep(left.union(right)) }
            }
        ),
        (
            "intersection",
            { count in
                let (left, right) = irregular(count)
                return { keep(left.intersection(right)) }
            }
        ),
        (
            "difference",
            { count in
                let (left, right) = irregular(count)
                return { keep(left.subtracting(right)) }
            }
        ),
        (
            "cross",
            { count in
                let area = IrregularBoxes.area(count)
                let pieces = area.partitioned(pieces: IrregularBoxes.rectangles(count, 1))
                // Quarters of their own each time, since tables of overlaps are kept.
                return { keep(area.partitioned(.equal, into: 4).crossed(with: pieces)[0]) }
            }
        ),
        (
            "disjointness",
            { count in
                let boxes = IrregularBoxes.rectangles(count, 1)
                let plane = IrregularBoxes.area(count)
                return { keep(plane.partitioned(pieces: boxes).isDisjoint ? 1 : 0) }
            }
        ),
        (
            "overlaps.line",
            { count in
                let left = IrregularBoxes.line(count, 1), right = IrregularBoxes.line(count, 2)
                return { keep(OverlapTable(left, right).targets.count) }
            }
        ),
        (
            "overlaps.plane",
            { count in
                let left = IrregularBoxes.plane(count, 1), right = IrregularBoxes.plane(count, 2)
                return { keep(OverlapTable(left, right).targets.count) }
            }
        ),
    ]

    /// A line with data in its only field.
    private static func filled(_ count: Int, _ numbers: Numbers) async throws -> Region<Datum, 1> {
        let line = Region<Datum, 1>(0 ..< count)
        let data = [Int](unsafeUninitializedCapacity: count) { numbers.write(to: $0, count: &$1) }
        try await line.data.overwriting { field in for point in field.domain { field[point] = data[point[0]] } }
        return line
    }

    /// Rows of about four entries each, and the entries.
    private static func ranges(_ count: Int) async throws -> (rows: Region<Row, 1>, entries: Region<Datum, 1>) {
        let rows = Region<Row, 1>(0 ..< count)
        try await rows.range.overwriting { field in
            for point in field.domain { field[point] = Rect(4 * point[0] ..< 4 * point[0] + 2 + point[0] % 3) }
        }
        return (rows, Region<Datum, 1>(0 ..< 4 * count))
    }

    /// Two partitions of a plane into disjoint boxes.
    private static func irregular(_ count: Int) -> (Partition<Datum, 2>, Partition<Datum, 2>) {
        let area = IrregularBoxes.area(count)
        return (
            area.partitioned(pieces: IrregularBoxes.rectangles(count, 1)),
            area.partitioned(pieces: IrregularBoxes.rectangles(count, 2))
        )
    }
}

/// Ranges of entries.
struct Row: FieldSpace {
    var range: Rect<1>
    static let fields = [field("range", \.range)]
}

/// Disjoint rectangles in random order, no two of a place and a size.
enum IrregularBoxes {
    /// One in each cell of a square grid with about `count` cells of 8 by 8 points.
    static func rectangles(_ count: Int, _ seed: UInt64) -> [Rect<2>] {
        let side = side(count)
        var random = BenchRandom(state: seed)
        let boxes = (0 ..< side * side).map { cell in
            let row = 8 * (cell / side) + random.next(below: 4), column = 8 * (cell % side) + random.next(below: 4)
            return Rect<2>(
                row ..< row + 1 + random.next(below: 5), column ..< column + 1 + random.next(below: 5))
        }
        return mixed(boxes, &random)
    }

    /// The plane that holds them.
    static func area(_ count: Int) -> Region<Datum, 2> { Region<Datum, 2>(0 ..< 8 * side(count), 0 ..< 8 * side(count)) }

    static func plane(_ count: Int, _ seed: UInt64) -> [Domain] { rectangles(count, seed).compactMap { try? Domain($0) } }

    /// As many intervals with gaps between them.
    static func line(_ count: Int, _ seed: UInt64) -> [Domain] {
        var random = BenchRandom(state: seed)
        var end = 0
        let intervals = (0 ..< count).compactMap { _ in
            let start = end + random.next(below: 5)
            end = start + 1 + random.next(below: 90)
            return try? Domain(Rect<1>(start ..< end))
        }
        return mixed(intervals, &random)
    }

    private static func side(_ count: Int) -> Int { Int(Double(count).squareRoot().rounded()) }

    private static func mixed<Element>(_ elements: [Element], _ random: inout BenchRandom) -> [Element] {
        var elements = elements
        for index in stride(from: elements.count - 1, to: 0, by: -1) { elements.swapAt(index, random.next(below: index + 1)) }
        return elements
    }
}
