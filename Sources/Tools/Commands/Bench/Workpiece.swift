import Cohort

/// Pieces of a one-dimensional region, one after the other.
typealias Blocks<Space: FieldSpace> = Partition<Space, 1>

/// Data to measure with.
enum Workpiece {
    /// The region in `count` blocks of equal length, with all fields that are measured filled.
    static func blocks(_ region: Region<Columns, 1>, _ count: Int) -> Blocks<Columns> {
        region.a.fill(1)
        region.b.fill(1)
        region.c.fill(1)
        region.d.fill(1)
        return cut(region, [Int](repeating: region.domain.volume / count, count: count))
    }

    /// The region in consecutive pieces of the given lengths.
    private static func cut(_ region: Region<Columns, 1>, _ lengths: [Int]) -> Blocks<Columns> {
        var first = 0
        var pieces: [Rect<1>] = []
        for length in lengths {
            pieces.append(Rect(lo: Point(first), hi: Point(first + length - 1)))
            first += length
        }
        return region.partitioned(pieces: pieces)
    }
}
