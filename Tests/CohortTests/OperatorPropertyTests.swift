import Cohort
import CohortData
import CohortGeometry
import Testing

/// Operators that follow fields against their definitions, point by point, on random data.
@Suite struct OperatorPropertyTests {
    /// A random sparse domain within 0 ..< size.
    private func domain(_ size: Int, _ random: inout SplitMix) -> Domain {
        let numbers = (0 ..< size).filter { _ in random.next(4) != 0 }
        return Partitioning.domain(ofSorted: numbers)
    }

    @Test(arguments: 0 ..< 60)
    func lineOperatorsAgreeWithTheirDefinitions(_ seed: Int) throws {
        var random = SplitMix(UInt64(seed))
        let source = domain(1 + random.next(90), &random)
        let target = domain(1 + random.next(200), &random)
        let pieces = ContiguousArray((0 ..< 4).map { _ in domain(90, &random).intersectionOrEmpty(source) })
        let classes = ContiguousArray((0 ..< 4).map { _ in domain(200, &random).intersectionOrEmpty(target) })
        let pointers = (0 ..< 90).map { _ in random.next(220) - 10 }
        try pointers.withUnsafeBytes { bytes in
            let one = [1]
            try one.withUnsafeBufferPointer { strides in
                let column = PointColumn(origin: bytes.baseAddress!, strides: strides.baseAddress!, words: 1)
                let images = try Partitioning.image(
                    of: { pieces }, count: pieces.count, in: { target }, dimension: 1, isChecked: false, parts: 2
                ).run(column)
                let inside = Set(target.indices)
                for (piece, image) in zip(pieces, images) {
                    #expect(image.indices == Set(piece.indices.map { pointers[$0] }).intersection(inside).sorted())
                }
                let back = try Partitioning.preimage(
                    of: { classes }, count: 4, in: { source }, dimension: 1, targetSpace: { target }, isChecked: false, parts: 3
                ).run(column)
                for (piece, preimage) in zip(classes, back) {
                    let members = Set(piece.indices)
                    #expect(preimage.indices == source.indices.filter { members.contains(pointers[$0]) })
                }
                let fields = try Partitioning.byField(in: { source }, dimension: 1, colours: target, parts: 3).run(column)
                for (color, piece) in zip(target.indices, fields) {
                    #expect(piece.indices == source.indices.filter { pointers[$0] == color })
                }
            }
        }
    }

    @Test(arguments: 0 ..< 40)
    func rangesAgreeWithTheirDefinitions(_ seed: Int) throws {
        var random = SplitMix(UInt64(seed) &+ 1000)
        let source = domain(1 + random.next(60), &random)
        let target = domain(1 + random.next(100), &random)
        let classes = ContiguousArray((0 ..< 4).map { _ in domain(100, &random).intersectionOrEmpty(target) })
        let ranges = (0 ..< 60).flatMap { _ in
            let low = random.next(110) - 5
            return [low, low - 1 + random.next(8)]
        }
        try ranges.withUnsafeBytes { bytes in
            let one = [1]
            try one.withUnsafeBufferPointer { strides in
                let column = PointColumn(origin: bytes.baseAddress!, strides: strides.baseAddress!, words: 2)
                func covered(_ point: Int) -> Range<Int> { ranges[2 * point] ..< ranges[2 * point + 1] + 1 }
                let image = try Partitioning.imageOfRanges(
                    of: { [source] }, count: 1, in: { target }, dimension: 1, isChecked: false, parts: 1
                ).run(column)[0]
                let all = Set(source.indices.flatMap { Array(covered($0)) })
                #expect(image.indices == target.indices.filter { all.contains($0) })
                let back = try Partitioning.preimageOfRanges(
                    of: { classes }, count: 4, in: { source }, dimension: 1, targetSpace: { target }, isChecked: false, parts: 3
                ).run(column)
                for (piece, preimage) in zip(classes, back) {
                    let members = Set(piece.indices)
                    #expect(preimage.indices == source.indices.filter { !members.isDisjoint(with: covered($0)) })
                }
            }
        }
    }

    /// In two dimensions: images of the points of random subsets are those subsets again, as disjoint rectangles.
    @Test(arguments: 0 ..< 40)
    func rectanglesHoldExactlyTheirPoints(_ seed: Int) throws {
        var random = SplitMix(UInt64(seed) &+ 2000)
        let extent = (rows: 1 + random.next(7), columns: 1 + random.next(9))
        let grid = Domain.rectangle(-2 ... extent.rows - 3, 5 ... extent.columns + 4)
        let points = grid.allPoints.filter { _ in random.next(3) != 0 }
        if points.isEmpty { return }
        let pointers = points.shuffled(using: &random).flatMap { $0 }
        try pointers.withUnsafeBytes { bytes in
            let one = [1]
            try one.withUnsafeBufferPointer { strides in
                let column = PointColumn(origin: bytes.baseAddress!, strides: strides.baseAddress!, words: 2)
                let source = Domain.ranges(0 ... points.count - 1)
                let image = try Partitioning.image(
                    of: { [source] }, count: 1, in: { grid }, dimension: 2, isChecked: true, parts: 1
                ).run(column)[0]
                #expect(image.volume == points.count)
                #expect(Set(image.allPoints) == Set(points))
                let back = try Partitioning.preimage(
                    of: { [image] }, count: 1, in: { source }, dimension: 1, targetSpace: { grid }, isChecked: false, parts: 1
                ).run(column)
                #expect(back[0] == source)
            }
        }
    }

    @Test(arguments: 0 ..< 30)
    func blocksOfSparseDomainsTile(_ seed: Int) {
        var random = SplitMix(UInt64(seed) &+ 3000)
        let space = domain(1 + random.next(90), &random)
        let count = 1 + random.next(12)
        let pieces = Partitioning.equalBlocks(of: space, count: count)
        #expect(pieces.flatMap(\.indices) == space.indices)
        let volumes = pieces.map(\.volume)
        #expect((volumes.max() ?? 0) - (volumes.min() ?? 0) <= 1)
        #expect(Partitioning.blocks(of: space, sizes: [7]).flatMap(\.indices) == space.indices)
    }
}

/// A small generator with a seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in 0 ..< bound.
    mutating func next(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

extension Domain {
    /// The coordinates of all points, in the domain's order.
    var allPoints: [[Int]] { (0 ..< volume).map { pointCoordinates(at: $0) } }
}
