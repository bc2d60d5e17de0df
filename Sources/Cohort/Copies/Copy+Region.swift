import CohortData
import CohortDiagnostics
import CohortLife

// Copies of several fields at once: one operation, one analysis.

extension RegionArgument {
    /// Copies all fields of a region of the same field space, as `FieldArgument.copy(from:)` does one.
    ///
    /// With fields known at run time, those of this region are looked for in the source by name.
    ///
    /// - Errors: as for fields by name.
    @discardableResult
    public func copy<Space, let N: Int>(
        from source: some RegionArgument<Rows<Space, N>>, file: StaticString = #fileID, line: UInt32 = #line
    ) -> Future<Void> where Key == Rows<Space, N> {
        let launch = CopyLaunch("copy", file, line)
        launch.builder.fields(self, .discard, keys: [])
        let names = launch.plan.requirements.last?.tree.layout.names ?? []
        launch.append(names)
        launch.builder.fields(source, .read, keys: [])
        launch.append(names)
        launch.pairFields()
        return launch.direct()
    }

    /// Copies some fields of a region of the same field space: `new.copy(from: old, fields: \.mass, \.energy)`.
    ///
    /// - Errors: as for one field; `copy.field-lists` for a field named twice.
    @discardableResult
    public func copy<Space, let N: Int>(
        from source: some RegionArgument<Rows<Space, N>>, fields first: PartialKeyPath<Space>, _ others: PartialKeyPath<Space>...,
        file: StaticString = #fileID, line: UInt32 = #line
    ) -> Future<Void> where Key == Rows<Space, N> {
        let keys = ([first] + others).map { MemoryLayout<Space>.offset(of: $0) ?? -1 }
        let launch = CopyLaunch("copy", file, line)
        launch.builder.fields(self, .discard, keys: keys)
        launch.builder.fields(source, .read, keys: keys)
        launch.pairFields()
        return launch.direct()
    }

    /// Copies fields by name, between any field spaces. Plain bits are copied, so the elements of such a pair need only be of one
    /// size; those of other fields are of one type.
    ///
    ///     table.copy(from: cells, fields: ["mass", "energy"], into: ["m", "e"])
    ///
    /// - Parameters:
    ///   - names: fields of the source.
    ///   - own: as many fields of this region; the same names unless given.
    /// - Errors: `copy.field-lists`, `copy.element-size`, `copy.element-type`, `region.unknown-field`; as for one field.
    /// - SeeAlso: Legion's `CopyLauncher::add_src_field`, `add_dst_field`.
    @discardableResult
    public func copy<Space, Other, let N: Int>(
        from source: some RegionArgument<Rows<Other, N>>, fields names: [String], into own: [String]? = nil,
        file: StaticString = #fileID, line: UInt32 = #line
    ) -> Future<Void> where Key == Rows<Space, N> {
        let launch = CopyLaunch("copy", file, line)
        launch.builder.fields(self, .discard, keys: [])
        launch.append(own ?? names)
        launch.builder.fields(source, .read, keys: [])
        launch.append(names)
        launch.pairFields()
        return launch.direct()
    }
}
