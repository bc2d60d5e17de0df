/// A way to divide any set of points into pieces: for partitions made where the points are not known beforehand.
public struct Rule: Hashable, Sendable {
    /// The shape of the pieces.
    public enum Kind: String, CaseIterable, Sendable {
        /// Runs of nearly equal length: disjoint, complete.
        case blocks
        /// Blocks and their neighbours: aliased, complete.
        case halos
        /// Each point in one random piece: disjoint, complete.
        case dealt
        /// Each point in one random piece or none: disjoint, incomplete.
        case thinned
        /// Random subsets: aliased, incomplete.
        case scattered
    }

    /// The shape of the pieces.
    public var kind: Kind
    /// The number of pieces; some may be empty.
    public var count: Int
    /// What random pieces depend on.
    public var salt: UInt64

    /// A rule.
    public init(_ kind: Kind, _ count: Int, salt: UInt64 = 0) {
        self.kind = kind
        self.count = count
        self.salt = salt
    }

    /// The pieces of `spots`.
    public func pieces(of spots: Spots) -> [Spots] {
        (0 ..< count).map { piece in
            let from = piece * spots.count / count
            let to = (piece + 1) * spots.count / count
            switch kind {
            case .blocks: return Array(spots[from ..< to])
            case .halos: return from == to ? [] : Array(spots[max(0, from - 1) ..< min(spots.count, to + 1)])
            case .dealt: return spots.filter { chance($0) % UInt64(count) == UInt64(piece) }
            case .thinned: return spots.filter { chance($0) % UInt64(count + 1) == UInt64(piece) }
            case .scattered: return spots.filter { mix(chance($0), UInt64(piece)) % 5 < 2 }
            }
        }
    }

    /// The only piece with a point, by the rules that make disjoint pieces of single points.
    func color(of spot: Spot) -> Int? {
        let piece = Int(chance(spot) % UInt64(kind == .thinned ? count + 1 : count))
        return piece < count ? piece : nil
    }

    private func chance(_ spot: Spot) -> UInt64 { mix(salt, UInt64(bitPattern: Int64(spot.x * 1024 + spot.y))) >> 7 }
}
