import CohortData
import CohortDiagnostics

// Regions end when nobody holds them (`RegionMail`), or before that in program order, as here.

extension Runtime {
    /// Gives the memory of a region back that nobody can use any more.
    func release(_ storage: RegionStorage, ofRegion id: Int) {
        storage.releaseColumns()
        instances?.forget(id, pool)
        log?.tell(ended: id)
    }
}

extension TaskContext {
    /// Ends a region in program order, if it has no other owner: its memory is freed by an operation that follows all that use it.
    package func destroy(_ tree: RegionTree, at place: SourceLocation) {
        readMail()
        let plan = LaunchPlan()
        plan.reset("destroy", at: place)
        plan.require(tree, tree.root, .piece(0), .none, lastFields: 0, parameter: 0)
        guard let state = ownState(of: tree, plan) else { return }
        if let error = check(plan) { return refuse(plan, error, nil) }
        state.ownerCount -= 1
        if state.ownerCount > 0 { return }
        let storage = tree.storage
        end(0 ..< tree.layout.count, of: tree, plan) { [runtime, id = tree.id] in runtime.release(storage, ofRegion: id) }
        state.destroyed = place
    }

    /// Frees a field of all regions of this task in program order; other tasks' regions keep its memory while they live.
    package func free(_ field: Int, of layout: FieldLayout, at place: SourceLocation) {
        readMail()
        for state in ownedStates where state.layout === layout && state.destroyed == nil && state.end?.hasCome == false {
            let tree = state.handle
            state.refresh()
            let plan = LaunchPlan()
            plan.reset("free field", at: place)
            plan.require(tree, tree.root, .piece(0), .none, lastFields: 0, parameter: 0)
            let storage = tree.storage
            end(field ..< field + 1, of: tree, plan) { [runtime, id = tree.id] in
                storage.releaseColumn(field)
                runtime.instances?.forget(id, field: Int32(field), runtime.pool)
            }
        }
        layout.free(field, at: position, place)
    }

    /// Issues an operation that follows everybody who uses some fields. It overwrites what is freed already, too: those who used
    /// that may still run.
    private func end(_ fields: Range<Int>, of tree: RegionTree, _ plan: LaunchPlan, _ action: @escaping () -> Void) {
        plan.requirements.removeAll()
        plan.fields = ContiguousArray(fields.map { Int32($0) })
        plan.require(tree, tree.root, .piece(0), .discard, lastFields: plan.fields.count, parameter: 0)
        plan.isChecked = false
        plan.kind = .bookkeeping
        // It touches no data.
        plan.passesDataOn = true
        runtime.instances?.expectEnd(of: tree.id)
        plan.closure = { _ in action() }
        issue(plan)
    }

    /// Makes one `destroy` more necessary to end a region.
    package func addOwner(of tree: RegionTree, at place: SourceLocation) {
        readMail()
        let plan = LaunchPlan()
        plan.reset("shareOwnership", at: place)
        plan.require(tree, tree.root, .piece(0), .none, lastFields: 0, parameter: 0)
        guard let state = ownState(of: tree, plan) else { return }
        if let error = check(plan) { return refuse(plan, error, nil) }
        state.ownerCount += 1
    }

    /// What this context knows of a region that it owns; otherwise the plan is refused.
    private func ownState(of tree: RegionTree, _ plan: LaunchPlan) -> TreeState? {
        if let defect = tree.defect {
            refuse(plan, defect, nil)
            return nil
        }
        let state = state(of: tree)
        if state.isOwned { return state }
        let error = CohortError(
            .notOwned, "task '\(trail.last ?? "main")' asks for '\(plan.name)' of region '\(tree.name)', which another task owns",
            rule: "a region is owned by the task that made it, and after that task by its parent; only the owner ends it",
            fix: "destroy the region in the task that made it, or drop the handle: regions are freed when nobody holds them",
            trail: trail, at: plan.place)
        plan.requirements.removeAll()
        refuse(plan, error, nil)
        return nil
    }
}
