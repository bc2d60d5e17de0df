import CohortGeometry

extension Partitioning {
    /// The points for which a function gives each piece's number; points for which it gives nil fall into none.
    ///
    /// - Parameter piece: a number below `pieceCount`, or nil.
    /// - Complexity: O(n) calls in the points of the space, and O(r log r) in the runs of equal answers.
    package static func byFunction<let N: Int>(
        in space: Domain, pieceCount: Int, _ piece: (Point<N>) -> Int?
    ) -> ContiguousArray<Domain> {
        let box = IndexBox(around: space)
        var lists = ContiguousArray(repeating: IntervalList(), count: pieceCount)
        box.forEachRun(of: space) { first, last in
            let start = box.coordinates(of: first)
            var point = Point<N>(repeating: 0)
            for axis in 0 ..< N { point[axis] = start[axis] }
            for number in first ... last {
                if let piece = piece(point) { lists[piece].append(number, number) }
                point[N - 1] += 1
            }
        }
        return ContiguousArray(lists.map { $0.domain(in: box) })
    }
}
