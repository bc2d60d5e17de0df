import Cohort
import CohortGeometry

/// The fields of every region of a random program.
struct Cells: FieldSpace {
    var a: Int64
    var b: Int64
    var x: Double
    var y: Double
    var p: Int
    var q: Point<2>
    var r: Rect<1>
    var s: String

    static let fields = [
        field("a", \.a), field("b", \.b), field("x", \.x), field("y", \.y), field("p", \.p), field("q", \.q), field("r", \.r),
        field("s", \.s),
    ]
    /// The keys of the fields by number.
    static let keys = [
        MemoryLayout<Cells>.offset(of: \.a)!, MemoryLayout<Cells>.offset(of: \.b)!,
        MemoryLayout<Cells>.offset(of: \.x)!, MemoryLayout<Cells>.offset(of: \.y)!,
        MemoryLayout<Cells>.offset(of: \.p)!, MemoryLayout<Cells>.offset(of: \.q)!, MemoryLayout<Cells>.offset(of: \.r)!,
        MemoryLayout<Cells>.offset(of: \.s)!,
    ]
    static func integers(_ field: Int) -> KeyPath<Cells, Int64> { field == 0 ? \.a : \.b }
    static func floats(_ field: Int) -> KeyPath<Cells, Double> { field == 2 ? \.x : \.y }
}

/// A region or subregion of either dimension.
enum Area {
    case line(Region<Cells, 1>)
    case plane(Region<Cells, 2>)

    var dimension: Int { if case .line = self { 1 } else { 2 } }

    var argument: any RegionArgument {
        switch self {
        case .line(let region): region
        case .plane(let region): region
        }
    }

    func partitioned(_ pieces: [Spots]) -> Parts {
        switch self {
        case .line(let region): .line(region.partitioned(pieces: Domains.domains(pieces, dimension: 1)))
        case .plane(let region): .plane(region.partitioned(pieces: Domains.domains(pieces, dimension: 2)))
        }
    }
}

/// A partition of either dimension.
enum Parts {
    case line(Partition<Cells, 1>)
    case plane(Partition<Cells, 2>)
    /// Its colours have rows of so many.
    case grid(Partition<Cells, 2>, columns: Int)

    var argument: any RegionArgument {
        switch self {
        case .line(let partition): partition
        case .plane(let partition), .grid(let partition, _): partition
        }
    }

    subscript(_ color: Int) -> Area {
        switch self {
        case .line(let partition): .line(partition[color])
        case .plane(let partition): .plane(partition[color])
        case .grid(let partition, let columns): .plane(partition[color / columns, color % columns])
        }
    }

    subscript(_ color: SymbolicPoint) -> any RegionArgument {
        switch self {
        case .line(let partition): partition[color]
        case .plane(let partition): partition[color]
        case .grid(let partition, let columns): partition[color.mapped("tile") { [$0[0] / columns, $0[0] % columns] }]
        }
    }
}

/// Sets of points in the words of the geometry.
enum Domains {
    static func domain(_ spots: Spots, dimension: Int) -> Domain {
        let rows = runs(spots, dimension).map { rectangle($0, $1, dimension) }
        return rows.isEmpty ? .empty(dimension: dimension) : .union(of: rows)
    }

    /// The points 0 ..< count.
    static func line(_ count: Int) -> Domain { rectangle(Spot(0), Spot(count - 1), 1) }

    static func domains(_ pieces: [Spots], dimension: Int) -> [Domain] { pieces.map { domain($0, dimension: dimension) } }

    /// First and last of each run along the last axis.
    private static func runs(_ spots: Spots, _ dimension: Int) -> [(Spot, Spot)] {
        var runs: [(Spot, Spot)] = []
        for spot in spots {
            let next = runs.last.map { dimension == 1 ? Spot($0.1.x + 1) : Spot($0.1.x, $0.1.y + 1) }
            if spot == next { runs[runs.count - 1].1 = spot } else { runs.append((spot, spot)) }
        }
        return runs
    }

    static func rectangle(_ low: Spot, _ high: Spot, _ dimension: Int) -> Domain {
        do {
            if dimension == 1 { return try Domain(Rect<1>(lo: Point(low.x), hi: Point(high.x))) }
            return try Domain(Rect<2>(lo: Point(low.x, low.y), hi: Point(high.x, high.y)))
        } catch {
            // our bug: coordinates of random programs are small.
            preconditionFailure("a small rectangle was refused: \(error)")
        }
    }
}
