extension Domain {
    /// Whether the point of these coordinates is inside; false when their number is not the dimension.
    /// O(dimension · log rectangles).
    public func contains(_ coordinates: [Int]) -> Bool {
        rectangle(holding: coordinates) != nil
    }

    /// Whether `point` is inside; false when its dimension is another. O(N · log rectangles).
    public func contains<let N: Int>(_ point: Point<N>) -> Bool { N == dimension && rectangle { point[$0] } != nil }

    /// The place in the canonical list of the rectangle that holds these coordinates. O(dimension · log rectangles).
    package func rectangle(holding coordinates: [Int]) -> Int? {
        coordinates.count == dimension ? rectangle { coordinates[$0] } : nil
    }

    /// Narrows the list axis by axis to the band that holds the coordinate, until one rectangle is left.
    private func rectangle(_ coordinate: (Int) -> Int) -> Int? {
        var range = 0 ..< rectCount
        for axis in 0 ..< dimension {
            let value = coordinate(axis)
            let to = bisect(range) { self.flat[2 * self.dimension * $0 + axis] > value }
            guard to > range.lowerBound else { return nil }
            let last = 2 * dimension * (to - 1)
            guard value <= flat[last + dimension + axis] else { return nil }
            range = bisect(range) { self.flat[2 * self.dimension * $0 + axis] >= self.flat[last + axis] } ..< to
        }
        return range.lowerBound
    }

    private func bisect(_ range: Range<Int>, _ isPast: (Int) -> Bool) -> Int {
        var from = range.lowerBound, to = range.upperBound
        while from < to {
            let middle = (from + to) / 2
            if isPast(middle) { to = middle } else { from = middle + 1 }
        }
        return from
    }

    /// The smallest rectangle around all points; an empty one when there are none. `N` must be the dimension.
    public func bounds<let N: Int>() -> Rect<N> {
        let all: [Rect<N>] = rectangles()
        return all.reduce(Rect(lo: Point(repeating: 0), hi: Point(repeating: -1))) { $0.boundingUnion($1) }
    }

    /// The canonical rectangles, sorted by low corner. `N` must be the dimension.
    public func rectangles<let N: Int>() -> [Rect<N>] {
        precondition(N == dimension, "a \(dimension)-dimensional domain was read with \(N) axes")
        return stride(from: 0, to: flat.count, by: 2 * N).map { start in
            var box = Rect<N>(lo: Point(repeating: 0), hi: Point(repeating: 0))
            for axis in 0 ..< N {
                box.lo[axis] = flat[start + axis]
                box.hi[axis] = flat[start + N + axis]
            }
            return box
        }
    }

    /// All points, rectangle by rectangle, each in row-major order. `N` must be the dimension.
    public func points<let N: Int>() -> [Point<N>] {
        let all: [Rect<N>] = rectangles()
        return all.flatMap { Array($0) }
    }
}

extension Domain: CustomStringConvertible {
    /// `{0...24, 30...31}`, `[0...3]×[0...9]`, several of these in braces, or `{}`.
    public var description: String {
        let parts = stride(from: 0, to: flat.count, by: 2 * dimension).map { start in
            let ranges = (start ..< start + dimension).map { "\(flat[$0])...\(flat[$0 + dimension])" }
            return dimension == 1 ? ranges[0] : ranges.map { "[\($0)]" }.joined(separator: "×")
        }
        return parts.count == 1 && dimension > 1 ? parts[0] : "{" + parts.joined(separator: ", ") + "}"
    }
}
