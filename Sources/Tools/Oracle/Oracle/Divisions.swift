// What each operator that makes partitions means, on plain sets of points.

extension RandomProgram {
    /// The pieces of a partition of this program, whose parent and operands are there already.
    func pieces(of shape: PartitionShape) -> [Spots] {
        let spots = shape.parent.map { piece($0) } ?? regions[shape.region].spots
        let within = { (pieces: [Spots]) in pieces.map { $0.keeping(Set(spots)) } }
        switch shape.making {
        case .explicit(let pieces): return pieces
        case .clipped(let pieces): return within(pieces)
        case .mapped(let pieces, let count): return (0 ..< count).map { pieces[$0] ?? [] }
        case .function(let rule): return rule.pieces(of: spots)
        case .equal(let count): return spots.blocks(Array(repeating: 1, count: count), regions[shape.region].dimension)
        case .weights(let weights): return spots.blocks(weights, regions[shape.region].dimension)
        case .blocked(let size, let origin): return spots.blocks(of: size, from: origin)
        case .grid(let size, let origin): return spots.grid(of: size, from: origin).pieces
        case .shares(let counts): return RegionShape.shares(counts, regions[shape.region].dimension)
        case .restricted(let count, let stride, let low, let high):
            return (0 ..< count).map { color in
                let offset = Spot(color * stride.x, color * stride.y)
                return spots.filter {
                    (low.x + offset.x ... high.x + offset.x).contains($0.x)
                        && (low.y + offset.y ... high.y + offset.y).contains($0.y)
                }
            }
        case .byField(let count):
            return (0 ..< count).map { color in
                spots.filter { regions[shape.region].element(4, $0) == UInt64(color) }
            }
        case .image(let source, let isRange):
            let region = partitions[source].region
            return within(partitions[source].pieces.map { leads($0, of: region, to: shape.region, isRange) })
        case .imageOfRegion(let source, let isRange):
            return within([leads(regions[source].spots, of: source, to: shape.region, isRange)])
        case .preimage(let target, let isRange):
            return partitions[target].pieces.map { piece in
                let piece = Set(piece)
                return spots.filter {
                    !piece.isDisjoint(with: leads([$0], of: shape.region, to: partitions[target].region, isRange))
                }
            }
        case .union(let one, let other): return zipped(one, other) { $0.union($1) }
        case .intersection(let one, let other): return zipped(one, other) { $0.intersection($1) }
        case .difference(let one, let other):
            return Array(zipped(one, other) { $0.subtracting($1) }.prefix(partitions[one].pieces.count))
        case .unionOf(let one): return within([Set(partitions[one].pieces.joined()).sorted()])
        case .within(let one), .applied(let one), .crossed(_, _, let one): return within(partitions[one].pieces)
        case .pending(let fillings): return fillings.map { points(of: $0).sorted() }
        }
    }

    /// True when a checked operator finds data that lead outside: an image the region that it divides, a preimage the one whose
    /// partition it looks at.
    func leadsOutside(_ shape: PartitionShape) -> Bool {
        guard shape.isChecked else { return false }
        let spots = shape.parent.map { piece($0) } ?? regions[shape.region].spots
        switch shape.making {
        case .image(let source, let isRange):
            let region = partitions[source].region
            return partitions[source].pieces.contains {
                !Set(leads($0, of: region, to: shape.region, isRange)).isSubset(of: spots)
            }
        case .imageOfRegion(let source, let isRange):
            return !Set(leads(regions[source].spots, of: source, to: shape.region, isRange)).isSubset(of: spots)
        case .preimage(let target, let isRange):
            let region = partitions[target].region
            let outer = partitions[target].parent.map { piece($0) } ?? regions[region].spots
            return !Set(leads(spots, of: shape.region, to: region, isRange)).isSubset(of: outer)
        default: return false
        }
    }

    /// The regions that a partition divides or follows.
    func regions(of shape: PartitionShape) -> Set<Int> {
        var regions = Set([shape.region] + shape.making.partitions.map { partitions[$0].region })
        if case .imageOfRegion(let source, _) = shape.making { regions.insert(source) }
        return regions
    }

    private func piece(_ name: PieceName) -> Spots { partitions[name.partition].pieces[name.color] }

    /// Where the pointers of some points lead, whether there is anything or not.
    private func leads(_ spots: Spots, of region: Int, to target: Int, _ isRange: Bool) -> Spots {
        let field = isRange ? 6 : Self.pointers(into: regions[target].dimension)
        var found: Set<Spot> = []
        for spot in spots {
            guard let bits = regions[region].element(field, spot) else { continue }
            if isRange {
                let range = Pair(bits: bits)
                if range.first <= range.second { for x in range.first ... range.second { found.insert(Spot(x)) } }
            } else {
                found.insert(Spot(pointer: bits, dimension: regions[target].dimension))
            }
        }
        return found.sorted()
    }

