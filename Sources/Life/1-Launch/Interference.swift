import CohortData
import CohortDiagnostics
import CohortGeometry

// Do the points of one launch, or the arguments of one task, get in each other's way?

extension TaskContext {
    /// One requirement against itself, between different points; also decides whether reductions may go in place.
    func checkOwnInterference(_ plan: LaunchPlan, _ index: Int) throws(CohortError) {
        let requirement = plan.requirements[index]
        if requirement.use.coherence != .exclusive { return }
        switch requirement.privilege {
        case .none, .read: return
        case .reduce:
            let isSeparate = plan.pointCount == 1 || (requirement.isInjective && requirement.node.isDisjoint)
            // Tasks that must run at the same time may fold into one place, and in place one would have to follow the other.
            let isTogether = epoch != nil || plan.gang != nil
            // A task that launches others folds through its children, so its own privilege is one to change the data.
            plan.requirements[index].reducesInPlace =
                plan.asynchronousBody != nil || (requirement.reduction?.isExact == true && isSeparate && !isTogether)
            if plan.asynchronousBody == nil || isSeparate { return }
        case .readWrite, .write, .discard: break
        }
        if plan.pointCount <= 1 || (requirement.isInjective && requirement.node.isDisjoint) { return }
        if requirement.isConstant {
            if requirement.privilege == .discard { throw overwrittenByAll(plan, requirement) }
            return
        }
        if let conflict = firstConflict(plan, requirement, requirement, betweenPoints: true) {
            throw interference(plan, requirement, requirement, conflict, field: plan.fields[requirement.fields.lowerBound])
        }
    }

    /// Two requirements of one task, within a point and between points.
    func checkInterference(_ plan: LaunchPlan, _ first: Int, _ second: Int) throws(CohortError) {
        let a = plan.requirements[first]
        let b = plan.requirements[second]
        guard a.tree === b.tree, a.privilege != .none, b.privilege != .none else { return }
        if DataUse.relation(a.use, b.use) != .ordered { return }
        if a.privilege == .reduce, b.privilege == .reduce, a.reduction?.name == b.reduction?.name { return }
        guard let field = sharedField(plan, a, b) else { return }
        if a.node !== b.node, a.node.overlaps(with: b.node).isEmpty { return }
        if let conflict = firstConflict(plan, a, b, betweenPoints: false) {
            throw interference(plan, a, b, conflict, field: field)
        }
    }

    private func sharedField(_ plan: LaunchPlan, _ a: Requirement, _ b: Requirement) -> Int32? {
        for field in plan.fields[a.fields] where plan.fields[b.fields].contains(field) { return field }
        return nil
    }

    /// True when different points use the same data by two requirements.
    func meetBetweenPoints(_ plan: LaunchPlan, _ a: Requirement, _ b: Requirement) -> Bool {
        guard plan.pointCount > 1, a.tree === b.tree, sharedField(plan, a, b) != nil else { return false }
        return firstConflict(plan, a, b, betweenPoints: true) != nil
    }

    private struct Conflict {
        var firstPoint: Int
        var secondPoint: Int
        var firstPiece: Int
        var secondPiece: Int
    }

    /// The first two points whose pieces meet. O(overlaps of the pieces used).
    private func firstConflict(
        _ plan: LaunchPlan, _ a: Requirement, _ b: Requirement, betweenPoints: Bool
    ) -> Conflict? {
        var pointsOfPiece: [Int: [Int]] = [:]
        for point in 0 ..< plan.pointCount { pointsOfPiece[b.selection.piece(ofPoint: point), default: []].append(point) }
        let overlap = a.node.overlaps(with: b.node)
        for point in 0 ..< plan.pointCount {
            let piece = a.selection.piece(ofPoint: point)
            for index in overlap.entries(of: piece) {
                let other = Int(overlap.targets[index])
                for second in pointsOfPiece[other] ?? [] where !(betweenPoints && second == point) {
                    return Conflict(firstPoint: point, secondPoint: second, firstPiece: piece, secondPiece: other)
                }
            }
        }
        return nil
    }

    private func interference(
        _ plan: LaunchPlan, _ a: Requirement, _ b: Requirement, _ conflict: Conflict, field: Int32
    ) -> CohortError {
        let shared = a.node.pieces[conflict.firstPiece].intersectionOrEmpty(b.node.pieces[conflict.secondPiece])
        let name = a.tree.layout[Int(field)].name
        let points = "\(shared.volume) point\(shared.volume == 1 ? "" : "s") \(shared)"
        if conflict.firstPoint == conflict.secondPoint {
            return CohortError(
                .argumentsInterfere,
                "arguments \(a.parameter + 1) and \(b.parameter + 1) of task '\(plan.name)' share \(points) of field '\(name)': "
                    + "'\(a.node.path(in: a.tree, piece: conflict.firstPiece))' and "
                    + "'\(b.node.path(in: b.tree, piece: conflict.secondPiece))', and one of them \(a.privilege == .read ? b.privilege.verb : a.privilege.verb)",
                rule: "the arguments of one task may overlap only if both read or both reduce with one operator",
                fix: "pass the overlapping data once, with the stronger privilege, or partition so that they do not overlap",
                at: plan.place)
        }
        return CohortError(
            .pointsInterfere,
            "tasks '\(plan.name)' of colors \(pointName(plan, conflict.firstPoint)) and \(pointName(plan, conflict.secondPoint)) share "
                + "\(points) of field '\(name)' of region '\(a.tree.name)', and one of them \(a.privilege == .read ? b.privilege.verb : a.privilege.verb)",
            rule: "the tasks of one index launch may not depend on each other",
            fix: "write through a disjoint partition, reduce instead, or launch the tasks one after the other", at: plan.place)
    }

    private func pointName(_ plan: LaunchPlan, _ point: Int) -> String {
        let coordinates = plan.domain?.pointCoordinates(at: point) ?? [0]
        return coordinates.count == 1 ? "\(coordinates[0])" : "(\(coordinates.map(String.init).joined(separator: ", ")))"
    }

    private func overwrittenByAll(_ plan: LaunchPlan, _ requirement: Requirement) -> CohortError {
        CohortError(
            .pointsInterfere,
            "every one of the \(plan.pointCount) tasks '\(plan.name)' overwrites "
                + requirement.describe(plan, field: plan.fields[requirement.fields.lowerBound]),
            rule: "the tasks of one index launch may not overwrite the same data",
            fix: "pass a disjoint partition, so that each task gets a piece of its own", at: plan.place)
    }
}
