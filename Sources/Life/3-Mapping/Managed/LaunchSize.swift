import CohortLocking

/// How many bytes the points of a launch use together; counted when somebody asks for it, which few mappers do.
final class LaunchSize: @unchecked Sendable {
    // SAFETY: the needs never change, and what has been counted is guarded.
    private let needs: [PlacementRequest.Need]
    private let pointCount: Int
    private let counted = Locked<Int?>(nil)

    init(_ needs: [PlacementRequest.Need], pointCount: Int) {
        self.needs = needs
        self.pointCount = pointCount
    }

    /// O(points × requirements), once.
    var byteCount: Int {
        counted.withLock { counted in
            let count = counted ?? needs.reduce(0) { $0.adding($1.byteCount(ofPoints: pointCount)) }
            counted = count
            return count
        }
    }
}

extension PlacementRequest.Need {
    fileprivate func byteCount(ofPoints count: Int) -> Int {
        if case .piece = selection { return byteCount(ofPoint: 0).multiplied(by: count) }
        return (0 ..< count).reduce(0) { $0.adding(byteCount(ofPoint: $1)) }
    }

    private func byteCount(ofPoint point: Int) -> Int { domain(ofPoint: point).volume.multiplied(by: elementByteCount) }
}

extension Int {
    /// The sum, or the largest number where there is none.
    fileprivate func adding(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }

    /// The product, or the largest number where there is none.
    func multiplied(by other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }
}