    private func zipped(_ one: Int, _ other: Int, _ combine: (Set<Spot>, Set<Spot>) -> Set<Spot>) -> [Spots] {
        let (left, right) = (partitions[one].pieces, partitions[other].pieces)
        return (0 ..< max(left.count, right.count)).map { color in
            combine(Set(color < left.count ? left[color] : []), Set(color < right.count ? right[color] : [])).sorted()
        }
    }

    private func points(of filling: Making.Filling) -> Set<Spot> {
        switch filling {
        case .union(let pieces): Set(pieces.flatMap(piece))
        case .intersection(let pieces):
            pieces.dropFirst().reduce(Set(pieces.first.map(piece) ?? [])) { $0.intersection(piece($1)) }
        case .difference(let one, let others): Set(piece(one)).subtracting(others.flatMap(piece))
        case .unionOf(let partition): Set(partitions[partition].pieces.joined())
        }
    }
}

extension Spot {
    /// The point that an element of `p` or `q` names.
    init(pointer bits: UInt64, dimension: Int) {
        self = dimension == 1 ? Spot(Int(Int64(bitPattern: bits))) : Spot(Pair(bits: bits).first, Pair(bits: bits).second)
    }
}

extension Spots {
    func keeping(_ some: Set<Spot>) -> Spots { filter(some.contains) }

    /// The points in the order in which a domain has them: rectangle by rectangle, each row-major.
    ///
    /// Neighbouring rows with the same columns belong together; their runs of columns are the rectangles.
    func inDomainOrder(_ dimension: Int) -> Spots {
        guard dimension == 2 else { return self }
        let rows = Dictionary(grouping: self, by: \.x).mapValues { Set($0.map(\.y)) }
        var ordered: Spots = []
        var bands: [(rows: ClosedRange<Int>, columns: Set<Int>)] = []
        for (x, columns) in rows.sorted(by: { $0.key < $1.key }) {
            if let last = bands.last, last.rows.upperBound == x - 1, last.columns == columns {
                bands[bands.count - 1].rows = last.rows.lowerBound ... x
            } else {
                bands.append((x ... x, columns))
            }
        }
        for band in bands {
            for first in band.columns.sorted() where !band.columns.contains(first - 1) {
                var end = first
                while band.columns.contains(end) { end += 1 }
                for x in band.rows { for y in first ..< end { ordered.append(Spot(x, y)) } }
            }
        }
        return ordered
    }

    /// Consecutive blocks in proportion to weights. A rectangle is cut across its longest axis, the first of equally long ones,
    /// if that has a layer for every block; anything else is cut between points.
    func blocks(_ weights: [Int], _ dimension: Int) -> [Spots] {
        let (rows, columns) = (Set(map(\.x)).sorted(), Set(map(\.y)).sorted())
        let isRectangle =
            !isEmpty && rows.last! - rows.first! + 1 == rows.count
            && columns.last! - columns.first! + 1 == columns.count && rows.count * columns.count == count
        if dimension == 2, isRectangle, Swift.max(rows.count, columns.count) >= weights.count {
            if columns.count > rows.count { return cut(columns, weights).map { layers in filter { layers.contains($0.y) } } }
            return cut(rows, weights).map { layers in filter { layers.contains($0.x) } }
        }
        return cut(inDomainOrder(dimension), weights).map { $0.sorted() }
    }

    private func cut<Item>(_ list: [Item], _ weights: [Int]) -> [[Item]] {
        let total = weights.reduce(0, +)
        return weights.indices.map { block in
            let from = list.count * weights[..<block].reduce(0, +) / total
            let to = list.count * weights[...block].reduce(0, +) / total
            return [Item](list[from ..< to])
        }
    }

    /// Blocks of one size along a line; the first colour is that of the lowest point.
    func blocks(of size: Int, from origin: Int?) -> [Spots] {
        guard let low = first?.x, let high = last?.x else { return [] }
        let number = { (x: Int) in (x - (origin ?? low)) / size }
        return (number(low) ... number(high)).map { block in filter { number($0.x) == block } }
    }

    /// Blocks of one size in a plane, row-major, and how many there are in a row; the first is that of the low corner.
    func grid(of size: Spot, from origin: Spot?) -> (pieces: [Spots], columns: Int) {
        guard let top = map(\.x).min(), let bottom = map(\.x).max(), let left = map(\.y).min(), let right = map(\.y).max() else {
            return ([], 1)
        }
        let from = origin ?? Spot(top, left)
        let number = { (spot: Spot) in Spot((spot.x - from.x) / size.x, (spot.y - from.y) / size.y) }
        let last = number(Spot(bottom, right))
        let blocks = (0 ... last.x).flatMap { x in (0 ... last.y).map { Spot(x, $0) } }
        return (blocks.map { block in filter { number($0) == block } }, last.y + 1)
    }
}
