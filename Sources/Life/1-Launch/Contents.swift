import CohortData
import CohortDiagnostics
import CohortGeometry

// Has the data been written that a task wants to see? Kept in program order, by geometry, until a field is complete.

extension TaskContext {
    /// Refuses to read or reduce what nobody has written; warns once where it is read and written.
    func checkContents(_ plan: LaunchPlan, _ index: Int) throws(CohortError) {
        let privilege = plan.requirements[index].privilege
        guard privilege.needsOldData else { return }
        let state = state(of: plan.requirements[index].tree)
        for field in plan.fields[plan.requirements[index].fields] where !state.contents[Int(field)].isComplete {
            try checkContents(plan, plan.requirements[index], field, state)
        }
    }

    @inline(never)
    private func checkContents(
        _ plan: LaunchPlan, _ requirement: Requirement, _ field: Int32, _ state: TreeState
    ) throws(CohortError) {
        let number = requirement.node.number
        if state.contents[Int(field)].writtenNodes.contains(number) { return }
        let used = requirement.usedDomain(plan.pointCount)
        if used.isEmpty { return }
        let missing = state.contents[Int(field)].written.map { used.subtractingOrEmpty($0) } ?? used
        if missing.isEmpty {
            if requirement.usesAllPieces || requirement.node.count == 1 {
                state.contents[Int(field)].writtenNodes.insert(number)
            }
            return
        }
        let lacking = state.contents[Int(field)].lacking(missing)
        let isCertain = !lacking.isEmpty
        let error = uninitialized(plan, requirement, field, state)
        if requirement.privilege != .readWrite {
            if isCertain { throw error(lacking) }
            return plan.doubts.append(Doubt(missing: missing, writes: state.contents[Int(field)].uncertain, error: error))
        }
        if isCertain, !state.contents[Int(field)].hasWarned {
            state.contents[Int(field)].hasWarned = true
            Warning.print(error(lacking))
        }
    }

    /// What to say of points that a launch wants to see and nobody has written.
    private func uninitialized(
        _ plan: LaunchPlan, _ requirement: Requirement, _ field: Int32, _ state: TreeState
    ) -> (Domain) -> CohortError {
        let use = "task '\(plan.name)' \(requirement.privilege.verb) \(requirement.describe(plan, field: field))"
        let detached = state.contents[Int(field)].detached.map { "; their array was detached at \($0)" } ?? ""
        let (trail, place) = (trail + [plan.name.description], plan.place)
        return { missing in
            CohortError(
                .uninitialized, "\(use) at \(missing.volume) points that were never written: \(missing)\(detached)",
                rule: "data must be written before it is read or reduced",
                fix: "fill the field first, or pass it as `inout Discard<…>` if the task writes all of it", trail: trail,
                at: place)
        }
    }

    /// Adds what a launch writes to what has been written.
    func noteWrites(_ plan: LaunchPlan) {
        for index in plan.requirements.indices where plan.requirements[index].privilege.writes {
            let state = state(of: plan.requirements[index].tree)
            for field in plan.fields[plan.requirements[index].fields] where !state.contents[Int(field)].isComplete {
                if let predicate = plan.predicate?.box {
                    let used = plan.requirements[index].usedDomain(plan.pointCount)
                    state.contents[Int(field)].addUncertain(UncertainWrite(domain: used, predicate: predicate))
                } else {
                    noteWrite(plan.requirements[index], plan.pointCount, field, state)
                }
            }
        }
    }

    @inline(never)
    func noteWrite(_ requirement: Requirement, _ pointCount: Int, _ field: Int32, _ state: TreeState) {
        let isWhole = requirement.usesAllPieces || requirement.node.count == 1
        if isWhole, state.contents[Int(field)].writtenNodes.contains(requirement.node.number) { return }
        let used = requirement.usedDomain(pointCount)
        let written = state.contents[Int(field)].written.map { $0.unionOrSelf(used) } ?? used
        state.contents[Int(field)].written = written
        if isWhole { state.contents[Int(field)].writtenNodes.insert(requirement.node.number) }
        if written == requirement.tree.root.pieces[0] {
            state.contents[Int(field)].isComplete = true
            state.contents[Int(field)].written = nil
            state.contents[Int(field)].writtenNodes = []
            state.contents[Int(field)].uncertain = []
        }
    }
}

extension Requirement {
    /// All points that the tasks of a launch use together.
    func usedDomain(_ pointCount: Int) -> Domain {
        switch selection {
        case .piece(let piece): node.pieces[piece]
        case .identity: node.isComplete ? node.parentDomain : Domain.union(of: Array(node.pieces))
        case .projected(let table):
            Domain.union(of: Set((0 ..< table.count).map { Int(table.pieces[$0]) }).sorted().map { node.pieces[$0] })
        }
    }
}
