import CohortData
import CohortGeometry

/// The generator SplitMix64, so that a failing seed can be repeated.
struct SplitMix {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(seed) }

    /// A number below `limit`.
    mutating func next(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
    }

    mutating func next(in range: ClosedRange<Int>) -> Int { range.lowerBound + next(range.count) }

    mutating func pick<E>(_ elements: [E]) -> E { elements[next(elements.count)] }

    mutating func shuffled<E>(_ elements: [E]) -> [E] {
        var elements = elements
        for index in elements.indices.reversed() { elements.swapAt(index, next(index + 1)) }
        return elements
    }
}

/// A box, and some of its points.
struct RandomDomain {
    var low: [Int]
    var extents: [Int]
    var domain: Domain

    init(_ random: inout SplitMix, dimension: Int, most: Int) {
        let low = (0 ..< dimension).map { _ in random.next(in: -20 ... 20) }
        let extents = (0 ..< dimension).map { _ in random.next(in: 1 ... most) }
        self.low = low
        self.extents = extents
        var flat: ContiguousArray<Int> = []
        for _ in 0 ..< random.next(in: 1 ... 3) {
            let first = low.indices.map { low[$0] + random.next(extents[$0]) }
            flat += first
            flat += low.indices.map { random.next(in: first[$0] ... low[$0] + extents[$0] - 1) }
        }
        if random.next(3) == 0 { flat = ContiguousArray(low + zip(low, extents).map { $0 + $1 - 1 }) }
        domain = Domain(dimension: dimension, flat: flat)
    }
}

extension Domain {
    /// All points.
    var points: [[Int]] { (0 ..< volume).map { pointCoordinates(at: $0) } }
}
