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
        if needs.isEmpty, !plan.kind.isTask { return }
        let domain = plan.domain ?? .singleColour
        let asked = LaunchToMap(
            id: launchNames.next(isTask: plan.kind.isTask), name: plan.name.description, domain: domain,
            isIndexLaunch: plan.domain != nil, isLaunching: plan.asynchronousBody != nil,
            variants: VariantToMap.all(of: plan, needs), size: LaunchSize(needs, pointCount: plan.pointCount))
        guard plan.kind.isTask else {
            launch.pointee.request = PlacementRequest(plan, asked, needs, processors: [-1], priority: 0)
            return
        }
        let context = instances.context
        let trail = self.trail + [asked.name]
        let options = try instances.ask("selectTaskOptions", asked.name, trail, plan.place) {
            try $0.selectTaskOptions(asked, context)
        }
        do throws(CohortError) {
            let processors = try processors(plan, asked, options, instances, context)
            let request = PlacementRequest(
                plan, asked, needs, processors: processors, priority: options.priority, reports: options.reports)
            try check(processors, of: request, instances)
            launch.pointee.request = request
        } catch {
            instances.reportRefusal(options.reports, of: asked)
            throw error
        }
    }

    /// The processor of each point, or one for all.
    private func processors(
        _ plan: LaunchPlan, _ asked: LaunchToMap, _ options: TaskOptions, _ instances: InstanceManager, _ context: MappingContext
    ) throws(CohortError) -> [Int32] {
        if plan.domain == nil { return [Self.number(options.processor)] }
        let slices = try instances.ask("sliceTask", asked.name, trail + [asked.name], plan.place) {
            try $0.sliceTask(asked, options, context)
        }
        if slices.count == 1, slices[0].domain == asked.domain { return [Self.number(slices[0].processor)] }
        return try spread(slices, over: asked.domain, plan, instances)
    }

    private func check(
        _ processors: [Int32], of request: PlacementRequest, _ instances: InstanceManager
    ) throws(CohortError) {
        for processor in Set(processors) where processor != -1 {
            let check = MappingCheck(mapper: instances.mapper.name, request: request, point: 0, trail: trail + [request.name])
            _ = try check.processor(Int(processor), instances.machine)
        }
    }

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
                    isShared: requirement.coherence != .exclusive, firstColumn: column,
                    role: number < plan.roles.count ? plan.roles[number] : .data, isStrided: requirement.isStrided))
        }
        return needs
    }

    /// How a request notes a processor; -1 for any.
    private static func number(_ processor: MachineModel.Processor.ID?) -> Int32 {
        processor.map { Int32(truncatingIfNeeded: $0.rawValue) } ?? -1
    }

    /// The processor of each point, if the slices have each once. O(points × rectangles of the domain).
    private func spread(
        _ slices: [TaskSlice], over domain: Domain, _ plan: LaunchPlan, _ instances: InstanceManager
    ) throws(CohortError) -> [Int32] {
        var processors = [Int32?](repeating: nil, count: domain.volume)
        for slice in slices {
            for index in 0 ..< slice.domain.volume {
                let point = slice.domain.pointCoordinates(at: index)
                guard let number = domain.index(ofPoint: point), processors[number] == nil else {
                    throw slicesError("has point \(point) twice, or it is none of the launch's", plan, instances)
                }
                processors[number] = Self.number(slice.processor)
            }
        }
        if let missing = processors.firstIndex(of: nil) {
            throw slicesError("lacks point \(domain.pointCoordinates(at: missing))", plan, instances)
        }
        return processors.map { $0 ?? -1 }
    }

    private func slicesError(_ what: String, _ plan: LaunchPlan, _ instances: InstanceManager) -> CohortError {
        CohortError(
            .mappingSlices, "mapper '\(instances.mapper.name)' cut the launch of task '\(plan.name)' so that it \(what)",
            rule: "the slices of an index launch have each of its points once", fix: "divide `launch.domain` into disjoint parts",
            trail: trail + [plan.name.description], at: plan.place)
    }
}

extension Worker {
    /// Gives an operation its instances and its processor; false when it has to wait for them, or has run already.
    @inline(never)
    func place(_ record: RecordPointer, _ launch: LaunchPointer) -> Bool {
        guard let request = launch.pointee.request, let instances = pool.instances else { return true }
        switch instances.place(record, launch, request, pool) {
        case .placed:
            request[point: Int(record.pointee.point)].log?.started = .now
            if (pool.clock == nil && pool.recorder == nil) || launch.pointee.asynchronousBody != nil { return true }
            runTimed(record, launch, request)
            return false
        case .deferred: return false
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

    /// The operation does not run; a mapper may want to know.
    @inline(never)
    func reportUnrun(_ record: RecordPointer, _ launch: LaunchPointer, _ outcome: ProfilingReport.Outcome) {
        guard let request = launch.pointee.request else { return }
        pool.instances?.report(outcome, request, Int(record.pointee.point))
    }

    /// Ends an operation that could not be mapped.
    private func fail(_ record: RecordPointer, _ launch: LaunchPointer, _ error: CohortError) {
        launch.pointee.context.didFail(record, launch, Int(record.pointee.point), error)
        if let next = completeAdmitted(record, launch) { push(WorkItem(next)) }
    }
}
