import CohortGeometry

/// Numbers the points of a domain in its own order, for many questions: rectangle by rectangle, each in row-major order.
package struct PointNumbering {
    private let domain: Domain
    /// How many points lie in the rectangles before each one.
    private let before: ContiguousArray<Int>

    /// - Complexity: O(rectangles).
    package init(_ domain: Domain) {
        self.domain = domain
        var sum = 0
        var before = ContiguousArray<Int>()
        domain.withRectangles { flat in
            for start in stride(from: 0, to: flat.count, by: 2 * domain.dimension) {
                before.append(sum)
                var volume = 1
                for axis in start ..< start + domain.dimension { volume *= flat[axis + domain.dimension] - flat[axis] + 1 }
                sum += volume
            }
        }
        self.before = before
    }

    /// The number of a point, or nil when it is not in the domain. O(dimension · log rectangles).
    package func number(of point: [Int]) -> Int? {
        guard let rectangle = domain.rectangle(holding: point) else { return nil }
        let dimension = domain.dimension
        return domain.withRectangles { flat in
            let corner = rectangle * 2 * dimension
            var offset = 0
            for axis in 0 ..< dimension {
                let low = flat[corner + axis]
                offset = offset * (flat[corner + dimension + axis] - low + 1) + point[axis] - low
            }
            return before[rectangle] + offset
        }
    }
}

extension Domain {
    /// Calls `body` with the coordinates of every point, in the domain's order. O(points), whatever their shape.
    package func forEachPoint<Failure: Error>(_ body: ([Int]) throws(Failure) -> Void) throws(Failure) {
        try withRectangles { (flat) throws(Failure) in
            for start in stride(from: 0, to: flat.count, by: 2 * dimension) {
                var point = Array(flat[start ..< start + dimension])
                var axis = dimension - 1
                while axis >= 0 {
                    try body(point)
                    axis = dimension - 1
                    while axis >= 0, point[axis] == flat[start + dimension + axis] {
                        point[axis] = flat[start + axis]
                        axis -= 1
                    }
                    if axis >= 0 { point[axis] += 1 }
                }
            }
        }
    }
}
