/// Boxes in an order in which neighbours lie near each other, each with a number that goes with it.
final class BoxOrder {
    let dimension: Int
    let count: Int
    /// The low corner and then the high one of each box, both inclusive.
    let corners: UnsafeMutablePointer<Int>
    let numbers: UnsafeMutablePointer<Int32>

    /// How many boxes one block of a tree has; no finer order is needed.
    static let blockSize = 8

    init(count: Int, dimension: Int) {
        self.dimension = dimension
        self.count = count
        corners = .allocate(capacity: max(1, 2 * dimension * count))
        numbers = .allocate(capacity: max(1, count))
    }

    deinit {
        corners.deallocate()
        numbers.deallocate()
    }

    /// Puts the boxes, which have been written to `corners` and `numbers`, in order. O(n) as long as a word can number them
    /// together with their place on an axis, O(n log n) otherwise.
    func arrange() {
        if count > Self.blockSize { BoxSorter(self).sort(0 ..< count, axis: 0) }
    }
}

/// Sorts boxes along the first axis and cuts them into slabs, each of which is sorted along the next axis, and so on.
///
/// An axis has as many slabs as it is long, in mean boxes, compared with the others: long thin boxes are cut across alone. Boxes
/// are counted and not measured, so that clusters are cut as finely as anything else.
private struct BoxSorter: ~Copyable {
    private let boxes: BoxOrder
    private let words: UnsafeMutablePointer<UInt64>
    private let corners: UnsafeMutablePointer<Int>
    private let numbers: UnsafeMutablePointer<Int32>
    private let sorter: RadixSort
    private let slabs: ContiguousArray<Int>

    init(_ boxes: BoxOrder) {
        self.boxes = boxes
        words = .allocate(capacity: boxes.count)
        corners = .allocate(capacity: 2 * boxes.dimension * boxes.count)
        numbers = .allocate(capacity: boxes.count)
        sorter = RadixSort(capacity: boxes.count)
        slabs = Self.slabs(boxes)
    }

    deinit {
        words.deallocate()
        corners.deallocate()
        numbers.deallocate()
    }

    /// Into how many slabs each axis is cut, so that about one block is left.
    private static func slabs(_ boxes: BoxOrder) -> ContiguousArray<Int> {
        let lengths = (0 ..< boxes.dimension).map { axis in
            var low = Int.max, high = Int.min, sum = 0.0
            for box in 0 ..< boxes.count {
                let corner = boxes.corners + (2 &* boxes.dimension &* box &+ axis)
                low = min(low, corner[0])
                high = max(high, corner[boxes.dimension])
                sum += Double(corner[boxes.dimension] &- corner[0] &+ 1)
            }
            return Double(high - low + 1) / sum
        }
        var slabs = ContiguousArray(repeating: 1, count: boxes.dimension)
        var product = BoxOrder.blockSize
        while product < boxes.count {
            let axis = slabs.indices.max { lengths[$0] / Double(slabs[$0]) < lengths[$1] / Double(slabs[$1]) } ?? 0
            slabs[axis] *= 2
            product *= 2
        }
        return slabs
    }

    func sort(_ range: Range<Int>, axis: Int) {
        if range.count <= BoxOrder.blockSize || axis == boxes.dimension { return }
        if slabs[axis] == 1 { return sort(range, axis: axis + 1) }
        order(range, along: axis)
        let block = BoxOrder.blockSize
        let length = (range.count / slabs[axis] + block) / block * block
        for start in stride(from: range.lowerBound, to: range.upperBound, by: length) {
            sort(start ..< min(start + length, range.upperBound), axis: axis + 1)
        }
    }

    /// More boxes than this are first brought near their places by a pass through memory, so that the rest stays in a cache.
    private static let cacheful = 1 << 14
    private static let bucketBits = 8

    private func order(_ range: Range<Int>, along axis: Int) {
        guard let keys = keys(of: range, axis) else { return }
        if range.count > Self.cacheful, keys.bits > Self.bucketBits {
            for bucket in distribute(range, axis, keys.low, shift: keys.bits - Self.bucketBits) { order(bucket, along: axis) }
            return
        }
        let width = 2 * boxes.dimension
        let first = boxes.corners + range.lowerBound * width
        let placeBits = Int.bitWidth - (range.count - 1).leadingZeroBitCount
        if placeBits + keys.bits <= UInt64.bitWidth {
            for box in 0 ..< range.count {
                let key = UInt64(truncatingIfNeeded: first[box &* width &+ axis] &- keys.low)
                words[box] = key &<< UInt64(placeBits) | UInt64(truncatingIfNeeded: box)
            }
            sorter.sort(words, count: range.count, shift: placeBits, width: keys.bits)
        } else {
            for box in 0 ..< range.count { words[box] = UInt64(box) }
            var places = UnsafeMutableBufferPointer(start: words, count: range.count)
            places.sort { first[Int($0) * width + axis] < first[Int($1) * width + axis] }
        }
        move(range, places: UInt64.max >> UInt64(UInt64.bitWidth - placeBits))
    }

    /// The lowest place of some boxes along an axis, and in how many bits the others can be counted from it; nil when all
    /// begin at one place.
    private func keys(of range: Range<Int>, _ axis: Int) -> (low: Int, bits: Int)? {
        let width = 2 &* boxes.dimension
        var low = Int.max, high = Int.min
        for box in range {
            low = min(low, boxes.corners[box &* width &+ axis])
            high = max(high, boxes.corners[box &* width &+ axis])
        }
        return low < high ? (low, Int.bitWidth - (high - low).leadingZeroBitCount) : nil
    }

    /// Moves boxes into buckets by what is left of their place when it is shifted; the buckets that are not empty.
    private func distribute(_ range: Range<Int>, _ axis: Int, _ low: Int, shift: Int) -> [Range<Int>] {
        let width = 2 &* boxes.dimension
        var starts = [Int](repeating: 0, count: 1 << Self.bucketBits + 1)
        for box in range { starts[(boxes.corners[box &* width &+ axis] &- low) &>> shift &+ 1] &+= 1 }
        starts[0] = range.lowerBound
        for bucket in 1 ..< starts.count { starts[bucket] += starts[bucket - 1] }
        let buckets = (1 ..< starts.count).map { starts[$0 - 1] ..< starts[$0] }.filter { !$0.isEmpty }
        for box in range {
            let from = boxes.corners + box &* width
            let bucket = (from[axis] &- low) &>> shift
            let place = starts[bucket] &- range.lowerBound
            starts[bucket] &+= 1
            for corner in 0 ..< width { corners[place &* width &+ corner] = from[corner] }
            numbers[place] = boxes.numbers[box]
        }
        takeBack(range)
        return buckets
    }

    /// Moves each box to where the words, less their keys, say.
    private func move(_ range: Range<Int>, places: UInt64) {
        let width = 2 * boxes.dimension
        let first = boxes.corners + range.lowerBound * width
        for box in 0 ..< range.count {
            let from = Int(truncatingIfNeeded: words[box] & places)
            for corner in 0 ..< width { corners[box &* width &+ corner] = first[from &* width &+ corner] }
            numbers[box] = boxes.numbers[range.lowerBound &+ from]
        }
        takeBack(range)
    }

    /// Copies the boxes of a range back, once they have been moved out in another order.
    private func takeBack(_ range: Range<Int>) {
        let width = 2 * boxes.dimension
        (boxes.corners + range.lowerBound * width).update(from: corners, count: range.count * width)
        (boxes.numbers + range.lowerBound).update(from: numbers, count: range.count)
    }
}
