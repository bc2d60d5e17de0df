import CohortData
import CohortGeometry

// How regions, pieces and fields are called in messages: by the user's own names.

extension PartitionNode {
    /// `grid/equal[3]`: the way from the region to a piece, or to all pieces when `piece` is nil.
    package func path(in tree: RegionTree, piece: Int?) -> String {
        guard let parent else { return tree.name }
        let outer = parent.path(in: tree, piece: parentColour)
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
        return "field '\(tree.layout.fields[Int(field)].name)' of region '\(node.path(in: tree, piece: piece))'"
    }
}
