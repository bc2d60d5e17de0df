/// A rectangle of any dimension from 1 on: all points between two corners, both inside.
public struct Box: Hashable, Sendable {
    /// The corner with the lowest coordinates.
    public var low: [Int]
    /// The corner with the highest coordinates, as many as `low` has.
    public var high: [Int]

    /// The points from `low` to `high`; none when some coordinate of `high` is below that of `low`.
    public init(low: [Int], high: [Int]) {
        self.low = low
        self.high = high
    }

    /// How many coordinates a point has.
    public var dimension: Int { low.count }

    /// Whether it has no points.
    public var isEmpty: Bool { zip(low, high).contains { $0 > $1 } }

    /// How many points it has; `Int.max` when they are more than that.
    public var volume: Int {
        guard !isEmpty else { return 0 }
        return zip(low, high).reduce(1) { $0.timesOrMost($1.1.distance(from: $1.0)) }
    }

    /// Whether the two share a point; boxes of different dimensions never do.
    public func overlaps(_ other: Box) -> Bool {
        dimension == other.dimension && low.indices.allSatisfy { max(low[$0], other.low[$0]) <= min(high[$0], other.high[$0]) }
    }

    /// Whether all points of `other` are points of this one.
    public func contains(_ other: Box) -> Bool {
        other.isEmpty
            || dimension == other.dimension
                && low.indices.allSatisfy { low[$0] <= other.low[$0] && other.high[$0] <= high[$0] }
    }

    /// The points that both have.
    public func intersection(_ other: Box) -> Box {
        Box(low: zip(low, other.low).map { max($0, $1) }, high: zip(high, other.high).map { min($0, $1) })
    }

    /// The points that `other` lacks, as at most two disjoint boxes a dimension.
    ///
    /// - Complexity: O(dimension²).
    public func subtracting(_ other: Box) -> [Box] {
        guard overlaps(other) else { return isEmpty ? [] : [self] }
        var rest = self
        var pieces: [Box] = []
        for axis in low.indices {
            if rest.low[axis] < other.low[axis] {
                var below = rest
                below.high[axis] = other.low[axis] - 1
                pieces.append(below)
                rest.low[axis] = other.low[axis]
            }
            if rest.high[axis] > other.high[axis] {
                var above = rest
                above.low[axis] = other.high[axis] + 1
                pieces.append(above)
                rest.high[axis] = other.high[axis]
            }
        }
        return pieces
    }
}

extension Box: CustomStringConvertible {
    public var description: String { "\(low.tuple)…\(high.tuple)" }
}

extension [Int] {
    /// The numbers as a point is written: `3`, or `(3, 4)`.
    var tuple: String { count == 1 ? "\(self[0])" : "(\(map { "\($0)" }.joined(separator: ", ")))" }
}

extension Int {
    /// How many numbers there are from `low` to this one, both counted; `Int.max` when they are more than that.
    fileprivate func distance(from low: Int) -> Int {
        let (difference, isTooLarge) = subtractingReportingOverflow(low)
        return isTooLarge || difference == .max ? .max : difference + 1
    }

    /// The product of two numbers above 0; `Int.max` when it is more than that.
    fileprivate func timesOrMost(_ other: Int) -> Int {
        let (product, isTooLarge) = multipliedReportingOverflow(by: other)
        return isTooLarge ? .max : product
    }
}
