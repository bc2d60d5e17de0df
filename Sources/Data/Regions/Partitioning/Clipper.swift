import CohortGeometry

/// Cuts rectangles out of one domain, many times: by arithmetic when it is dense, by binary search in one dimension.
struct Clipper {
    private let space: Domain
    /// The bounding rectangle: low corner, then high corner.
    private let bounds: [Int]
    /// The runs of a sparse domain of one dimension, in order.
    private var runs: ContiguousArray<Int> = []

    init(_ space: Domain) {
        self.space = space
        let pair = space.boundsPair
        bounds = pair.low + pair.high
        guard space.dimension == 1, space.rectCount > 1 else { return }
        var list = IntervalList()
        space.withRectangles { flat in
            for start in stride(from: 0, to: flat.count, by: 2) { list.append(flat[start], flat[start + 1]) }
        }
        list.normalize()
        runs = list.bounds
    }

    /// True when a look at the corners shows that a domain lies inside; false does not mean that it does not.
    func holdsByBounds(_ domain: Domain) -> Bool {
        guard space.rectCount == 1 else { return domain.isEmpty }
        let dimension = space.dimension
        return domain.withRectangles { flat in
            for start in stride(from: 0, to: flat.count, by: 2 * dimension) {
                for axis in 0 ..< dimension
                where flat[start + axis] < bounds[axis] || flat[start + dimension + axis] > bounds[dimension + axis] {
                    return false
                }
            }
            return true
        }
    }

    /// The part of the domain between two corners, both inclusive. Empty when they are out of order.
    func clip(_ corners: [Int]) -> Domain {
        let dimension = space.dimension
        if space.isEmpty || (0 ..< dimension).contains(where: { corners[$0] > corners[dimension + $0] }) {
            return .empty(dimension: dimension)
        }
        if space.rectCount == 1 { return clipped(corners, to: bounds) }
        if dimension == 1 { return clipRuns(corners[0], corners[1]) }
        return clipped(corners, to: bounds).intersectionOrEmpty(space)
    }

    private func clipped(_ corners: [Int], to bounds: [Int]) -> Domain {
        let dimension = space.dimension
        var result = ContiguousArray(corners)
        for axis in 0 ..< dimension {
            result[axis] = max(corners[axis], bounds[axis])
            result[dimension + axis] = min(corners[dimension + axis], bounds[dimension + axis])
            if result[axis] > result[dimension + axis] { return .empty(dimension: dimension) }
        }
        return Domain(dimension: dimension, flat: result)
    }

    private func clipRuns(_ low: Int, _ high: Int) -> Domain {
        var first = 0
        var end = runs.count / 2
        while first < end {
            let middle = (first + end) / 2
            if runs[2 * middle + 1] < low { first = middle + 1 } else { end = middle }
        }
        var result = ContiguousArray<Int>()
        while 2 * first < runs.count, runs[2 * first] <= high {
            result.append(max(low, runs[2 * first]))
            result.append(min(high, runs[2 * first + 1]))
            first += 1
        }
        return Domain(dimension: 1, flat: result)
    }
}
