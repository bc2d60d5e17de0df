import CohortData
import CohortDiagnostics
import CohortGeometry

// How regions, pieces and fields are called in messages: by the user's own names.

extension PartitionNode {
    /// `grid/equal[3]`: the way from the region to a piece, or to all pieces when `piece` is nil.
    package func path(in tree: RegionTree, piece: Int?) -> String { path(in: tree.name, piece: piece) }

    /// The same in a region of that name.
    func path(in region: String, piece: Int?) -> String {
        guard let parent else { return region }
        let outer = parent.path(in: region, piece: parentColour)
        guard let piece else { return "\(outer)/\(origin)" }
        return "\(outer)/\(origin)[\(colourName(piece))]"
    }

    /// The colour of a piece, as `3` or `1, 2`.
    package func colourName(_ piece: Int) -> String {
        colours.pointCoordinates(at: piece).map(String.init).joined(separator: ", ")
    }
}

extension Requirement {
    /// The data named, such as `field 'height' of region 'grid/equal[3]'`.
    func describe(_ plan: LaunchPlan, field: Int32, point: Int? = nil) -> String {
        let piece =
            point.map { selection.piece(ofPoint: $0) }
            ?? {
                if case .piece(let piece) = selection { piece } else { nil }
            }()
        return "field '\(tree.layout[Int(field)].name)' of region '\(node.path(in: tree, piece: piece))'"
    }
}

extension FieldLayout {
    /// The error for the use of a field that was freed at `place`.
    package func freedField(_ field: String, _ place: SourceLocation) -> CohortError {
        CohortError(
            .freedField, "field '\(field)' of field space '\(name)' was freed at \(place)",
            rule: "a field that was freed may not be used by later launches",
            fix: "move `free` below the last use, or add the field again and ask for it by name")
    }
}
