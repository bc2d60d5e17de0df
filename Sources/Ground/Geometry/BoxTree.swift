/// A bounding-box tree over the rectangles of many domains: finds those that meet a given one in about O(log n + answers).
final class BoxTree {
    /// A node and where to go when its box is missed: nodes lie in depth-first order, so a hit goes on with the next one.
    private struct Node {
        var skip = 0
        /// The rectangles of a leaf; empty for an inner node.
        var rectangles = 0 ..< 0
    }

    private let dimension: Int
    private let corners: Int
    /// The rectangles, moved so that those of a node lie next to each other; after the corners of each, its owner.
    private let rectangles: UnsafeMutablePointer<Int>
    private let width: Int
    private let count: Int
    private var nodes: ContiguousArray<Node> = []
    private var boxes: ContiguousArray<Int> = []

    init(_ domains: some Collection<Domain>, dimension: Int) {
        self.dimension = dimension
        corners = 2 * dimension
        width = corners + 1
        count = domains.reduce(0) { $0 + ($1.dimension == dimension ? $1.rectCount : 0) }
        rectangles = .allocate(capacity: max(1, count * width))
        var next = rectangles
        for (owner, domain) in domains.enumerated() where domain.dimension == dimension {
            for start in stride(from: 0, to: domain.flat.count, by: corners) {
                for corner in 0 ..< corners { next[corner] = domain.flat[start + corner] }
                next[corners] = owner
                next += width
            }
        }
        if count > 0 { build(0 ..< count) }
    }

    deinit { rectangles.deallocate() }

    /// Splits the rectangles in the middle along the axis on which they spread most. O(n log n) in all.
    private func build(_ range: Range<Int>) {
        let node = nodes.count
        nodes.append(Node())
        let axis = addBox(around: range)
        if range.count <= 4 {
            nodes[node].rectangles = range
        } else {
            let middle = range.lowerBound + range.count / 2
            divide(range, at: middle, along: axis)
            build(range.lowerBound ..< middle)
            build(middle ..< range.upperBound)
        }
        nodes[node].skip = nodes.count
    }

    /// Writes the bounding box of some rectangles; the axis along which it is longest.
    private func addBox(around range: Range<Int>) -> Int {
        let box = boxes.count
        boxes.append(contentsOf: repeatElement(0, count: corners))
        var widest = 0
        for axis in 0 ..< dimension {
            var low = Int.max, high = Int.min
            for index in range {
                low = min(low, rectangles[index &* width &+ axis])
                high = max(high, rectangles[index &* width &+ dimension &+ axis])
            }
            boxes[box + axis] = low
            boxes[box + dimension + axis] = high
            if high - low > boxes[box + dimension + widest] - boxes[box + widest] { widest = axis }
        }
        return widest
    }

    /// Moves the rectangles so that none before `middle` begins after one from there on: quickselect.
    private func divide(_ range: Range<Int>, at middle: Int, along axis: Int) {
        var low = range.lowerBound, high = range.upperBound - 1
        // Pivots from all over the range: no order of the input makes this quadratic.
        var random = UInt64(truncatingIfNeeded: range.count) | 1
        while low < high {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let pivot = key(low + Int((random >> 33) % UInt64(high - low + 1)), axis)
            var left = low, right = high
            while left <= right {
                while key(left, axis) < pivot { left += 1 }
                while key(right, axis) > pivot { right -= 1 }
                if left > right { break }
                exchange(left, right)
                left += 1
                right -= 1
            }
            if middle <= right { high = right } else if middle >= left { low = left } else { return }
        }
    }

    @inline(__always)
    private func key(_ index: Int, _ axis: Int) -> Int { rectangles[index &* width &+ axis] }

    @inline(__always)
    private func exchange(_ left: Int, _ right: Int) {
        for word in 0 ..< width {
            let kept = rectangles[left &* width &+ word]
            rectangles[left &* width &+ word] = rectangles[right &* width &+ word]
            rectangles[right &* width &+ word] = kept
        }
    }

    /// Calls `body` with the owner of each rectangle that meets the one at `start` of `other`, and the shared volume.
    func forEachOverlap(_ other: ContiguousArray<Int>, at start: Int, _ body: (_ owner: Int, _ shared: Int) -> Void) {
        other.withUnsafeBufferPointer { other in
            boxes.withUnsafeBufferPointer { boxes in
                guard let other = other.baseAddress, let boxes = boxes.baseAddress else { return }
                walk(other + start, boxes, body)
            }
        }
    }

    private func walk(_ other: UnsafePointer<Int>, _ boxes: UnsafePointer<Int>, _ body: (Int, Int) -> Void) {
        var node = 0
        while node < nodes.count {
            if !meets(boxes + corners &* node, other) {
                node = nodes[node].skip
                continue
            }
            for index in nodes[node].rectangles {
                let rectangle = UnsafePointer(rectangles + index &* width)
                if meets(rectangle, other) { body(rectangle[corners], shared(rectangle, other)) }
            }
            node += 1
        }
    }

    @inline(__always)
    private func meets(_ a: UnsafePointer<Int>, _ b: UnsafePointer<Int>) -> Bool {
        for axis in 0 ..< dimension where a[axis] > b[dimension &+ axis] || b[axis] > a[dimension &+ axis] { return false }
        return true
    }

    /// The number of points in both of two boxes that meet. Both are rectangles of domains, so the product is an `Int`.
    private func shared(_ a: UnsafePointer<Int>, _ b: UnsafePointer<Int>) -> Int {
        var volume = 1
        for axis in 0 ..< dimension {
            volume *= min(a[dimension + axis], b[dimension + axis]) - max(a[axis], b[axis]) + 1
        }
        return volume
    }
}
