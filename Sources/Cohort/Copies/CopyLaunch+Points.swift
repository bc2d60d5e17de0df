import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

extension CopyLaunch {
    /// Makes the launch one that is refused unless, for each of its points, the piece of requirement `inner` lies within
    /// that of `outer`.
    ///
    /// - Complexity: O(1) a point within one region tree and for equal domains, else O(rectangles) a point.
    func requirePoints(of inner: Int, in outer: Int) {
        guard plan.defect == nil else { return }
        let (needed, given) = (plan.requirements[inner], plan.requirements[outer])
        // Where both are constant, all points are alike.
        let points = needed.isConstant && given.isConstant ? min(1, plan.pointCount) : plan.pointCount
        for point in 0 ..< points {
            let (piece, around) = (needed.selection.piece(ofPoint: point), given.selection.piece(ofPoint: point))
            if needed.node.piece(piece, isUnder: given.node, around) { continue }
            let (domain, available) = (needed.node.pieces[piece], given.node.pieces[around])
            if domain == available || domain.isSubset(of: available) { continue }
            plan.defect = missingPoints(
                domain.subtractingOrEmpty(available), CopyName(needed, plan).text(piece), CopyName(given, plan).text(around))
            return
        }
    }

    private func missingPoints(_ missing: Domain, _ needed: String, _ given: String) -> CohortError {
        let count = "\(missing.volume) point\(missing.volume == 1 ? "" : "s")"
        return CohortError(
            .copyPoints, "'\(plan.name)' goes over \(needed), of which \(given) does not have \(count): \(missing)",
            rule: "each point that is copied is a point of the source, and of its pointers",
            fix: "copy to a subregion, or to pieces, that have no other points", at: builder.place)
    }
}

/// What an error calls an argument of a copy; put into words only when there is one.
struct CopyName {
    let tree: RegionTree
    let node: PartitionNode
    let selection: PieceSelection
    let field: Int32?

    init(_ requirement: Requirement, _ plan: LaunchPlan) {
        tree = requirement.tree
        node = requirement.node
        selection = requirement.selection
        field = requirement.fields.count == 1 ? plan.fields[requirement.fields.lowerBound] : nil
    }

    /// Such as `field 'height' of region 'grid/equal[3]'`.
    func text(_ piece: Int) -> String {
        let region = "region '\(node.path(in: tree, piece: piece))'"
        return field.map { "field '\(tree.layout[Int($0)].name)' of \(region)" } ?? region
    }
}
