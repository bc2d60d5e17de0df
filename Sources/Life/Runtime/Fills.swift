import CohortData
import CohortDiagnostics
import CohortGeometry

extension TaskContext {
    /// Fills one field of the pieces selected; nothing is written until somebody looks.
    ///
    /// `plan` names the pieces with the privilege to discard. Under a predicate the fill is carried out at once.
    package func fill(_ plan: LaunchPlan, with value: FillValue) {
        readMail()
        if let error = check(plan) { return refuse(plan, error, nil) }
        let requirement = plan.requirements[0]
        let state = state(of: requirement.tree)
        let pending = PendingFill(
            node: requirement.node, selection: requirement.selection, place: plan.place, value: value)
        if plan.predicate != nil || plan.hasCompany || isRestricted(plan, requirement) {
            // What is pending comes before this fill, and may have to stay.
            materialise(plan, requirement, state)
            let now = fillPlan(pending, requirement.tree, plan.fields[requirement.fields.lowerBound], predicate: plan.predicate)
            now.accompany(like: plan)
            if let error = bringIn(now) { return refuse(plan, error, nil) }
            let last = takingOut(now)
            issue(now)
            if let last { issue(last) }
            noteWrites(plan)
            return
        }
        for field in plan.fields[requirement.fields] {
            if coversAll(requirement) { state.contents[Int(field)].fills.removeAll() }
            state.contents[Int(field)].fills.append(pending)
        }
        state.hasPendingFills = true
        noteWrites(plan)
    }

    /// Carries out the pending fills of the fields a launch is about to use, unless it overwrites them whole.
    func materialiseFills(seenBy plan: LaunchPlan) {
        for requirement in plan.requirements where requirement.privilege != .none {
            let state = state(of: requirement.tree)
            if state.hasPendingFills { materialise(plan, requirement, state) }
        }
    }

    @inline(never)
    private func materialise(_ plan: LaunchPlan, _ requirement: Requirement, _ state: TreeState) {
        for field in plan.fields[requirement.fields] where !state.contents[Int(field)].fills.isEmpty {
            let fills = state.contents[Int(field)].fills
            state.contents[Int(field)].fills = []
            if requirement.privilege == .discard, plan.predicate == nil, coversAll(requirement) { continue }
            for fill in fills { issue(fillPlan(spread(fill, over: requirement), requirement.tree, field)) }
        }
        let hasPendingFills = state.contents.contains { !$0.fills.isEmpty }
        if hasPendingFills != state.hasPendingFills { state.hasPendingFills = hasPendingFills }
    }

    /// Carries out what is still pending for regions that outlive this task: those it was given.
    func carryOutFills() {
        for tree in held.map(\.tree) { carryOutFills(of: tree) }
    }

    /// The same for one region.
    func carryOutFills(of tree: RegionTree) {
        guard let state = states[tree.id], state.hasPendingFills else { return }
        for field in state.contents.indices {
            let fills = state.contents[field].fills
            state.contents[field].fills = []
            for fill in fills { issue(fillPlan(fill, tree, Int32(field))) }
        }
        state.hasPendingFills = false
    }

    /// Makes a fill of the whole region a parallel one, along the partition that is about to be used.
    private func spread(_ fill: PendingFill, over requirement: Requirement) -> PendingFill {
        guard fill.node.parent == nil, requirement.usesAllPieces, requirement.node.coversRoot, requirement.node.isDisjoint
        else { return fill }
        var parallel = fill
        parallel.node = requirement.node
        parallel.selection = .identity
        return parallel
    }

    private func coversAll(_ requirement: Requirement) -> Bool {
        requirement.node.coversRoot && (requirement.usesAllPieces || requirement.node.count == 1)
    }

    private func fillPlan(
        _ fill: PendingFill, _ tree: RegionTree, _ field: Int32, predicate: Predication? = nil
    ) -> LaunchPlan {
        let plan = LaunchPlan()
        plan.reset("fill", at: fill.place)
        plan.isChecked = false
        plan.kind = .operation(.fill)
        plan.fields.append(field)
        plan.require(tree, fill.node, fill.selection, .discard, lastFields: 1, parameter: 0, isStrided: true)
        if case .projected(let table) = fill.selection { plan.propose(.numbers(below: table.count)) }
        if let source = fill.value.source { plan.extraPredecessors.append(source) }
        plan.predicate = predicate
        let value = fill.value
        let element = tree.layout[Int(field)]
        let dimension = tree.dimension
        plan.closure = { value.fill($0.column(0), dimension: dimension, element) }
        return plan
    }
}

extension FillValue {
    /// Gives all elements of a column's piece the value, in any layout.
    fileprivate func fill(_ view: ColumnView, dimension: Int, _ element: FieldDescriptor) {
        let column = view.column(dimension: dimension)
        let boxes = view.shape.pointee.boxes(dimension: dimension)
        if element.managed != nil {
            let pair = AffinePair(from: column, to: column, elementByteCount: element.stride)
            return pair.forEachRun(of: boxes) { target, _, count in write(target, count) }
        }
        withUnsafeTemporaryAllocation(byteCount: element.stride, alignment: element.alignment) { one in
            guard let one = one.baseAddress else { return }
            write(one, 1)
            AffineFill(column, with: one, elementByteCount: element.stride).fill(boxes)
        }
    }
}
