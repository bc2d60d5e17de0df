import CohortData
import CohortDiagnostics
import CohortGeometry

extension TaskContext {
    /// Finds the first rule a launch breaks. Nothing has happened yet when it does.
    ///
    /// Constant time for each requirement and pair of requirements in the ordinary case; a search through overlap tables
    /// only where pieces of different nodes meet.
    func check(_ plan: LaunchPlan) -> CohortError? {
        if let defect = plan.defect { return complete(defect, plan) }
        do throws(CohortError) {
            for index in plan.requirements.indices {
                let state = state(of: plan.requirements[index].tree)
                try checkAlive(plan, index, state)
                try checkHeld(plan, index, state)
                try checkOwnInterference(plan, index)
            }
            for first in plan.requirements.indices {
                for second in (first + 1) ..< max(first + 1, plan.requirements.count) {
                    try checkInterference(plan, first, second)
                }
            }
            for index in plan.requirements.indices { try checkContents(plan, index) }
            try checkValues(plan)
        } catch {
            return complete(error, plan)
        }
        return nil
    }

    /// True when a task that reads a field of a piece could be launched here and now.
    package func mayRead(_ field: Int32, of tree: RegionTree, _ node: PartitionNode, _ piece: Int) -> Bool {
        if field < 0 { return false }
        let plan = LaunchPlan()
        plan.fields.append(field)
        plan.require(tree, node, .piece(piece), .read, lastFields: 1, parameter: 0)
        return check(plan) == nil
    }

    func complete(_ error: CohortError, _ plan: LaunchPlan) -> CohortError {
        var error = error
        if error.trail.isEmpty { error.trail = trail + [plan.name.description] }
        if error.place == nil { error.place = plan.place }
        return error
    }

    private func checkAlive(_ plan: LaunchPlan, _ index: Int, _ state: TreeState) throws(CohortError) {
        state.refresh()
        if state.destroyed == nil, !state.hasFreedFields { return }
        try checkFields(plan, plan.requirements[index], state)
    }

    @inline(never)
    private func checkFields(_ plan: LaunchPlan, _ requirement: Requirement, _ state: TreeState) throws(CohortError) {
        let tree = requirement.tree
        for field in plan.fields[requirement.fields] {
            if let place = tree.layout.freed(Int(field), at: position) {
                throw tree.layout.freedField(tree.layout[Int(field)].name, place)
            }
        }
        guard let place = state.destroyed else { return }
        throw CohortError(
            .useAfterDestroy, "task '\(plan.name)' uses region '\(tree.name)', which was destroyed at \(place)",
            rule: "a destroyed region may not be used by later launches",
            fix: "move the `destroy` after the last use, or leave it out: regions are freed when nobody holds them",
            at: plan.place)
    }

    // MARK: Privileges of the parent

    private func checkHeld(_ plan: LaunchPlan, _ index: Int, _ state: TreeState) throws(CohortError) {
        if state.isOwned { return }
        let requirement = plan.requirements[index]
        if requirement.privilege == .none { return }
        for field in plan.fields[requirement.fields] {
            let key = TreeState.GrantKey(node: requirement.node.number, piece: requirement.constantPiece ?? -1, field: field)
            let bit = UInt8(1) << requirement.privilege.rawValue
            if let known = state.granted[key], known & bit != 0 { continue }
            guard holds(requirement, field) else { throw missingPrivilege(plan, requirement, field) }
            state.granted[key, default: 0] |= bit
        }
    }

    private func holds(_ requirement: Requirement, _ field: Int32) -> Bool {
        held.contains { held in
            guard held.tree === requirement.tree, held.fields.contains(field) else { return false }
            guard held.privilege.permits(requirement.privilege), let own = held.constantPiece else { return false }
            if requirement.privilege == .reduce, held.privilege == .reduce,
                held.reduction?.name != requirement.reduction?.name
            {
                return false
            }
            if requirement.node === held.node {
                return held.node.count == 1 || requirement.constantPiece == own
            }
            guard let parent = requirement.node.parent else { return false }
            return parent.piece(requirement.node.parentColour, isUnder: held.node, own)
        }
    }

    private func missingPrivilege(_ plan: LaunchPlan, _ requirement: Requirement, _ field: Int32) -> CohortError {
        let holder = trail.last ?? "main"
        let mine = held.filter { $0.tree === requirement.tree }.map {
            "\($0.privilege) on '\($0.node.path(in: $0.tree, piece: $0.constantPiece))'."
                + $0.fields.map { "\(requirement.tree.layout[Int($0)].name)" }.joined(separator: ",")
        }
        let holding = mine.isEmpty ? "nothing of that region" : mine.joined(separator: "; ")
        return CohortError(
            .missingPrivilege,
            "task '\(plan.name)' \(requirement.privilege.verb) \(requirement.describe(plan, field: field)), "
                + "but its parent '\(holder)' holds \(holding)",
            rule: "a task may pass on only privileges that it holds itself",
            fix: "give '\(holder)' a parameter with that privilege, such as `inout Field<…>`, or ask for less here",
            at: plan.place)
    }

    // MARK: Values

    func checkValues(_ plan: LaunchPlan) throws(CohortError) {
        for result in plan.results where result.element == nil {
            let count = result.table?.count ?? result.box.count
            if count == plan.pointCount { continue }
            throw CohortError(
                .argumentCount,
                "value argument \(result.argument + 1) of task '\(plan.name)' has \(count) elements for \(plan.pointCount) points",
                rule: "an argument map or future map gives one value for each point of the launch",
                fix: "make the map over the colours of the partitions passed", at: plan.place)
        }
    }
}

extension Requirement {
    var constantPiece: Int? { if case .piece(let piece) = selection { piece } else { nil } }
}

extension HeldPrivilege {
    var constantPiece: Int? { if case .piece(let piece) = selection { piece } else { nil } }
}
