import Cohort

/// Data to measure with: a line with all fields filled, in blocks one after the other.
struct Workpiece {
    static let points = 16_000
    /// Blocks of equal length.
    let blocks: Partition<Columns, 1>
    /// Each block with a point of its neighbours on each side.
    let halos: Partition<Columns, 1>

    init(pieces count: Int) {
        let line = Region<Columns, 1>(0 ..< Self.points)
        line.a.fill(1)
        line.b.fill(1)
        line.c.fill(1)
        line.d.fill(1)
        blocks = Self.cut(line, count, reach: 0)
        halos = Self.cut(line, count, reach: 1)
    }

    private static func cut(_ line: Region<Columns, 1>, _ count: Int, reach: Int) -> Partition<Columns, 1> {
        let length = points / count
        return line.partitioned(
            pieces: (0 ..< count).map { block in
                let low = max(0, block * length - reach), high = min(points, (block + 1) * length + reach) - 1
                return Rect(lo: Point(low), hi: Point(high))
            })
    }
}
