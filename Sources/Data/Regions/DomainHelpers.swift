import CohortGeometry

extension Domain {
    /// The colour space of a root: the single point 0.
    package static let singleColour = Domain(small: Rect<1>(lo: Point(0), hi: Point(0)))

    /// The points 0, 1, … before `count`, on the line.
    package static func numbers(below count: Int) -> Domain {
        Domain(small: Rect<1>(lo: Point(0), hi: Point(count - 1)))
    }

    /// A domain of a rectangle known to be within range.
    package init<let N: Int>(small rectangle: Rect<N>) {
        guard let domain = try? Domain(rectangle) else {
            // our bug: the callers pass rectangles of a few points around the origin.
            preconditionFailure("a small rectangle left the range of coordinates")
        }
        self = domain
    }

    /// The corners of the bounding rectangle; when empty, of one that no other meets.
    package var boundsPair: (low: [Int], high: [Int]) {
        withRectangles { flat in
            var low = [Int](repeating: Int.max, count: dimension)
            var high = [Int](repeating: Int.min, count: dimension)
            for start in stride(from: 0, to: flat.count, by: 2 * dimension) {
                for axis in 0 ..< dimension {
                    low[axis] = min(low[axis], flat[start + axis])
                    high[axis] = max(high[axis], flat[start + dimension + axis])
                }
            }
            return (low, high)
        }
    }

    /// The coordinates of the `index`-th point, rectangle by rectangle, each in row-major order. O(rectangles).
    package func pointCoordinates(at index: Int) -> [Int] {
        withRectangles { flat in
            var rest = index
            for start in stride(from: 0, to: flat.count, by: 2 * dimension) {
                var volume = 1
                for axis in 0 ..< dimension { volume *= flat[start + dimension + axis] - flat[start + axis] + 1 }
                if rest >= volume {
                    rest -= volume
                    continue
                }
                var point = [Int](repeating: 0, count: dimension)
                for axis in stride(from: dimension - 1, through: 0, by: -1) {
                    let extent = flat[start + dimension + axis] - flat[start + axis] + 1
                    point[axis] = flat[start + axis] + rest % extent
                    rest /= extent
                }
                return point
            }
            return [Int](repeating: 0, count: dimension)
        }
    }

    /// The place of a point in that same order, or nil when it is not in the domain. O(rectangles).
    package func index(ofPoint point: [Int]) -> Int? {
        guard point.count == dimension else { return nil }
        return withRectangles { flat in
            var before = 0
            for start in stride(from: 0, to: flat.count, by: 2 * dimension) {
                var volume = 1
                var offset = 0
                var isInside = true
                for axis in 0 ..< dimension {
                    let low = flat[start + axis]
                    let extent = flat[start + dimension + axis] - low + 1
                    if point[axis] < low || point[axis] >= low + extent { isInside = false }
                    offset = offset &* extent &+ (point[axis] &- low)
                    volume *= extent
                }
                if isInside { return before + offset }
                before += volume
            }
            return nil
        }
    }

    /// Set algebra between domains already known to have one dimension, as all pieces of one tree have.
    package func intersectionOrEmpty(_ other: Domain) -> Domain { (try? intersection(other)) ?? self }
    package func subtractingOrEmpty(_ other: Domain) -> Domain { (try? subtracting(other)) ?? self }
    package func unionOrSelf(_ other: Domain) -> Domain { (try? union(other)) ?? self }
}
