import CohortData
import CohortDiagnostics
import CohortGeometry

// Set algebra on whole spaces. Each result is a space of its own, of no relation to the operands: regions over it share
// partitions with each other only.

extension IndexSpace {
    /// A new space of the points of either.
    ///
    /// - Errors: those of the operands; `geometry.overflow`; delivered by the first launch that uses a region over the result.
    /// - Complexity: O(rectangles).
    /// - SeeAlso: Legion's `union_index_spaces`.
    public func union(_ other: IndexSpace, file: StaticString = #fileID, line: UInt32 = #line) -> IndexSpace {
        Self.union(of: [self, other], file: file, line: line)
    }

    /// A new space of the points of both.
    ///
    /// - Errors: those of the operands, delivered by the first launch that uses a region over the result.
    /// - SeeAlso: Legion's `intersect_index_spaces`.
    public func intersection(_ other: IndexSpace, file: StaticString = #fileID, line: UInt32 = #line) -> IndexSpace {
        Self.intersection(of: [self, other], file: file, line: line)
    }

    /// A new space of the points that `other` lacks.
    ///
    /// - Errors: those of the operands, delivered by the first launch that uses a region over the result.
    /// - SeeAlso: Legion's `subtract_index_spaces`.
    public func subtracting(_ other: IndexSpace, file: StaticString = #fileID, line: UInt32 = #line) -> IndexSpace {
        Self.combined([self, other], file, line) { (spaces) throws(CohortError) in
            try spaces[0].domainOrDefect().subtracting(spaces[1].domainOrDefect())
        }
    }

    /// A new space of the points of any of the spaces; without points when there are no spaces.
    ///
    /// - Errors: as for `union`.
    /// - Complexity: O(n log n) in the rectangles for ordinary inputs.
    /// - SeeAlso: Legion's `union_index_spaces`.
    public static func union(of spaces: [IndexSpace], file: StaticString = #fileID, line: UInt32 = #line) -> IndexSpace {
        combined(spaces, file, line) { (spaces) throws(CohortError) in
            var domains: [Domain] = []
            for space in spaces { domains.append(try space.domainOrDefect()) }
            return try Domain(uniting: domains, dimension: N)
        }
    }

    /// A new space of the points that all of the spaces have; without points when there are no spaces.
    ///
    /// - Errors: as for `intersection`.
    /// - Complexity: one intersection for each space.
    /// - SeeAlso: Legion's `intersect_index_spaces`.
    public static func intersection(of spaces: [IndexSpace], file: StaticString = #fileID, line: UInt32 = #line) -> IndexSpace {
        combined(spaces, file, line) { (spaces) throws(CohortError) in
            guard var common = try spaces.first?.domainOrDefect() else { return .empty(dimension: N) }
            for space in spaces.dropFirst() { common = try common.intersection(space.domainOrDefect()) }
            return common
        }
    }

    /// A space made out of others: at once, unless one of these is promised; then it is so too.
    private static func combined(
        _ spaces: [IndexSpace], _ file: StaticString, _ line: UInt32,
        _ points: @escaping @Sendable ([IndexSpace]) throws(CohortError) -> Domain
    ) -> IndexSpace {
        let place = SourceLocation(file: file, line: line)
        if spaces.allSatisfy(\.root.isGiven) {
            return IndexSpace(at: place) { () throws(CohortError) in try points(spaces) }
        }
        return IndexSpace(promisedAt: place) { () throws(CohortError) in try points(spaces) }
    }

    private func domainOrDefect() throws(CohortError) -> Domain {
        if let defect { throw defect }
        return domain
    }
}
