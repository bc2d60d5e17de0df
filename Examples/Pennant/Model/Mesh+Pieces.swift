/// How a mesh is cut.
public enum Cut: String, Sendable, CaseIterable {
    /// Into whole rows of zones: a piece's zones, and nearly all its points, are one stretch of memory, which a pass streams through.
    case rows
    /// Into blocks as square as can be: pieces have the fewest points in common, and each row of a block is a stretch of its own.
    case blocks
}

/// How the grid of zones is cut into rectangular pieces.
public struct PieceGrid: Sendable, Equatable {
    /// Pieces in the first and the second direction.
    public let x: Int, y: Int
    /// The number of pieces.
    public var count: Int { x * y }

    /// A grid of `x` by `y` pieces.
    public init(x: Int, y: Int) { (self.x, self.y) = (x, y) }
}

extension Mesh {
    /// Cuts the zones into `pieces` as asked; into rows if nothing is asked and each piece has at least sixteen, where one point in
    /// sixteen or fewer is another piece's too.
    ///
    /// - Precondition: `pieces` is at least 1.
    public func pieceGrid(_ pieces: Int, cut: Cut?) -> PieceGrid {
        switch cut ?? (zonesY / 16 >= pieces ? .rows : .blocks) {
        case .rows: PieceGrid(x: 1, y: pieces)
        case .blocks: pieceGrid(pieces)
        }
    }

    /// Cuts the zones into `pieces` blocks, as square as the divisors of `pieces` allow.
    ///
    /// - Precondition: `pieces` is at least 1. With more pieces than zones in a direction some are empty.
    public func pieceGrid(_ pieces: Int) -> PieceGrid {
        precondition(pieces >= 1, "a mesh has at least one piece")
        let swapped = zonesX > zonesY
        let nx = Double(min(zonesX, zonesY)), ny = Double(max(zonesX, zonesY))
        let ideal = (Double(pieces) * nx / ny).squareRoot()
        let atMost = max(Int((ideal + 1e-12).rounded(.down)), 1)
        let atLeast = max(Int((ideal - 1e-12).rounded(.up)), 1)
        let n1 = (1 ... atMost).last { pieces.isMultiple(of: $0) }!
        let n2 = (atLeast ... max(atLeast, pieces)).first { pieces.isMultiple(of: $0) } ?? pieces
        func longSide(_ k: Int) -> Double { max(nx / Double(k), ny / Double(pieces / k)) }
        let short = longSide(n1) <= longSide(n2) ? n1 : n2
        return swapped ? PieceGrid(x: pieces / short, y: short) : PieceGrid(x: short, y: pieces / short)
    }

    /// The zones of block `block` of `count` in a direction with `zones` zones.
    static func block(_ block: Int, of count: Int, zones: Int) -> Range<Int> {
        block * zones / count ..< (block + 1) * zones / count
    }

    /// The piece of each zone, `blockY * grid.x + blockX`; shape: zones.
    public func colors(_ grid: PieceGrid) -> [Int32] {
        var columns = [Int32](repeating: 0, count: zonesX)
        for block in 0 ..< grid.x {
            for i in Self.block(block, of: grid.x, zones: zonesX) { columns[i] = Int32(block) }
        }
        var colors: [Int32] = []
        colors.reserveCapacity(zoneCount)
        for block in 0 ..< grid.y {
            for _ in Self.block(block, of: grid.y, zones: zonesY) {
                for column in columns { colors.append(Int32(block * grid.x) + column) }
            }
        }
        return colors
    }
}
