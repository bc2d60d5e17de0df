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
        IndexSpace(at: SourceLocation(file: file, line: line)) { () throws(CohortError) in
            try domainOrDefect().subtracting(other.domainOrDefect())
        }
    }

    /// A new space of the points of any of the spaces; without points when there are no spaces.
    ///
    /// - Errors: as for `union`.
    /// - Complexity: O(n log n) in the rectangles for ordinary inputs.
    /// - SeeAlso: Legion's `union_index_spaces`.
    public static func union(of spaces: [IndexSpace], file: StaticString = #fileID, line: UInt32 = #line) -> IndexSpace {
        IndexSpace(at: SourceLocation(file: file, line: line)) { () throws(CohortError) in
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
        IndexSpace(at: SourceLocation(file: file, line: line)) { () throws(CohortError) in
            guard var common = try spaces.first?.domainOrDefect() else { return .empty(dimension: N) }
            for space in spaces.dropFirst() { common = try common.intersection(space.domainOrDefect()) }
            return common
        }
    }

    private func domainOrDefect() throws(CohortError) -> Domain {
        if let defect { throw defect }
        return domain
    }
}
