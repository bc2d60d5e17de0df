/// A bounding-box tree over the rectangles of many domains: finds those that meet a given one in about O(log n + answers).
struct BoxTree {
    /// A node and where to go when its box is missed: nodes lie in depth-first order, so a hit goes on with the next one.
    private struct Node {
        var skip = 0
        /// The rectangles of a leaf; empty for an inner node.
        var rectangles = 0 ..< 0
    }

    private let dimension: Int
    private var flat: ContiguousArray<Int> = []
    private var order: ContiguousArray<(start: Int, owner: Int)> = []
    private var nodes: ContiguousArray<Node> = []
    private var boxes: ContiguousArray<Int> = []

    init(_ domains: some Collection<Domain>, dimension: Int) {
        self.dimension = dimension
        for (owner, domain) in domains.enumerated() where domain.dimension == dimension {
            for start in stride(from: 0, to: domain.flat.count, by: 2 * dimension) {
                order.append((flat.count + start, owner))
            }
            flat.append(contentsOf: domain.flat)
        }
        if !order.isEmpty { build(0 ..< order.count) }
    }

    /// Splits the rectangles in the middle along the axis on which they spread most. O(n log² n) in all.
    private mutating func build(_ range: Range<Int>) {
        let node = nodes.count
        nodes.append(Node())
        for axis in 0 ..< dimension { boxes.append(range.lazy.map { [flat, order] in flat[order[$0].start + axis] }.min()!) }
        for axis in dimension ..< 2 * dimension {
            boxes.append(range.lazy.map { [flat, order] in flat[order[$0].start + axis] }.max()!)
        }
        if range.count <= 4 {
            nodes[node].rectangles = range
        } else {
            let corner = 2 * dimension * node
            let axis = (0 ..< dimension).max {
                boxes[corner + dimension + $0] - boxes[corner + $0] < boxes[corner + dimension + $1] - boxes[corner + $1]
            }!
            let flat = flat
            order[range].sort { flat[$0.start + axis] < flat[$1.start + axis] }
            let middle = range.lowerBound + range.count / 2
            build(range.lowerBound ..< middle)
            build(middle ..< range.upperBound)
        }
        nodes[node].skip = nodes.count
    }

    /// Calls `body` with the owner of each rectangle that meets the one at `start` of `other`, and the shared volume.
    func forEachOverlap(_ other: ContiguousArray<Int>, at start: Int, _ body: (_ owner: Int, _ shared: Int) -> Void) {
        var node = 0
        while node < nodes.count {
            if shared(boxes, 2 * dimension * node, other, start) == 0 {
                node = nodes[node].skip
                continue
            }
            for index in nodes[node].rectangles {
                let volume = shared(flat, order[index].start, other, start)
                if volume > 0 { body(order[index].owner, volume) }
            }
            node += 1
        }
    }

    /// The number of points in both of two boxes. The second is a rectangle of a domain, so the product is an `Int`.
    private func shared(_ a: ContiguousArray<Int>, _ i: Int, _ b: ContiguousArray<Int>, _ j: Int) -> Int {
        var volume = 1
        for axis in 0 ..< dimension {
            let extent = min(a[i + dimension + axis], b[j + dimension + axis]) - max(a[i + axis], b[j + axis]) + 1
            if extent <= 0 { return 0 }
            volume *= extent
        }
        return volume
    }
}
