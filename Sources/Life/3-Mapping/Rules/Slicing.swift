import CohortGeometry
import CohortMachineModel

/// How the points of an index launch are divided among processors.
public enum Slicing: Sendable, Hashable {
    /// Each gets as many points that follow one another, but for one.
    case even
    /// They get so many points in turn.
    case roundRobin(Int)
    /// Each gets a block of the launch domain, as near to a cube as there are.
    case blocks
    /// One gets all points of a launch; launches take them in turn.
    case whole

    /// The slices of a launch domain for so many processors, each with the number of its processor; none is empty.
    ///
    /// - Complexity: O(points × rectangles of the domain) unless the points are in one row.
    func slices(of domain: Domain, among count: Int) -> [(domain: Domain, number: Int)] {
        if domain.isEmpty { return [] }
        let parts =
            switch self {
            case .even: (0 ..< count).map { domain.part($0 * domain.volume / count ..< ($0 + 1) * domain.volume / count) }
            case .roundRobin(let step): (0 ..< count).map { domain.everyOther(step, from: $0, of: count) }
            case .blocks: domain.blocks(count)
            case .whole: [domain]
            }
        return parts.enumerated().filter { !$1.isEmpty }.map { ($1, $0) }
    }
}

extension Slicing: CustomStringConvertible {
    /// As rules are written: `round-robin 4`.
    public var description: String {
        switch self {
        case .even: "even"
        case .roundRobin(let count): count == 1 ? "round-robin" : "round-robin \(count)"
        case .blocks: "blocks"
        case .whole: "whole"
        }
    }
}

extension Domain {
    /// The points of these places in row-major order.
    fileprivate func part(_ places: Range<Int>) -> Domain {
        if dimension == 1, isDense {
            let low = boundsPair.low[0]
            let flat = places.isEmpty ? [] : [low + places.lowerBound, low + places.upperBound - 1]
            return Domain(dimension: 1, flat: ContiguousArray(flat))
        }
        return points(at: places)
    }

    /// Of `count` runs of `step` points the one of that number, again and again.
    fileprivate func everyOther(_ step: Int, from number: Int, of count: Int) -> Domain {
        points(at: (0 ..< volume).filter { $0 / step % count == number })
    }

    private func points(at places: some Sequence<Int>) -> Domain {
        var flat: ContiguousArray<Int> = []
        for place in places {
            let point = pointCoordinates(at: place)
            flat += point
            flat += point
        }
        return Domain(dimension: dimension, flat: flat)
    }

    /// The domain in so many blocks, by cutting the longest side again and again.
    fileprivate func blocks(_ count: Int) -> [Domain] {
        let (low, high) = boundsPair
        var blocks: [Domain] = []
        cut(low, high, count, &blocks)
        return blocks
    }

    private func cut(_ low: [Int], _ high: [Int], _ count: Int, _ blocks: inout [Domain]) {
        let side = low.indices.max { high[$0] - low[$0] < high[$1] - low[$1] } ?? 0
        let length = high[side] - low[side] + 1
        if count == 1 || length == 1 {
            blocks.append(intersectionOrEmpty(Domain(dimension: dimension, flat: ContiguousArray(low + high))))
            // Processors that no point is left for.
            blocks += Array(repeating: Domain(dimension: dimension, flat: []), count: count - 1)
            return
        }
        let first = count / 2
        let middle = low[side] + max(1, length * first / count)
        var (end, start) = (high, low)
        (end[side], start[side]) = (middle - 1, middle)
        cut(low, end, first, &blocks)
        cut(start, high, count - first, &blocks)
    }
}
