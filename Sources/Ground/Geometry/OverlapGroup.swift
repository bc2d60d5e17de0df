/// The pieces of one dimension of both lists of a search, in their spatial order.
struct OverlapGroup {
    let dimension: Int
    /// The left pieces that have points.
    let leftOrder: ContiguousArray<Int32>
    /// The right pieces that have points, and how many each has.
    private let rightOrder: ContiguousArray<Int32>
    private let rightVolumes: ContiguousArray<Int>
    /// The rectangles of the left pieces, in the order of these, and where those of each begin; nil when each has one.
    private let rectangles: BoxOrder
    private let starts: ContiguousArray<Int>?
    /// The rectangles of the right pieces, with the place of each one's piece in `rightOrder`.
    private let targets: BoxOrder
    private let tree: BoxTree

    init(_ left: ContiguousArray<Domain>, _ right: ContiguousArray<Domain>, dimension: Int) {
        self.dimension = dimension
        targets = BoxOrder(rectanglesOf: right, dimension: dimension)
        targets.arrange()
        tree = BoxTree(targets)
        (rightOrder, rightVolumes) = targets.numberAnew(right.count)
        let bounds = BoxOrder(boundsOf: left, dimension: dimension)
        bounds.arrange()
        leftOrder = ContiguousArray(UnsafeBufferPointer(start: bounds.numbers, count: bounds.count))
        let count = BoxOrder.rectCount(left, dimension)
        if count == bounds.count {
            (rectangles, starts) = (bounds, nil)
        } else {
            (rectangles, starts) = Self.rectangles(of: left, leftOrder, BoxOrder(count: count, dimension: dimension))
        }
    }

    /// Writes the rectangles of pieces one piece after the other; answers also where those of each begin.
    private static func rectangles(
        of pieces: ContiguousArray<Domain>, _ order: ContiguousArray<Int32>, _ rectangles: BoxOrder
    ) -> (BoxOrder, ContiguousArray<Int>?) {
        let width = 2 * rectangles.dimension
        var starts: ContiguousArray<Int> = [0]
        starts.reserveCapacity(order.count + 1)
        var place = 0
        for piece in order {
            pieces[Int(piece)].withRectangles { flat in
                guard let start = flat.baseAddress else { return }
                (rectangles.corners + width * place).update(from: start, count: flat.count)
                place += flat.count / width
            }
            starts.append(place)
        }
        return (rectangles, starts)
    }

    /// The rows of some left pieces, given by their places in the order.
    func rows(_ range: Range<Int>) -> OverlapRows {
        let path = TreePath()
        var rows = OverlapRows(pieces: range.count, targets: rightOrder.count)
        var shared = ContiguousArray(repeating: 0, count: rightOrder.count)
        var met: ContiguousArray<Int32> = []
        shared.withUnsafeMutableBufferPointer { shared in
            for row in range {
                var volume = 0
                for rectangle in starts.map({ $0[row] ..< $0[row + 1] }) ?? row ..< row + 1 {
                    let corners = UnsafePointer(rectangles.corners + 2 &* dimension &* rectangle)
                    volume &+= rectangles.volume(rectangle)
                    tree.forEachOverlap(corners, path) { place in
                        let target = Int(targets.numbers[place])
                        if shared[target] == 0 { met.append(Int32(truncatingIfNeeded: target)) }
                        // The rectangles of one domain are disjoint, so shared volumes add up.
                        shared[target] &+= tree.shared(place, corners)
                        return true
                    }
                }
                addRow(&rows, met, shared, volume)
                met.removeAll(keepingCapacity: true)
            }
        }
        rows.visits = path.visits
        return rows
    }

    private func addRow(
        _ rows: inout OverlapRows, _ met: ContiguousArray<Int32>, _ shared: UnsafeMutableBufferPointer<Int>, _ volume: Int
    ) {
        let start = rows.entries.count
        for target in met {
            let target = Int(target)
            let isInside = shared[target] == rightVolumes[target]
            let flag =
                (isInside ? OverlapTable.rightInsideLeft : 0) | (shared[target] == volume ? OverlapTable.leftInsideRight : 0)
            rows.entries.append(UInt64(rightOrder[target]) << 8 | UInt64(flag))
            if isInside { rows.isCovered[target] = true }
            // Never more than the piece has, and so in range.
            rows.covered[target] += min(shared[target], rightVolumes[target] - rows.covered[target])
            shared[target] = 0
        }
        rows.lengths.append(Int32(met.count))
        if met.count > 1 { rows.entries[start...].sort() }
    }

    /// Whether the left pieces together have every point of the right ones.
    func isCovered(_ parts: [OverlapRows], _ left: ContiguousArray<Domain>, _ right: ContiguousArray<Domain>) -> Bool {
        var rest: [Int] = []
        for target in rightOrder.indices where !parts.contains(where: { $0.isCovered[target] }) {
            let covered = parts.reduce(0) { $0 + min($1.covered[target], rightVolumes[target] - $0) }
            if covered < rightVolumes[target] { return false }
            rest.append(target)
        }
        if rest.isEmpty { return true }
        let own = left.filter { $0.dimension == dimension }
        if DisjointnessCheck(ContiguousArray(own)).isDisjoint { return true }
        return Domain.union(of: rest.map { right[Int(rightOrder[$0])] }).isSubset(of: Domain.union(of: own))
    }
}

/// Rows of an overlap table in the order of a search.
struct OverlapRows {
    /// A target and, in the lowest byte, its flags; row after row.
    var entries: ContiguousArray<UInt64> = []
    var lengths: ContiguousArray<Int32> = []
    /// The right pieces that lie inside one of the left ones.
    var isCovered: ContiguousArray<Bool>
    /// How many points of each right piece left ones share, counted as often as they do.
    var covered: ContiguousArray<Int>
    var visits = 0

    init(pieces: Int, targets: Int) {
        lengths.reserveCapacity(pieces)
        entries.reserveCapacity(pieces)
        isCovered = ContiguousArray(repeating: false, count: targets)
        covered = ContiguousArray(repeating: 0, count: targets)
    }
}
