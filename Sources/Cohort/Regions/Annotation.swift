import CohortData
import CohortDiagnostics

/// The name and type under which programs, libraries and mappers leave values with regions, partitions and spaces.
///
///     let owner = Annotation<String>("owner")
///     try grid.annotate(owner, "ocean")
///     if grid.annotation(owner) == "ocean" { … }
///
/// Two keys are one when name and type are equal, wherever they were made.
/// - SeeAlso: Legion's `SemanticTag`.
public struct Annotation<Value: Sendable>: Sendable {
    /// What tells the keys of one type apart.
    public let name: String

    /// A key of that name.
    public init(_ name: String) { self.name = name }

    /// Notes a value, or says what is there already.
    func note(
        _ value: Value, in annotations: Annotations, _ subject: Annotations.Subject, _ replaceable: Bool, _ what: String,
        _ place: SourceLocation
    ) throws(CohortError) {
        let earlier = annotations.note(value, name, about: subject, replaceable: replaceable, at: place)
        guard let earlier else { return }
        throw CohortError(
            .annotationTaken, "\(what) has an annotation '\(name)' already, made at \(earlier)",
            rule: "an annotation is made once, unless it was declared replaceable when it was made",
            fix: "pass `replaceable: true` at \(earlier), or use another name", at: place)
    }
}

extension IndexSpace {
    /// Leaves a value with the index space.
    ///
    /// - Parameter replaceable: whether a later value may take its place.
    /// - Throws: `region.annotation-taken` when there is a value that may not be replaced.
    /// - SeeAlso: Legion's `attach_semantic_information`.
    public func annotate<Value>(
        _ key: Annotation<Value>, _ value: Value, replaceable: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) throws(CohortError) {
        try key.note(
            value, in: root.tree.annotations, .init(), replaceable, "the index space of \(domain)",
            SourceLocation(file: file, line: line))
    }

    /// The value left with the index space, or nil.
    public func annotation<Value>(_ key: Annotation<Value>) -> Value? {
        root.tree.annotations.value(key.name, about: .init())
    }
}

extension Region {
    private var subject: Annotations.Subject { .init(region: tree.id, node: node.number, piece: piece) }

    /// Leaves a value with the region; a subregion has its own, however it is named.
    ///
    /// The value is kept as long as the index space.
    ///
    /// - Parameter replaceable: whether a later value may take its place.
    /// - Throws: `region.annotation-taken` when there is a value that may not be replaced.
    /// - SeeAlso: Legion's `attach_semantic_information`.
    public func annotate<Value>(
        _ key: Annotation<Value>, _ value: Value, replaceable: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) throws(CohortError) {
        try key.note(
            value, in: node.tree.annotations, subject, replaceable, "region '\(name)'", SourceLocation(file: file, line: line))
    }

    /// The value left with the region, or nil.
    public func annotation<Value>(_ key: Annotation<Value>) -> Value? {
        node.tree.annotations.value(key.name, about: subject)
    }
}

extension Partition {
    private var subject: Annotations.Subject { .init(region: tree.id, node: node.number) }

    /// Leaves a value with the partition of this region; the same pieces of another region have their own.
    ///
    /// - Parameter replaceable: whether a later value may take its place.
    /// - Throws: `region.annotation-taken` when there is a value that may not be replaced.
    /// - SeeAlso: Legion's `attach_semantic_information`.
    public func annotate<Value>(
        _ key: Annotation<Value>, _ value: Value, replaceable: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) throws(CohortError) {
        try key.note(
            value, in: node.tree.annotations, subject, replaceable, "partition '\(node.path(in: tree, piece: nil))'",
            SourceLocation(file: file, line: line))
    }

    /// The value left with the partition, or nil.
    public func annotation<Value>(_ key: Annotation<Value>) -> Value? {
        node.tree.annotations.value(key.name, about: subject)
    }
}
