import CohortData
import CohortDiagnostics

extension FieldSpace {
    private static var annotations: AnnotationStore {
        let layout = FieldLayouts.layout(of: Self.self)
        return AnnotationStore(layout.annotations, "field space '\(layout.name)'")
    }

    /// Leaves a value with the field space, for all regions of the process that have its fields; see `Annotated`.
    ///
    /// - Parameter replaceable: whether a later value may take its place.
    /// - Throws: `region.annotation-taken` when there is a value that may not be replaced.
    public static func annotate<Value>(
        _ key: Annotation<Value>, _ value: Value, replaceable: Bool = false, file: StaticString = #fileID,
        line: UInt32 = #line
    ) throws(CohortError) {
        try annotations.note(value, key, replaceable, SourceLocation(file: file, line: line))
    }

    /// The value left with the field space, or nil.
    public static func annotation<Value>(_ key: Annotation<Value>) -> Value? { annotations.value(key) }

    /// One field of the field space: `try Cell[\.height].annotate(unit, "m")`.
    public static subscript<Element>(_ path: KeyPath<Self, Element>) -> AnnotatedField {
        let layout = FieldLayouts.layout(of: Self.self)
        let number = MemoryLayout<Self>.offset(of: path).flatMap { layout.index(ofKey: $0) }
        guard let number else { return AnnotatedField(.failure(layout.computedField("field space '\(layout.name)'")), layout) }
        return AnnotatedField(.success(number), layout)
    }
}

extension DynamicFields.Layout: Annotated {
    /// Values about the field space, for all regions made with this layout.
    public var annotations: AnnotationStore { AnnotationStore(layout.annotations, "field space '\(layout.name)'") }

    /// The field of that name; to one that is not there no value can be left.
    public subscript(_ name: String, file file: StaticString = #fileID, line line: UInt32 = #line) -> AnnotatedField {
        do throws(CohortError) {
            let place = SourceLocation(file: file, line: line)
            return AnnotatedField(.success(try layout.number(name, of: "field space '\(layout.name)'", place)), layout)
        } catch {
            return AnnotatedField(.failure(error), layout)
        }
    }
}

/// One field of a field space, as something to leave values with.
public struct AnnotatedField: Annotated {
    private let number: Result<Int, CohortError>
    private let layout: FieldLayout

    init(_ number: Result<Int, CohortError>, _ layout: FieldLayout) {
        self.number = number
        self.layout = layout
    }

    /// Values about the field, in all regions.
    public var annotations: AnnotationStore {
        switch number {
        case .success(let number):
            AnnotationStore(
                layout.annotations, about: .init(field: number), "field '\(layout[number].name)' of field space '\(layout.name)'")
        case .failure(let error):
            AnnotationStore(layout.annotations, defect: error, "")
        }
    }
}

extension FieldLayout {
    /// The error for a key path that leads to no stored property.
    func computedField(_ owner: String) -> CohortError {
        CohortError(
            .unknownField, "\(owner) has no such field; it has \(names)",
            rule: "a field is a stored property of the region's field space",
            fix: "name one of its fields")
    }
}
