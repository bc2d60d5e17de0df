import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

/// The contents of one field of a region at some moment.
struct CheckedField {
    private let region: String
    private let field: FieldDescriptor
    private let points: Domain
    private let written: Domain
    private let elements: CheckedElements

    /// Reads it all; what nobody has written is not looked at.
    init(_ kept: KeptField) async throws {
        region = kept.tree.name
        field = kept.tree.layout[kept.number]
        points = kept.tree.root.pieces[0]
        written = kept.written
        elements = written.isEmpty ? CheckedElements(field) : try await CheckedElements.reading(kept.tree, kept.number)
    }

    /// How errors call it.
    var name: String { "\(region).\(field.name)" }

    /// The first point that differs, and how many do; nil when none does.
    func difference(from other: CheckedField) -> CheckedDifference? {
        let place = "field '\(field.name)' of region '\(region)'"
        if points != other.points {
            return CheckedDifference("\(place) has the points \(points) in program order, but \(other.points)")
        }
        if written != other.written {
            return CheckedDifference("\(place) is written at \(written) in program order, but at \(other.written)")
        }
        let different = (0 ..< points.volume).filter { index in
            !elements.isSame(as: other.elements, at: index) && written.contains(points.pointCoordinates(at: index))
        }
        guard let first = different.first else { return nil }
        let point = points.pointCoordinates(at: first).map(String.init).joined(separator: ", ")
        return CheckedDifference(
            "\(place) is \(elements.description(at: first)) at point (\(point)) in program order, but \(other.elements.description(at: first)); "
                + "\(different.count) of \(written.volume) points differ")
    }
}
