import CohortDiagnostics

extension Domain {
    /// The points of both. Throws `geometry.dimension-mismatch`.
    public func intersection(_ other: Domain) throws(CohortError) -> Domain { try combined(with: other, .both) }

    /// The points of either. Throws `geometry.dimension-mismatch`, and `geometry.overflow` when they are too many.
    public func union(_ other: Domain) throws(CohortError) -> Domain { try combined(with: other, .either) }

    /// The points of this one that `other` lacks. Throws `geometry.dimension-mismatch`.
    public func subtracting(_ other: Domain) throws(CohortError) -> Domain { try combined(with: other, .onlyFirst) }

    private func combined(with other: Domain, _ keep: Keep) throws(CohortError) -> Domain {
        guard dimension == other.dimension else { throw .dimensionMismatch(dimension, other.dimension) }
        return try Domain(
            counting: Sweep.combine(flat, other.flat, dimension: dimension, keep: keep), dimension: dimension,
            "the union of two domains")
    }

    /// The union of many domains of one dimension; of none, the empty one of dimension 1. O(n log n) for ordinary inputs.
    ///
    /// Traps when the dimensions differ or the points are more than an `Int` counts.
    public static func union(of domains: [Domain]) -> Domain {
        guard let dimension = domains.first?.dimension else { return .empty(dimension: 1) }
        precondition(domains.allSatisfy { $0.dimension == dimension }, "a union joins domains of one dimension")
        if domains.count == 1 { return domains[0] }
        guard let union = try? Domain(uniting: domains, dimension: dimension) else {
            // our bug: what is united are parts of a domain whose volume was counted.
            preconditionFailure("a union has more points than an Int can count")
        }
        return union
    }

    /// The points of any of many domains, which all have `dimension` axes; none when there are no domains.
    ///
    /// - Throws: `geometry.dimension-mismatch`; `geometry.overflow` when the points are more than an `Int` counts.
    /// - Complexity: O(n log n) in the rectangles for ordinary inputs.
    public init(uniting domains: [Domain], dimension: Int) throws(CohortError) {
        if let other = domains.first(where: { $0.dimension != dimension }) {
            throw .dimensionMismatch(dimension, other.dimension)
        }
        let list: ContiguousArray<Int>
        if dimension == 1 {
            var all = ContiguousArray<Int>()
            for domain in domains { domain.withRectangles { all.append(contentsOf: $0) } }
            list = Canonical.list(all, dimension: 1)
        } else {
            let parts = domains.map(\.flat).filter { !$0.isEmpty }.sorted { $0[0] < $1[0] }
            list = Canonical.union(0 ..< parts.count, dimension: dimension) { parts[$0].copy }
        }
        try self.init(counting: list, dimension: dimension, "the union of \(domains.count) domains")
    }

    /// Whether `other` has every point of this one. Domains of different dimension share nothing.
    public func isSubset(of other: Domain) -> Bool {
        guard dimension == other.dimension, volume <= other.volume else { return false }
        return Sweep.combine(flat, other.flat, dimension: dimension, keep: .onlyFirst).isEmpty
    }

    /// Whether the two share a point. Domains of different dimension share nothing.
    public func overlaps(_ other: Domain) -> Bool {
        dimension == other.dimension && !Sweep.combine(flat, other.flat, dimension: dimension, keep: .both).isEmpty
    }
}
