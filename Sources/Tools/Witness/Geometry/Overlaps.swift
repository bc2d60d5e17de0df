/// Finds the boxes of two lists that meet, by a sweep along one axis.
///
/// The boxes are sorted along the axis that tells most of them apart, and only those are compared whose ranges there meet. Boxes of
/// different dimensions never meet.
///
/// - Complexity: O(n log n + m log m + pairs that meet along that axis) for lists of n and m boxes.
enum Overlaps {
    /// Calls `body` with the indices of each box of `first` and each of `second` that share a point.
    static func forEach(_ first: [Box], _ second: [Box], _ body: (Int, Int) -> Void) {
        guard !second.isEmpty, let dimension = first.first?.dimension else { return }
        let axis = axis(dimension, (first + second).filter { $0.dimension == dimension })
        let left = order(first, dimension, axis), right = order(second, dimension, axis)
        var candidates: [Int] = []
        var next = 0
        for index in left {
            let box = first[index]
            while next < right.count, second[right[next]].low[axis] <= box.high[axis] {
                candidates.append(right[next])
                next += 1
            }
            // Later boxes begin no earlier, so what ends before this one begins is done with.
            candidates.removeAll { second[$0].high[axis] < box.low[axis] }
            for other in candidates where box.overlaps(second[other]) { body(index, other) }
        }
    }

    /// Calls `body` with the indices of each two boxes of the list that share a point, the lower index first.
    static func forEachPair(_ boxes: [Box], _ body: (Int, Int) -> Void) {
        if boxes.count > 1 { forEach(boxes, boxes) { if $0 < $1 { body($0, $1) } } }
    }

    private static func order(_ boxes: [Box], _ dimension: Int, _ axis: Int) -> [Int] {
        boxes.indices.filter { boxes[$0].dimension == dimension && !boxes[$0].isEmpty }
            .sorted { boxes[$0].low[axis] < boxes[$1].low[axis] }
    }

    /// The axis along which most boxes begin at different places.
    private static func axis(_ dimension: Int, _ boxes: [Box]) -> Int {
        if dimension == 1 { return 0 }
        let places = (0 ..< dimension).map { axis in Set(boxes.map { $0.low[axis] }).count }
        return places.indices.max { places[$0] < places[$1] } ?? 0
    }
}
