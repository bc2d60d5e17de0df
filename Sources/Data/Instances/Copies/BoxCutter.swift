import CohortGeometry

/// Cuts a domain into lists of boxes of at most so many points: small rectangles go together, large ones are cut along the
/// axis on which they reach farthest in memory, so that each part is a stretch of it.
struct BoxCutter {
    /// From the axis that is cut first to the last.
    private let axes: [Int]
    private let most: Int
    private let dimension: Int
    private var boxes: ContiguousArray<Int> = []
    private var volume = 0

    init(_ pair: AffinePair, mostBytes: Int, pointByteCount: Int) {
        dimension = pair.dimension
        axes = pair.order.filter { $0 != pair.dimension }
        most = max(1, mostBytes / pointByteCount)
    }

    /// Calls `body` with each list: boxes one after another, each its low corner, then its high one.
    mutating func forEachPart(of domain: Domain, _ body: (ContiguousArray<Int>) -> Void) {
        domain.withRectangles { corners in
            for start in stride(from: 0, to: corners.count, by: 2 * dimension) {
                cut(ContiguousArray(corners[start ..< start + 2 * dimension]), body)
            }
        }
        if !boxes.isEmpty { finish(body) }
    }

    private mutating func cut(_ box: ContiguousArray<Int>, _ body: (ContiguousArray<Int>) -> Void) {
        let points = (0 ..< dimension).reduce(1) { $0 * extent(box, $1) }
        if volume + points > most, volume > 0 { finish(body) }
        guard points > most, let axis = axes.first(where: { extent(box, $0) > 1 }) else {
            boxes += box
            volume += points
            return
        }
        let step = step(extent(box, axis), points)
        for low in stride(from: box[axis], through: box[dimension + axis], by: step) {
            var part = box
            part[axis] = low
            part[dimension + axis] = min(low + step - 1, box[dimension + axis])
            cut(part, body)
        }
    }

    /// How many indices of an axis make a part; multiples of a cache line's worth, where there are so many.
    private func step(_ extent: Int, _ points: Int) -> Int {
        let step = max(1, most / (points / extent))
        return step > 16 ? step / 16 * 16 : step
    }

    private mutating func finish(_ body: (ContiguousArray<Int>) -> Void) {
        body(boxes)
        boxes.removeAll(keepingCapacity: true)
        volume = 0
    }

    private func extent(_ box: ContiguousArray<Int>, _ axis: Int) -> Int { box[dimension + axis] - box[axis] + 1 }
}
