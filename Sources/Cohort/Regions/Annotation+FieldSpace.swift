import CohortData
import CohortDiagnostics

extension FieldSpace {
    /// Leaves a value with the field space, for all regions of the process that have its fields.
    ///
    /// - Parameter replaceable: whether a later value may take its place.
    /// - Throws: `region.annotation-taken` when there is a value that may not be replaced.
    /// - SeeAlso: Legion's `attach_semantic_information`.
    public static func annotate<Value>(
        _ key: Annotation<Value>, _ value: Value, replaceable: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) throws(CohortError) {
        let layout = FieldLayouts.layout(of: Self.self)
        try key.note(
            value, in: layout.annotations, .init(), replaceable, "field space '\(layout.name)'",
            SourceLocation(file: file, line: line))
    }

    /// The value left with the field space, or nil.
    public static func annotation<Value>(_ key: Annotation<Value>) -> Value? {
        FieldLayouts.layout(of: Self.self).annotations.value(key.name, about: .init())
    }
}

extension DynamicFields.Layout {
    /// Leaves a value with the field space, for all regions that are made with this layout.
    ///
    /// - Parameter replaceable: whether a later value may take its place.
    /// - Throws: `region.annotation-taken` when there is a value that may not be replaced.
    public func annotate<Value>(
        _ key: Annotation<Value>, _ value: Value, replaceable: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) throws(CohortError) {
        try key.note(
            value, in: layout.annotations, .init(), replaceable, "field space '\(layout.name)'",
            SourceLocation(file: file, line: line))
    }

    /// The value left with the field space, or nil.
    public func annotation<Value>(_ key: Annotation<Value>) -> Value? {
        layout.annotations.value(key.name, about: .init())
    }
}
