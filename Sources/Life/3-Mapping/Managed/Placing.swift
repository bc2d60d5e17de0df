import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortMachineModel

// The managed mapping, where it meets the path of a task: a request at the launch, instances before the body, and their release
// after it.

extension TaskContext {
    /// Notes what the points of a launch will need, and where the mapper sends them.
    func request(_ plan: LaunchPlan, _ launch: LaunchPointer, _ instances: InstanceManager) throws(CohortError) {
        let needs = needs(of: plan)
        if needs.isEmpty, !plan.kind.isTask, plan.arrayChanges.isEmpty { return }
        let asked = LaunchToMap(
            id: launchNames.next(isTask: plan.kind.isTask), name: plan.name.description, domain: plan.domain ?? .singleColour,
            isIndexLaunch: plan.domain != nil, isLaunching: plan.asynchronousBody != nil,
            variants: VariantToMap.all(of: plan, needs), size: LaunchSize(needs, pointCount: plan.pointCount))
        guard plan.kind.isTask else {
            launch.pointee.request = PlacementRequest(plan, asked, needs, TaskOptions(), runsInline: false)
            return
        }
        let options = try instances.ask("selectTaskOptions", asked.name, trail + [asked.name], plan.place) { mapper, context in
            try mapper.selectTaskOptions(asked, context)
        }
        let request = PlacementRequest(plan, asked, needs, options, runsInline: options.runsInline && canRunInline(plan))
        do throws(CohortError) {
            try send(request, plan, launch, instances)
        } catch {
            instances.reportRefusal(options.reports, of: asked)
            throw error
        }
        launch.pointee.request = request
    }

    /// Sends the points where options and slices say.
    private func send(
        _ request: PlacementRequest, _ plan: LaunchPlan, _ launch: LaunchPointer, _ instances: InstanceManager
    ) throws(CohortError) {
        let asked = request.launch
        let options = request.options
        let check = instances.check(request, nil, launch)
        if let processor = options.processor { _ = try check.processor(processor.rawValue, instances.machine) }
        if plan.domain != nil, !request.runsInline {
            let slices = try instances.ask("sliceTask", asked.name, trail + [asked.name], plan.place) { mapper, context in
                try mapper.sliceTask(asked, options, context)
            }
            try send(slices, of: asked.domain, request, check, instances.machine)
        }
    }

    /// True when the launching task may run the tasks itself: nothing that it would have to do first keeps them waiting.
    private func canRunInline(_ plan: LaunchPlan) -> Bool { plan.gang == nil && epoch == nil && openMappings == 0 }

    private func needs(of plan: LaunchPlan) -> [PlacementRequest.Need] {
        if plan.passesDataOn { return [] }
        var needs: [PlacementRequest.Need] = []
        var column = 0
        for (number, requirement) in plan.requirements.enumerated() {
            defer { column += requirement.fields.count }
            // Accumulators are not instances; what they hold is folded by an operation that needs one.
            let isBuffered =
                requirement.privilege == .reduce && !requirement.reducesInPlace && plan.asynchronousBody == nil
            if requirement.privilege == .none || isBuffered || requirement.fields.isEmpty { continue }
            needs.append(
                PlacementRequest.Need(
                    tree: requirement.tree, node: requirement.node, selection: requirement.selection,
                    fields: Array(plan.fields[requirement.fields]), privilege: requirement.privilege,
                    isShared: requirement.coherence != .exclusive, requirement: number, firstColumn: column,
                    role: number < plan.roles.count ? plan.roles[number] : .data, isStrided: requirement.isStrided))
        }
        return needs
    }

    /// Sends each point to the processor of its slice, if the slices have each once. O(points × rectangles of the domain).
    private func send(
        _ slices: [TaskSlice], of domain: Domain, _ request: PlacementRequest, _ check: MappingCheck, _ machine: MachineModel
    ) throws(CohortError) {
        var hasPoint = [Bool](repeating: false, count: domain.volume)
        for slice in slices {
            if let processor = slice.processor { _ = try check.processor(processor.rawValue, machine) }
            for index in 0 ..< slice.domain.volume {
                let point = slice.domain.pointCoordinates(at: index)
                guard let number = domain.index(ofPoint: point), !hasPoint[number] else {
                    throw check.slices("has point \(point) twice, or it is none of the launch's")
                }
                hasPoint[number] = true
                request.send(number, to: slice.processor)
            }
        }
        if let missing = hasPoint.firstIndex(of: false) {
            throw check.slices("lacks point \(domain.pointCoordinates(at: missing))")
        }
    }
}

extension MappingCheck {
    fileprivate func slices(_ what: String) -> CohortError {
        error(
            .mappingSlices, "cut the launch so that it \(what)",
            rule: "the slices of an index launch have each of its points once", fix: "divide `launch.domain` into disjoint parts")
    }
}

extension Worker {
    /// Whether an operation of a managed runtime may run now: chosen by the mapper, let in by the gate, with its instances and its
    /// processor. False when it has to wait for any of them, or has run already.
    @inline(never)
    func place(_ record: RecordPointer, _ launch: LaunchPointer) -> Bool {
        guard let request = launch.pointee.request, let instances = pool.instances else { return true }
        if !instances.isChosen(record, launch, request) { return false }
        if !launch.pointee.claims.isEmpty, !enter(record, launch) { return false }
        let moment = instances.post.ready.moment
        switch instances.place(record, launch, request, pool) {
        case .placed:
            request.points[Int(record.pointee.point)].log?.started = .now
            if (pool.clock == nil && pool.recorder == nil) || launch.pointee.asynchronousBody != nil { return true }
            runTimed(record, launch, request)
            return false
        case .deferred: return false
        case .putBack:
            // Others may have meanwhile what it would have had to itself.
            if !launch.pointee.claims.isEmpty { start(pool.gate.leave(record)) }
            instances.putBack(record, launch, request, since: moment)
            return false
        case .failed(let error):
            fail(record, launch, error)
            return false
        }
    }

    /// The operation is over; its instances may go elsewhere, and its processor to the next.
    @inline(never)
    func leaveInstances(_ record: RecordPointer, _ launch: LaunchPointer) {
        guard let request = launch.pointee.request else { return }
        pool.instances?.release(record, launch, request, pool)
    }

    /// The operation does not run; a mapper may want to know, and arrays that it names are what the program says all the same.
    @inline(never)
    func reportUnrun(_ record: RecordPointer, _ launch: LaunchPointer, _ outcome: ProfilingReport.Outcome) {
        guard let request = launch.pointee.request else { return }
        pool.instances?.report(outcome, request, Int(record.pointee.point))
        pool.instances?.carryOut(request.arrayChanges, pool)
    }

    /// Ends an operation that could not be mapped.
    func fail(_ record: RecordPointer, _ launch: LaunchPointer, _ error: CohortError) {
        launch.pointee.context.didFail(record, launch, Int(record.pointee.point), error)
        if let next = completeAdmitted(record, launch) { push(WorkItem(next)) }
    }
}
