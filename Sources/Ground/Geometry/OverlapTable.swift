/// Which pieces of one list share points with which of another: rows of targets, compressed.
///
/// Row `i` is `targets[offsets[i] ..< offsets[i + 1]]`, ascending, with a byte of `flags` for each.
/// O((n + m) log² + answers) for ordinary inputs. Pieces of different dimension share nothing.
public struct OverlapTable: Sendable {
    /// Set when the right piece lies wholly inside the left one.
    public static let rightInsideLeft: UInt8 = 1
    /// Set when the left piece lies wholly inside the right one.
    public static let leftInsideRight: UInt8 = 2

    /// Where each row starts, and the end of the last: one more than there are left pieces.
    public let offsets: ContiguousArray<Int32>
    /// The right pieces met, ascending within a row.
    public let targets: ContiguousArray<Int32>
    /// How each pair lies.
    public let flags: ContiguousArray<UInt8>
    /// Whether the left pieces together have every point of the right ones; true when the right ones have none.
    public let rightUnionInsideLeftUnion: Bool

    /// The table of two lists of pieces.
    public init(_ left: [Domain], _ right: [Domain]) {
        var offsets: ContiguousArray<Int32> = [0]
        var targets: ContiguousArray<Int32> = []
        var flags: ContiguousArray<UInt8> = []
        let trees = Self.trees(right)
        var shared = ContiguousArray(repeating: 0, count: right.count)
        var met: [Int32] = []
        var isCovered = ContiguousArray(right.map(\.isEmpty))
        // The points of each right piece that left ones share, counted as often as they do.
        var covered = ContiguousArray(repeating: 0, count: right.count)
        for piece in left {
            for start in stride(from: 0, to: piece.flat.count, by: 2 * piece.dimension) {
                trees[piece.dimension]?.forEachOverlap(piece.flat, at: start) { owner, volume in
                    if shared[owner] == 0 { met.append(Int32(owner)) }
                    // The rectangles of one domain are disjoint, so shared volumes add up.
                    shared[owner] += volume
                }
            }
            met.sort()
            for target in met {
                let volume = shared[Int(target)]
                let isInside = volume == right[Int(target)].volume
                flags.append((isInside ? Self.rightInsideLeft : 0) | (volume == piece.volume ? Self.leftInsideRight : 0))
                if isInside { isCovered[Int(target)] = true }
                // Never more than the piece has, and so in range.
                covered[Int(target)] += min(volume, right[Int(target)].volume - covered[Int(target)])
                shared[Int(target)] = 0
            }
            targets.append(contentsOf: met)
            offsets.append(Int32(targets.count))
            met.removeAll(keepingCapacity: true)
        }
        self.offsets = offsets
        self.targets = targets
        self.flags = flags
        let rest = right.indices.filter { !isCovered[$0] }
        rightUnionInsideLeftUnion =
            rest.allSatisfy { covered[$0] >= right[$0].volume }
            && (rest.isEmpty || DisjointnessCheck(ContiguousArray(left)).isDisjoint
                || Self.unites(left, allOf: rest.map { right[$0] }))
    }

    /// Whether the points of some pieces are all among those of others, which may overlap.
    private static func unites(_ container: [Domain], allOf pieces: [Domain]) -> Bool {
        Set(pieces.map(\.dimension)).allSatisfy { dimension in
            let ofDimension = { (pieces: [Domain]) in Domain.union(of: pieces.filter { $0.dimension == dimension }) }
            return ofDimension(pieces).isSubset(of: ofDimension(container))
        }
    }

    static func trees(_ pieces: some Collection<Domain>) -> [Int: BoxTree] {
        var trees: [Int: BoxTree] = [:]
        for dimension in Set(pieces.lazy.map(\.dimension)) { trees[dimension] = BoxTree(pieces, dimension: dimension) }
        return trees
    }
}

/// Whether some pieces share no point, and the first two that do.
public struct DisjointnessCheck: Sendable {
    /// The smallest index of a piece that meets a later one, with the first such; nil when all are disjoint.
    public let firstConflict: (Int, Int)?

    /// Whether no two pieces share a point.
    public var isDisjoint: Bool { firstConflict == nil }

    /// Checks the pieces, stopping at the first conflict. O(n log² n) for ordinary inputs.
    public init(_ pieces: ContiguousArray<Domain>) {
        let trees = OverlapTable.trees(pieces)
        for (index, piece) in pieces.enumerated() {
            var later = Int.max
            for start in stride(from: 0, to: piece.flat.count, by: 2 * piece.dimension) {
                trees[piece.dimension]?.forEachOverlap(piece.flat, at: start) { owner, _ in
                    if owner > index { later = min(later, owner) }
                }
            }
            if later < Int.max {
                firstConflict = (index, later)
                return
            }
        }
        firstConflict = nil
    }
}
