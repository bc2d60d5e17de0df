/// The operator that makes a partition. Other partitions, and regions, are named by their numbers.
public enum Making: Sendable {
    /// Pieces as they are given.
    case explicit([Spots])
    /// The same, cut off at the region's edge.
    case clipped([Spots])
    /// Pieces by colour; those that are missing are empty.
    case mapped([Int: Spots], count: Int)
    /// The colour that a function gives each point: `dealt` or `thinned`.
    case function(Rule)
    /// Blocks of equal size.
    case equal(Int)
    /// Blocks in proportion.
    case weights([Int])
    /// Blocks of one size along a line, counted from an origin.
    case blocked(Int, origin: Int?)
    /// Blocks of one size in a plane, counted from an origin; the colours are a grid, row-major.
    case grid(Spot, origin: Spot?)
    /// What each task of an output returned.
    case shares([Int])
    /// For each colour the rectangle from `low` to `high`, moved by so many strides.
    case restricted(Int, stride: Spot, low: Spot, high: Spot)
    /// By the colour that field `p` holds.
    case byField(Int)
    /// Where the pointers, or the ranges, of another partition's pieces lead.
    case image(Int, isRange: Bool)
    /// The same, of a whole region as the only piece.
    case imageOfRegion(Int, isRange: Bool)
    /// The points whose pointers, or ranges, lead into another partition's pieces.
    case preimage(Int, isRange: Bool)
    /// Colour by colour, the points in either.
    case union(Int, Int)
    /// Colour by colour, the points in both.
    case intersection(Int, Int)
    /// Colour by colour, the points in the first only.
    case difference(Int, Int)
    /// One piece: all points of another partition's pieces.
    case unionOf(Int)
    /// Another partition's pieces, as far as they lie in what is divided.
    case within(Int)
    /// Piece `color` of the first divided by the second.
    case crossed(Int, color: Int, with: Int)
    /// Filled colour by colour.
    case pending([Filling])
    /// The pieces of a partition of another region over the same index space.
    case applied(Int)

    /// How one colour of a pending partition is filled.
    public enum Filling: Sendable {
        /// With points in any of these.
        case union([PieceName])
        /// With points in all of these.
        case intersection([PieceName])
        /// With points of the first that none of the others has.
        case difference(PieceName, [PieceName])
        /// With points in any piece of a partition.
        case unionOf(Int)
    }

    /// The partitions that it names.
    var partitions: [Int] {
        switch self {
        case .image(let one, _), .preimage(let one, _), .unionOf(let one), .within(let one), .applied(let one): [one]
        case .union(let one, let other), .intersection(let one, let other), .difference(let one, let other),
            .crossed(let one, _, let other):
            [one, other]
        case .pending(let fillings): fillings.flatMap(\.partitions)
        default: []
        }
    }

    /// The same with other numbers for the partitions.
    func renumbered(_ number: (Int) -> Int) -> Making {
        switch self {
        case .image(let one, let isRange): .image(number(one), isRange: isRange)
        case .preimage(let one, let isRange): .preimage(number(one), isRange: isRange)
        case .unionOf(let one): .unionOf(number(one))
        case .within(let one): .within(number(one))
        case .applied(let one): .applied(number(one))
        case .union(let one, let other): .union(number(one), number(other))
        case .intersection(let one, let other): .intersection(number(one), number(other))
        case .difference(let one, let other): .difference(number(one), number(other))
        case .crossed(let one, let color, let other): .crossed(number(one), color: color, with: number(other))
        case .pending(let fillings): .pending(fillings.map { $0.renumbered(number) })
        default: self
        }
    }
}

extension Making.Filling {
    var partitions: [Int] {
        switch self {
        case .union(let pieces), .intersection(let pieces): pieces.map(\.partition)
        case .difference(let piece, let others): ([piece] + others).map(\.partition)
        case .unionOf(let partition): [partition]
        }
    }

    func renumbered(_ number: (Int) -> Int) -> Self {
        func name(_ piece: PieceName) -> PieceName { PieceName(number(piece.partition), piece.color) }
        return switch self {
        case .union(let pieces): .union(pieces.map(name))
        case .intersection(let pieces): .intersection(pieces.map(name))
        case .difference(let piece, let others): .difference(name(piece), others.map(name))
        case .unionOf(let partition): .unionOf(number(partition))
        }
    }
}
