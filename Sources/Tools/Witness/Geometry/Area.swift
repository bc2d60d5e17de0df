/// A set of points: disjoint boxes of one dimension.
///
/// Written to be plain. Each operation between two areas compares only the boxes that meet along one axis.
public struct Area: Hashable, Sendable {
    /// The boxes; no two share a point, and none is empty.
    public private(set) var boxes: [Box]

    /// No points.
    public init() { boxes = [] }

    /// The points of one box.
    public init(_ box: Box) { boxes = box.isEmpty ? [] : [box] }

    /// The points that any of the boxes has; they may overlap.
    ///
    /// - Complexity: O(n log n + pairs that meet along one axis).
    public init(union all: [Box]) {
        var earlier = [[Int]](repeating: [], count: all.count)
        Overlaps.forEachPair(all) { earlier[$1].append($0) }
        boxes = all.indices.flatMap { index in
            earlier[index].reduce(all[index].isEmpty ? [] : [all[index]]) { rest, other in
                rest.flatMap { $0.subtracting(all[other]) }
            }
        }
    }

    private init(disjoint boxes: [Box]) { self.boxes = boxes }

    /// Whether it has no points.
    public var isEmpty: Bool { boxes.isEmpty }

    /// How many points it has; `Int.max` when they are more than that.
    public var volume: Int {
        boxes.reduce(0) { sum, box in
            let (next, isTooLarge) = sum.addingReportingOverflow(box.volume)
            return isTooLarge ? .max : next
        }
    }

    /// The smallest box that has all its points; nil when it has none.
    public var bounds: Box? {
        guard let first = boxes.first else { return nil }
        return boxes.dropFirst().reduce(first) { sum, box in
            Box(low: zip(sum.low, box.low).map { min($0, $1) }, high: zip(sum.high, box.high).map { max($0, $1) })
        }
    }

    /// A point of it, the same each time; nil when it has none.
    public var firstPoint: [Int]? { boxes.map(\.low).min { $0.lexicographicallyPrecedes($1) } }

    /// Whether the two share a point.
    public func overlaps(_ other: Area) -> Bool {
        var found = false
        Overlaps.forEach(boxes, other.boxes) { _, _ in found = true }
        return found
    }

    /// Whether all points of `other` are points of this one.
    public func contains(_ other: Area) -> Bool { other.subtracting(self).isEmpty }

    /// Whether the two have the same points, in whatever boxes.
    public func hasSamePoints(as other: Area) -> Bool { boxes == other.boxes || (contains(other) && other.contains(self)) }

    /// The points that both have.
    public func intersection(_ other: Area) -> Area {
        var shared: [Box] = []
        Overlaps.forEach(boxes, other.boxes) { shared.append(boxes[$0].intersection(other.boxes[$1])) }
        return Area(disjoint: shared)
    }

    /// The points that `other` lacks.
    public func subtracting(_ other: Area) -> Area {
        var met = [[Int]](repeating: [], count: boxes.count)
        Overlaps.forEach(boxes, other.boxes) { met[$0].append($1) }
        return Area(
            disjoint: boxes.indices.flatMap { index in
                met[index].reduce([boxes[index]]) { rest, hole in rest.flatMap { $0.subtracting(other.boxes[hole]) } }
            })
    }

    /// The points that either has.
    public func union(_ other: Area) -> Area { Area(disjoint: boxes + other.subtracting(self).boxes) }
}

extension Area: CustomStringConvertible {
    public var description: String { isEmpty ? "nothing" : boxes.map(\.description).joined(separator: " ∪ ") }
}
