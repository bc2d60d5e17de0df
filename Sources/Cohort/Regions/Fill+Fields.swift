// One value for several fields: as many lazy fills, of which each field takes part in one.

extension Region {
    /// Sets every element of some fields to `value`: `grid.fill(0, fields: \.height, \.speed)`.
    ///
    /// - Complexity: O(fields) now; otherwise as the fill of one field.
    public func fill<Element>(
        _ value: Element, fields first: KeyPath<Space, Element>, _ others: KeyPath<Space, Element>...,
        file: StaticString = #fileID, line: UInt32 = #line
    ) {
        for path in [first] + others { self[dynamicMember: path].fill(value, file: file, line: line) }
    }

    /// Sets every element of some fields to the value of a future, once it is there.
    public func fill<Element>(
        _ value: Future<Element>, fields first: KeyPath<Space, Element>, _ others: KeyPath<Space, Element>...,
        file: StaticString = #fileID, line: UInt32 = #line
    ) {
        for path in [first] + others { self[dynamicMember: path].fill(value, file: file, line: line) }
    }
}

extension Partition {
    /// Sets every element of some fields of every piece to `value`; points outside all pieces keep theirs.
    public func fill<Element>(
        _ value: Element, fields first: KeyPath<Space, Element>, _ others: KeyPath<Space, Element>...,
        file: StaticString = #fileID, line: UInt32 = #line
    ) {
        for path in [first] + others { self[dynamicMember: path].fill(value, file: file, line: line) }
    }

    /// Sets every element of some fields of every piece to the value of a future, once it is there.
    public func fill<Element>(
        _ value: Future<Element>, fields first: KeyPath<Space, Element>, _ others: KeyPath<Space, Element>...,
        file: StaticString = #fileID, line: UInt32 = #line
    ) {
        for path in [first] + others { self[dynamicMember: path].fill(value, file: file, line: line) }
    }
}

extension ProjectedRegion {
    /// Sets every element of some fields of the pieces that the projection names to `value`.
    public func fill<Element>(
        _ value: Element, fields first: KeyPath<Space, Element>, _ others: KeyPath<Space, Element>...,
        file: StaticString = #fileID, line: UInt32 = #line
    ) {
        for path in [first] + others { self[dynamicMember: path].fill(value, file: file, line: line) }
    }

    /// Sets every element of some fields of the pieces that the projection names to the value of a future, once it is there.
    public func fill<Element>(
        _ value: Future<Element>, fields first: KeyPath<Space, Element>, _ others: KeyPath<Space, Element>...,
        file: StaticString = #fileID, line: UInt32 = #line
    ) {
        for path in [first] + others { self[dynamicMember: path].fill(value, file: file, line: line) }
    }
}
