import CohortWitness
import Testing

/// Areas of a small grid, each compared with the set of its points.
@Suite struct WitnessGeometryTests {
    /// All boxes of a grid of 3 × 3 points, an empty one too.
    private static let boxes: [Box] = {
        let ranges = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2), (1, 0)]
        return ranges.flatMap { x in ranges.map { y in Box(low: [x.0, y.0], high: [x.1, y.1]) } }
    }()

    private static func points(_ boxes: [Box]) -> Set<[Int]> {
        Set(
            boxes.flatMap { box in
                (0 ... 4).flatMap { x in (0 ... 4).map { [x, $0] } }.filter { box.contains(Box(low: $0, high: $0)) }
            })
    }

    private static func points(_ area: Area) -> Set<[Int]> {
        let points = points(area.boxes)
        // Disjoint boxes have as many points as their volumes say.
        #expect(area.volume == points.count)
        return points
    }

    @Test func everyTwoBoxes() {
        for first in Self.boxes {
            for second in Self.boxes {
                let (one, two) = (Self.points([first]), Self.points([second]))
                #expect(first.overlaps(second) == !one.isDisjoint(with: two))
                #expect(first.contains(second) == two.isSubset(of: one))
                #expect(Self.points([first.intersection(second)]) == one.intersection(two))
                #expect(Self.points(Area(first).subtracting(Area(second))) == one.subtracting(two))
                #expect(Self.points(Area(union: [first, second])) == one.union(two))
            }
        }
    }

    @Test func areasOfManyBoxes() {
        var generator = SplitMix(state: 7)
        func some() -> [Box] {
            (0 ..< Int.random(in: 0 ... 5, using: &generator)).map { _ in
                let low = [0, 0].map { _ in Int.random(in: 0 ... 4, using: &generator) }
                return Box(low: low, high: low.map { Int.random(in: $0 ... 4, using: &generator) })
            }
        }
        for _ in 0 ..< 500 {
            let (first, second) = (some(), some())
            let (one, two) = (Area(union: first), Area(union: second))
            let (left, right) = (Self.points(first), Self.points(second))
            #expect(Self.points(one) == left)
            #expect(Self.points(one.union(two)) == left.union(right))
            #expect(Self.points(one.intersection(two)) == left.intersection(right))
            #expect(Self.points(one.subtracting(two)) == left.subtracting(right))
            #expect(one.overlaps(two) == !left.isDisjoint(with: right))
            #expect(one.contains(two) == right.isSubset(of: left))
            #expect(one.hasSamePoints(as: two) == (left == right))
        }
    }

    @Test func extremes() {
        let all = Box(low: [.min, .min], high: [.max, .max])
        #expect(all.volume == .max && Area(all).subtracting(Area(all)).isEmpty)
        let middle = Area(Box(low: [0, 0], high: [0, 0]))
        #expect(Area(all).subtracting(middle).boxes.count == 4)
        #expect(!Area(all).overlaps(Area(Box(low: [0], high: [1]))))
        #expect(Area().isEmpty && Area().volume == 0 && Area().bounds == nil && Area().firstPoint == nil)
        #expect(Area(union: [Box(low: [5], high: [6]), Box(low: [1], high: [2])]).bounds == Box(low: [1], high: [6]))
    }

    /// Rows and columns of many boxes, of which only neighbours meet, along whichever axis they lie.
    @Test(arguments: [0, 1])
    func manyBoxes(axis: Int) {
        let boxes = (0 ..< 5000).map { index in
            var box = Box(low: [0, 0], high: [9, 9])
            (box.low[axis], box.high[axis]) = (index * 3, index * 3 + 3)
            return box
        }
        #expect(Area(union: boxes).volume == 150_010)
    }
}

/// A generator of random numbers that starts where it is told.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
