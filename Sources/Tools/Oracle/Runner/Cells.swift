import Cohort
import CohortGeometry

/// The fields of every region of a random program.
struct Cells: FieldSpace {
    var a: Int64
    var b: Int64
    var x: Double
    var y: Double

    static let fields = [field("a", \.a), field("b", \.b), field("x", \.x), field("y", \.y)]
    /// The keys of the fields by number.
    static let keys = [
        MemoryLayout<Cells>.offset(of: \.a)!, MemoryLayout<Cells>.offset(of: \.b)!,
        MemoryLayout<Cells>.offset(of: \.x)!, MemoryLayout<Cells>.offset(of: \.y)!,
    ]
}

/// A region or subregion of either dimension.
enum Area {
    case line(Region<Cells, 1>)
    case plane(Region<Cells, 2>)

    init(_ shape: RegionShape, named name: String) {
        let domain = Domains.domain(shape.spots, dimension: shape.dimension)
        if shape.dimension == 1 {
            self = .line(Region(over: domain, named: name))
        } else {
            self = .plane(Region(over: domain, named: name))
        }
    }

    var dimension: Int { if case .line = self { 1 } else { 2 } }

    var argument: any RegionArgument {
        switch self {
        case .line(let region): region
        case .plane(let region): region
        }
    }

    func partitioned(_ pieces: [Spots]) -> Parts {
        switch self {
        case .line(let region): .line(Domains.partition(region, pieces))
        case .plane(let region): .plane(Domains.partition(region, pieces))
        }
    }
}

/// A partition of either dimension.
enum Parts {
    case line(Partition<Cells, 1>)
    case plane(Partition<Cells, 2>)

    var argument: any RegionArgument {
        switch self {
        case .line(let partition): partition
        case .plane(let partition): partition
        }
    }

    subscript(_ color: Int) -> Area {
        switch self {
        case .line(let partition): .line(partition[color])
        case .plane(let partition): .plane(partition[color])
        }
    }

    subscript(_ color: SymbolicPoint) -> any RegionArgument {
        switch self {
        case .line(let partition): partition[color]
        case .plane(let partition): partition[color]
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

    /// The one place that says how a partition is made of explicit pieces.
    static func partition<let N: Int>(_ region: Region<Cells, N>, _ pieces: [Spots]) -> Partition<Cells, N> {
        region.partitioned(pieces: pieces.map { domain($0, dimension: N) })
    }

    /// First and last of each run along the last axis.
    private static func runs(_ spots: Spots, _ dimension: Int) -> [(Spot, Spot)] {
        var runs: [(Spot, Spot)] = []
        for spot in spots {
            let next = runs.last.map { dimension == 1 ? Spot($0.1.x + 1) : Spot($0.1.x, $0.1.y + 1) }
            if spot == next { runs[runs.count - 1].1 = spot } else { runs.append((spot, spot)) }
        }
        return runs
    }

    private static func rectangle(_ low: Spot, _ high: Spot, _ dimension: Int) -> Domain {
        do {
            if dimension == 1 { return try Domain(Rect<1>(lo: Point(low.x), hi: Point(high.x))) }
            return try Domain(Rect<2>(lo: Point(low.x, low.y), hi: Point(high.x, high.y)))
        } catch {
            // our bug: coordinates of random programs are small.
            preconditionFailure("a small rectangle was refused: \(error)")
        }
    }
}
