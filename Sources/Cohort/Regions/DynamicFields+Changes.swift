import CohortData
import CohortDiagnostics
import CohortLife

// Fields come and go while regions use others.

extension DynamicFields.Layout {
    /// Adds a field of elements of `type`, which need not be known before the program runs.
    ///
    /// All regions with these fields have it from now on, those made before too; its data begin unwritten. Of a region that
    /// another task owns only the owner has privileges for it. There is no limit to the number of fields.
    /// - Throws: `region.field-taken`.
    /// - Complexity: O(1); a region takes memory for the field when it is first used.
    /// - SeeAlso: Legion's `FieldAllocator::allocate_field`.
    public func add<Element: BitwiseCopyable>(
        _ name: String, of type: Element.Type, file: StaticString = #fileID, line: UInt32 = #line
    ) throws(CohortError) {
        try add(name, SourceLocation(file: file, line: line)) { FieldDescriptor(name, key: $0, of: type) }
    }

    /// Adds a field of elements of `type` that are more than their bits, in the same way.
    @_disfavoredOverload
    public func add<Element: FieldElement>(
        _ name: String, of type: Element.Type, file: StaticString = #fileID, line: UInt32 = #line
    ) throws(CohortError) {
        try add(name, SourceLocation(file: file, line: line)) { FieldDescriptor(name, key: $0, of: type) }
    }

    private func add(
        _ name: String, _ place: SourceLocation, _ make: (Int) -> FieldDescriptor
    ) throws(CohortError) {
        if layout.add(at: .here, make) != nil { return }
        throw CohortError(
            .fieldTaken, "field space '\(layout.name)' has a field '\(name)' already",
            rule: "the fields of a field space have different names", fix: "free the first one, or choose another name", at: place
        )
    }

    /// Ends a field in program order, for all regions: launches before still run, and the memory goes when they are over.
    ///
    /// Later uses of the field fail with `region.freed-field` and name this line. The name may be given to a new field. Regions
    /// of other tasks keep the field's memory for as long as they live.
    /// - Throws: `region.unknown-field`; `region.freed-field` the second time; in a leaf task `task.leaf-violation`.
    /// - Complexity: O(regions of the task).
    /// - SeeAlso: Legion's `FieldAllocator::free_field`.
    public func free(_ name: String, file: StaticString = #fileID, line: UInt32 = #line) throws(CohortError) {
        let place = SourceLocation(file: file, line: line)
        let number = try layout.number(name, of: "field space '\(layout.name)'", place)
        guard let context = TaskContext.current else {
            if TaskFrame.current != nil { throw LaunchMisuse.noContext("the end of a field", place) }
            return layout.free(number, at: ProgramPosition(), place)
        }
        context.free(number, of: layout, at: place)
    }

    /// The names of the fields there are, in the order in which they were added.
    public var names: [String] { layout.names }
}
