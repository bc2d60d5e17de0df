import Cohort

/// The size of a grid, its border included, and its cut into tiles.
struct Shape {
    var width: Int
    var height: Int
    var tilesAcross: Int
    var tilesDown: Int

    var innerWidth: Int { width - 2 * Star.radius }
    var innerHeight: Int { height - 2 * Star.radius }
    var innerVolume: Int { innerWidth * innerHeight }

    /// What is wrong with the shape, or nil.
    var problem: String? {
        if tilesAcross < 1 || tilesDown < 1 { return "there is at least one tile each way, not \(tilesAcross) by \(tilesDown)" }
        if tilesAcross > 10_000 || tilesDown > 10_000 { return "there are at most 10000 tiles each way" }
        if width > 1_000_000 || height > 1_000_000 { return "a grid has at most 1000000 points each way" }
        if innerWidth < tilesAcross || innerHeight < tilesDown {
            return "a grid of \(width) by \(height) points, of which \(Star.radius) on each side are border, is too small for "
                + "\(tilesAcross) by \(tilesDown) tiles"
        }
        return nil
    }

    /// The tiles of the interior, row by row: tile t begins after ⌊t·n / tiles⌋ points.
    var tiles: [Rect<2>] {
        let rows = Self.cuts(innerHeight, tilesDown)
        let columns = Self.cuts(innerWidth, tilesAcross)
        return rows.flatMap { row in columns.map { Rect<2>(row, $0) } }
    }

    private static func cuts(_ length: Int, _ count: Int) -> [Range<Int>] {
        (0 ..< count).map { $0 * length / count + Star.radius ..< ($0 + 1) * length / count + Star.radius }
    }

    /// A tile with the part of the grid's border next to it.
    func withBorder(_ tile: Rect<2>) -> Rect<2> {
        var tile = tile
        for (axis, length) in [(0, height), (1, width)] {
            if tile.lo[axis] == Star.radius { tile.lo[axis] = 0 }
            if tile.hi[axis] == length - Star.radius - 1 { tile.hi[axis] = length - 1 }
        }
        return tile
    }
}
