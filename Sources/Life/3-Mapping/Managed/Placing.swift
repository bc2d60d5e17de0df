import CohortData
import CohortDiagnostics

// The managed mapping, where it meets the path of a task: a request at the launch, instances before the body, and their release
// after it.

extension TaskContext {
    /// Notes what the points of a launch will need of memories.
    func requestInstances(_ plan: LaunchPlan, _ launch: LaunchPointer) {
        if plan.passesDataOn { return }
        var needs: [PlacementRequest.Need] = []
        for (number, requirement) in plan.requirements.enumerated() where requirement.privilege != .none {
            // Accumulators are not instances; what they hold is folded by an operation that needs one.
            let isBuffered =
                requirement.privilege == .reduce && !requirement.reducesInPlace && plan.asynchronousBody == nil
            if isBuffered || requirement.fields.isEmpty { continue }
            needs.append(
                PlacementRequest.Need(
                    tree: requirement.tree, node: requirement.node, selection: requirement.selection,
                    fields: Array(plan.fields[requirement.fields]), privilege: requirement.privilege,
                    isShared: requirement.coherence != .exclusive, firstColumn: firstColumn(plan, number)))
        }
        if !needs.isEmpty { launch.pointee.request = PlacementRequest(plan, needs) }
    }

    private func firstColumn(_ plan: LaunchPlan, _ number: Int) -> Int {
        plan.requirements[..<number].reduce(0) { $0 + $1.fields.count }
    }
}

extension Worker {
    /// Gives an operation its instances; false when it has to wait for them.
    @inline(never)
    func place(_ record: RecordPointer, _ launch: LaunchPointer) -> Bool {
        guard let request = launch.pointee.request, let instances = launch.pointee.context.runtime.instances else { return true }
        switch instances.place(record, launch, request, pool) {
        case .placed: return true
        case .deferred: return false
        case .failed(let error):
            fail(record, launch, error)
            return false
        }
    }

    /// The operation is over; its instances may go elsewhere.
    @inline(never)
    func leaveInstances(_ record: RecordPointer, _ launch: LaunchPointer) {
        guard let request = launch.pointee.request else { return }
        launch.pointee.context.runtime.instances?.release(request, Int(record.pointee.point), pool)
    }

    /// Ends an operation that could not be mapped.
    private func fail(_ record: RecordPointer, _ launch: LaunchPointer, _ error: CohortError) {
        launch.pointee.context.didFail(record, launch, Int(record.pointee.point), error)
        if let next = completeAdmitted(record, launch) { push(WorkItem(next)) }
    }
}
