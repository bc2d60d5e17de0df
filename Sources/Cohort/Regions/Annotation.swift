import CohortData
import CohortDiagnostics

/// The name and type under which programs, libraries and mappers leave values with things: see `Annotated`.
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
}

/// What values can be left with: regions and pieces, partitions, index spaces, field spaces, the fields of each of these, and tasks.
///
/// Each has its own: a region's field others than the field of the region's field space, a piece others than its region.
/// - SeeAlso: Legion's `attach_semantic_information`.
public protocol Annotated {
    /// Where the values are kept.
    var annotations: AnnotationStore { get }
}

extension Annotated {
    /// Leaves a value.
    ///
    /// - Parameter replaceable: whether a later value may take its place.
    /// - Throws: `region.annotation-taken` when there is a value that may not be replaced, and `region.unknown-field` for a field that
    ///   does not exist.
    /// - Complexity: O(1).
    public func annotate<Value>(
        _ key: Annotation<Value>, _ value: Value, replaceable: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) throws(CohortError) {
        try annotations.note(value, key, replaceable, SourceLocation(file: file, line: line))
    }

    /// The value left under that key, or nil.
    public func annotation<Value>(_ key: Annotation<Value>) -> Value? { annotations.value(key) }
}

/// Where the values left with one thing are kept.
public struct AnnotationStore {
    private let annotations: Annotations
    private let subject: Annotations.Subject
    /// Why there is no such thing.
    private let defect: CohortError?
    /// What messages call it.
    private let what: () -> String

    init(
        _ annotations: Annotations, about subject: Annotations.Subject = .init(), defect: CohortError? = nil,
        _ what: @escaping @autoclosure () -> String
    ) {
        self.annotations = annotations
        self.subject = subject
        self.defect = defect
        self.what = what
    }

    func note<Value>(
        _ value: Value, _ key: Annotation<Value>, _ replaceable: Bool, _ place: SourceLocation
    ) throws(CohortError) {
        if var defect {
            if defect.place == nil { defect.place = place }
            throw defect
        }
        let earlier = annotations.note(value, key.name, about: subject, replaceable: replaceable, at: place)
        guard let earlier else { return }
        throw CohortError(
            .annotationTaken, "\(what()) has an annotation '\(key.name)' already, made at \(earlier)",
            rule: "an annotation is made once, unless it was declared replaceable when it was made",
            fix: "pass `replaceable: true` at \(earlier), or use another name", at: place)
    }

    func value<Value>(_ key: Annotation<Value>) -> Value? {
        defect == nil ? annotations.value(key.name, about: subject) : nil
    }
}
