import CohortGeometry
import Testing

@Suite struct SpansTests {
    private func walked<let N: Int>(_ flat: [Int], _: Point<N>.Type) -> [Point<N>] {
        flat.withUnsafeBufferPointer {
            let spans = Spans<N>(rectangles: $0.baseAddress!, count: flat.count / (2 * N))
            var points: [Point<N>] = []
            spans.forEach { points.append($0) }
            let iterated = Array(IteratorSequence(spans.makeIterator()))
            #expect(points == iterated && spans.count == points.count && spans.isEmpty == points.isEmpty)
            return points
        }
    }

    @Test func aLineIsWalkedInOrder() {
        #expect(walked([0, 2, 7, 7], Point<1>.self) == [0, 1, 2, 7])
        #expect(walked([], Point<1>.self).isEmpty)
    }

    @Test func aLineKnowsItsPoints() {
        for ranges in [[], [3, 5], [-4, -4, 0, 2, 7, 7, 9, 12]] {
            ranges.withUnsafeBufferPointer { flat in
                let spans = flat.baseAddress.map { Spans<1>(rectangles: $0, count: flat.count / 2) }
                let points = spans.map { Set(IteratorSequence($0.makeIterator()).map { $0[0] }) } ?? []
                for index in -6 ... 14 where spans != nil {
                    #expect(spans!.contains(Point(index)) == points.contains(index))
                }
            }
        }
    }

    @Test func aPlaneIsWalkedRowMajor() {
        let flat = [0, 0, 1, 1, -1, 2, -1, 3]
        let expected = [(0, 0), (0, 1), (1, 0), (1, 1), (-1, 2), (-1, 3)].map { Point<2>($0.0, $0.1) }
        #expect(walked(flat, Point<2>.self) == expected)
    }

    @Test func spaceIsWalkedRowMajor() {
        let box = Rect<3>(-1 ..< 2, 4 ..< 6, 0 ..< 3)
        let points = walked([-1, 4, 0, 1, 5, 2, 8, 8, 8, 8, 8, 8], Point<3>.self)
        #expect(points == Array(box) + [Point<3>(8, 8, 8)])
        #expect(Array(box) == Array(box).sorted())
        #expect(Array(box).count == 18)
    }
}
