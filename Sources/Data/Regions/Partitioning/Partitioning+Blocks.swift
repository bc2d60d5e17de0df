import CohortGeometry

extension Partitioning {
    /// Blocks of consecutive points, cut in proportion.
    ///
    /// A rectangle is cut across its longest axis, when that has a place for every cut; everything else is cut between
    /// points, in the order of the domain.
    /// - Complexity: O(rectangles + blocks).
    package static func blocks(of space: Domain, weights: [Int]) -> ContiguousArray<Domain> {
        blocks(of: space, count: weights.count) { Cuts($0, weights: weights) }
    }

    /// `count` blocks whose volumes differ by at most one, or, of a rectangle, by at most one layer.
    package static func equalBlocks(of space: Domain, count: Int) -> ContiguousArray<Domain> {
        blocks(of: space, count: count) { Cuts($0, equally: count) }
    }

    private static func blocks(of space: Domain, count: Int, _ cut: (Int) -> Cuts) -> ContiguousArray<Domain> {
        let box = IndexBox(around: space)
        let longest = (0 ..< box.dimension).max { box.extents[$0] < box.extents[$1] } ?? 0
        guard space.rectCount == 1, box.dimension == 1 || box.extents[longest] >= count else {
            return runs(of: space, box, cut(space.volume))
        }
        var cuts = box.extents.map { Cuts($0, equally: 1) }
        cuts[longest] = cut(box.extents[longest])
        return grid(space, box, cuts)
    }

    /// A grid of blocks, `counts` along each axis of the bounding rectangle; volumes are balanced where the space is dense.
    package static func equalGrid(of space: Domain, counts: [Int]) -> ContiguousArray<Domain> {
        let box = IndexBox(around: space)
        return grid(space, box, zip(box.extents, counts).map { Cuts($0, equally: $1) })
    }

    /// The block numbers along each axis that the bounding rectangle meets, when block 0 begins at `origin`, or at the
    /// rectangle's own low corner. None along each axis of an empty space.
    package static func blockNumbers(of space: Domain, sizes: [Int], origin: [Int]? = nil) -> [Range<Int>] {
        let box = IndexBox(around: space)
        return (0 ..< box.dimension).map { axis in
            let low = box.low[axis] - (origin?[axis] ?? box.low[axis])
            if box.count == 0 { return 0 ..< 0 }
            return floor(low, sizes[axis]) ..< floor(low + box.extents[axis] - 1, sizes[axis]) + 1
        }
    }

    /// Blocks of one size; those at the edges of the space may be smaller.
    package static func blocks(of space: Domain, sizes: [Int], origin: [Int]? = nil) -> ContiguousArray<Domain> {
        let box = IndexBox(around: space)
        let cuts = (0 ..< box.dimension).map { axis in
            let low = box.low[axis] - (origin?[axis] ?? box.low[axis])
            let offset = low - floor(low, sizes[axis]) * sizes[axis]
            return Cuts(box.extents[axis], every: sizes[axis], first: sizes[axis] - offset)
        }
        return grid(space, box, cuts)
    }

    /// The quotient rounded down.
    private static func floor(_ number: Int, _ divisor: Int) -> Int {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// The blocks between the cuts along each axis, in row-major order.
    private static func grid(_ space: Domain, _ box: IndexBox, _ cuts: [Cuts]) -> ContiguousArray<Domain> {
        let clipper = Clipper(space)
        let counts = cuts.map(\.count)
        var pieces = ContiguousArray<Domain>()
        for number in 0 ..< counts.reduce(1, *) {
            var rest = number
            var corners = [Int](repeating: 0, count: 2 * box.dimension)
            for axis in (0 ..< box.dimension).reversed() {
                let place = rest % counts[axis]
                rest /= counts[axis]
                corners[axis] = box.low[axis] + cuts[axis].positions[place]
                corners[box.dimension + axis] = box.low[axis] + cuts[axis].positions[place + 1] - 1
            }
            pieces.append(clipper.clip(corners))
        }
        return pieces
    }

    /// About equal numbers of points, in the domain's own order; any of them may be empty when there are few.
    static func strips(of space: Domain, count: Int) -> ContiguousArray<Domain> {
        count == 1 ? [space] : runs(of: space, IndexBox(around: space), Cuts(space.volume, equally: count))
    }

    /// Cuts a domain between points, in its own order.
    private static func runs(of space: Domain, _ box: IndexBox, _ cuts: Cuts) -> ContiguousArray<Domain> {
        var lists = ContiguousArray(repeating: IntervalList(), count: cuts.count)
        var block = 0
        var seen = 0
        box.forEachRun(of: space) { first, last in
            var start = first
            while start <= last {
                while cuts.positions[block + 1] <= seen { block += 1 }
                let length = min(last - start + 1, cuts.positions[block + 1] - seen)
                lists[block].append(start, start + length - 1)
                seen += length
                start += length
            }
        }
        return ContiguousArray(lists.map { $0.domain(in: box) })
    }
}
