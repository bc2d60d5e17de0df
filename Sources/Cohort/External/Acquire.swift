import CohortLife

// Taking the restriction from data that belong elsewhere, and giving them back.

extension RegionField {
    /// Takes the restriction from the field's data: until `release`, tasks work where the data are and nothing is copied to the
    /// array that is attached, which may hold old data or new.
    ///
    /// In a task that holds the field simultaneously with others the two bracket its turn: put them into `launching(awaiting:)` and
    /// `launching(arrivingAt:)`, and what is launched in between is ordered by them. Both take place whatever an enclosing `predicated` says. On data that nobody restricted they wait and arrive, no more.
    /// - Errors: `acquire.twice`; `acquire.partial` when the region lies across the edge of what is restricted.
    /// - Complexity: O(points) where data are copied, otherwise O(1).
    /// - SeeAlso: Legion's `AcquireLauncher`.
    @discardableResult
    public func acquire(file: StaticString = #fileID, line: UInt32 = #line) -> Future<Void> {
        let builder = LaunchBuilder("acquire", nil, file: file, line: line)
        builder.field(self, .readWrite)
        return builder.carriedOut { $0.acquire(builder.plan) }
    }

    /// Gives back what was acquired: the array that is attached gets the data, and has them after each task again.
    ///
    /// - Errors: `release.not-acquired`; `acquire.partial`.
    /// - SeeAlso: Legion's `ReleaseLauncher`.
    @discardableResult
    public func release(file: StaticString = #fileID, line: UInt32 = #line) -> Future<Void> {
        let builder = LaunchBuilder("release", nil, file: file, line: line)
        builder.field(self, .readWrite)
        return builder.carriedOut { $0.release(builder.plan) }
    }
}

extension Region {
    /// Takes the restriction from the data of all fields, as for one field.
    @discardableResult
    public func acquire(file: StaticString = #fileID, line: UInt32 = #line) -> Future<Void> {
        let builder = LaunchBuilder("acquire", nil, file: file, line: line)
        builder.require(tree, node, .piece(piece), fields: allFields, .readWrite)
        return builder.carriedOut { $0.acquire(builder.plan) }
    }

    /// Gives back what was acquired of all fields, as for one field.
    @discardableResult
    public func release(file: StaticString = #fileID, line: UInt32 = #line) -> Future<Void> {
        let builder = LaunchBuilder("release", nil, file: file, line: line)
        builder.require(tree, node, .piece(piece), fields: allFields, .readWrite)
        return builder.carriedOut { $0.release(builder.plan) }
    }
}
