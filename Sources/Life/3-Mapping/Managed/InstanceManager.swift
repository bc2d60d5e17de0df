import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLocking
import CohortMachineModel

/// Knows all instances of a managed runtime, gives each operation the ones it works on, and moves the data.
///
/// One lock guards the whole table. It is held for looks and decisions, never while data move or a mapper thinks.
package final class InstanceManager: Sendable {
    let mapper: any Mapper
    private let wantsInstances: Bool
    let interests: MapperInterests
    /// True when tasks that are ready are not mapped at once.
    let asksAboutReady: Bool
    let machine: MachineModel
    let post: MapperPost
    /// The moment from which reports count.
    let start = ContinuousClock.now
    let processors: ProcessorTable
    let state: Locked<InstanceTable>
    let log: RunLog?

    init(_ mapper: any Mapper, _ machine: MachineModel, _ log: RunLog?, poisons: Bool) {
        self.mapper = mapper
        self.machine = machine
        wantsInstances = mapper.wantsInstances
        interests = mapper.interests
        asksAboutReady = !interests.isDisjoint(with: [.readyTasks, .stealing])
        post = MapperPost(mapper, ReadyQueues(processors: machine.processors.count))
        processors = ProcessorTable(count: machine.processors.count)
        state = Locked(InstanceTable(machine, interests, log, poisons: poisons))
        self.log = log
    }

    deinit { state.withLock { $0.releaseAll() } }

    /// What became of an attempt to give an operation what it needs.
    enum Outcome {
        case placed
        /// It is handed out again when what it needs may have become free.
        case deferred
        /// The mapper does not want to map it now.
        case putBack
        case failed(CohortError)
    }

    /// Gives a point its instances, with the data in them, and its processor. Called by the worker that is about to run it.
    ///
    /// A point that waits for data, for memory or for its processor is handed out again when these are there, and occupies no worker
    /// and no processor meanwhile.
    func place(_ record: RecordPointer, _ launch: LaunchPointer, _ request: PlacementRequest, _ pool: WorkerPool) -> Outcome {
        let point = Int(record.pointee.point)
        do throws(CohortError) {
            if request[point] == nil {
                noteReady(request, point)
                guard let decision = try decide(record, launch, request, pool) else { return .deferred }
                if decision.mapping.isPutBack { return .putBack }
                if let priority = decision.mapping.priority { request.points[point].priority = priority }
                let isThere = try map(record, launch, request, decision, pool)
                if !isThere { return .deferred }
            }
            guard let placement = request[point] else { cohortBug("an operation lost its instances") }
            // Whoever comes again with data was given the processor that it waited for.
            if placement.hasData { return .placed }
            placement.hasData = true
            if let clock = pool.clock { return clock.admits(record, launch, request, placement) ? .placed : .deferred }
            guard let processor = placement.processor, !request.isLasting else { return .placed }
            return processors.enter(processor, record, priority: request.points[point].priority) ? .placed : .deferred
        } catch {
            return .failed(error)
        }
    }

    /// The copies that bring the instances of enclosing tasks, and arrays outside, up to date when an operation is over.
    func owed(_ record: RecordPointer, _ request: PlacementRequest) -> [DataMove] {
        guard let placement = request[Int(record.pointee.point)] else { return [] }
        let hasFailed = record.hasFailed
        return state.withLock {
            $0.refreshments(of: placement, hasFailed: hasFailed)
                + (hasFailed ? [] : $0.homecomings(of: placement, request.arrayChanges))
        }
    }

    /// Gives a point its instances; false when it has to wait for memory, or for data that others copy in large parts.
    private func map(
        _ record: RecordPointer, _ launch: LaunchPointer, _ request: PlacementRequest, _ decision: MappingDecision,
        _ pool: WorkerPool
    ) throws(CohortError) -> Bool {
        defer { tellCollections() }
        let point = Int(record.pointee.point)
        guard let (placement, copies) = try giveInstances(record, launch, request, decision, pool) else { return false }
        request[point] = placement
        log?.tell(placement, of: record)
        noteInstances(placement, request, point)
        return fill(copies, for: placement, record, request, pool)
    }

    /// An operation is over: what it used may be moved, its processor goes to the next, and the mapper is told what it asked for.
    func release(_ record: RecordPointer, _ launch: LaunchPointer, _ request: PlacementRequest, _ pool: WorkerPool) {
        let point = Int(record.pointee.point)
        let processor = request[point]?.processor
        defer {
            report(record.hasFailed ? .failed : .completed, request, point, processor: processor)
            carryOut(request.arrayChanges, pool)
            for change in request.arrayChanges { log?.tell(change, by: record) }
        }
        guard let placement = request[point] else { return }
        request.points[point].log?.ended = .now
        let copies = owed(record, request)
        run(copies, record, request, pool)
        if interests.contains(.postmapping), request.operation == nil, !record.hasFailed {
            copyResults(record, launch, request, placement, pool)
        }
        wake(state.withLock { $0.release(placement) }, pool)
        tellCollections()
        request[point] = nil
        if let processor, !request.isLasting, let next = processors.leave(processor) { pool.submit(WorkItem(next)) }
        post.didChange()
    }

    /// An operation has been issued that will give back the memory of a region, or of some of its fields.
    package func expectEnd(of region: Int) { state.withLock { $0.expectEnd(region) } }

    /// Gives the memory of a region back, or of one of its fields; nobody may use the data any more.
    package func forget(_ region: Int, field: Int32? = nil, _ pool: WorkerPool) {
        wake(state.withLock { $0.forget(region, field: field) }, pool)
        tellCollections()
        post.didChange()
    }

    /// The operations that wait for memory.
    var starved: [RecordPointer] { state.withLock { $0.waiting.map(\.record) } }

    /// Nobody runs who could free memory: those that wait for it get an error.
    func giveUp() -> [(waiter: InstanceTable.Waiter, error: CohortError)] {
        state.withLock { $0.giveUp() }
    }

    /// Bytes held by each memory now, and at most.
    package var usage: [(name: String, used: Int, peak: Int)] {
        state.withLock { $0.pools.map { ($0.name, $0.usedByteCount, $0.peakByteCount) } }
    }

    /// Nil when the operation has to wait.
    private func giveInstances(
        _ record: RecordPointer, _ launch: LaunchPointer, _ request: PlacementRequest, _ decision: MappingDecision,
        _ pool: WorkerPool
    ) throws(CohortError) -> (placement: PointPlacement, copies: [DataMove])? {
        let point = Int(record.pointee.point)
        noteRequests(decision.mapping.reports, request, point)
        let waiter = InstanceTable.Waiter(record: record, launch: launch)
        while true {
            var attempt = state.withLock { $0.attempt(request, point, decision, waiter) }
            if case .choosing(let placement) = attempt {
                let chosen = try chooseSources(placement, request, point, launch, pool)
                let settled = state.withLock { $0.settle(placement, chosen, waiter) }
                wake(settled.others, pool)
                attempt = settled.attempt
            }
            switch attempt {
            case .placed(let placement, let copies): return (placement, copies)
            case .evict(let evictions):
                let copies = evictions.flatMap(\.copies)
                run(copies, record, request, pool)
                if let clock = pool.clock, !copies.isEmpty {
                    leave(evictions, copies, for: record, clock)
                    return nil
                }
                wake(state.withLock { $0.didEvict(evictions) }, pool)
            case .deferred, .choosing: return nil
            case .failed(let error): throw error
            case .unfit(let problem, let number):
                throw check(request, point, launch).impossible(problem, number, decision.layouts[number])
            }
        }
    }

    /// Lets the mapper rank the sources of each use that has several.
    private func chooseSources(
        _ placement: PointPlacement, _ request: PlacementRequest, _ point: Int, _ launch: LaunchPointer, _ pool: WorkerPool
    ) throws(CohortError) -> [Int: [Int]] {
        let choices = state.withLock { $0.sourceChoices(placement, request, point, machine) }
        var chosen: [Int: [Int]] = [:]
        do throws(CohortError) {
            for choice in choices {
                let answer = try ask("selectSources", about: request, launch) { mapper, context in
                    try mapper.selectSources(choice.question, context)
                }
                try check(request, point, launch).check(sources: answer, for: choice.question)
                chosen[choice.use] = answer.map(\.number)
            }
        } catch {
            wake(state.withLock { $0.abandon(placement) }, pool)
            throw error
        }
        return chosen
    }

    /// Where time is modelled, there is room when what must be kept has left; then the operation asks again.
    private func leave(
        _ evictions: [InstanceTable.Eviction], _ copies: [DataMove], for record: RecordPointer, _ clock: ModelledClock
    ) {
        clock.move(copies) { worker in
            self.wake(self.state.withLock { $0.didEvict(evictions) }, worker.pool)
            worker.hand(record)
        }
    }

    func wake(_ waiters: [InstanceTable.Waiter], _ pool: WorkerPool) {
        for waiter in waiters { pool.submit(WorkItem(waiter.record)) }
    }
}

// Asking the mapper.

extension InstanceManager {
    /// Nil when the operation has to wait for the answer.
    private func decide(
        _ record: RecordPointer, _ launch: LaunchPointer, _ request: PlacementRequest, _ pool: WorkerPool
    ) throws(CohortError) -> MappingDecision? {
        let point = Int(record.pointee.point)
        let check = check(request, point, launch)
        if request.operation != nil { return try decide(operation: request, point, launch, check) }
        if request.runsInline {
            let mapping = state.withLock { $0.inlineMapping(request, point, launch.pointee.context.placement, machine) }
            return try check.check(mapping, on: nil, machine)
        }
        if let gang = launch.gang { return try gang.mapping(of: request, record, launch, self, pool) }
        let question = question(request, point)
        let mapping = try ask("mapTask", about: request, launch) { mapper, context in
            try mapper.mapTask(question, context)
        }
        let processor = mapping.processor?.rawValue ?? request.processor(ofPoint: point)
        return try check.check(mapping, on: processor, machine)
    }

    private func decide(
        operation request: PlacementRequest, _ point: Int, _ launch: LaunchPointer, _ check: MappingCheck
    ) throws(CohortError) -> MappingDecision {
        // What changes only where data belong uses none, and there is nothing to decide.
        if request.needs.isEmpty { return MappingDecision(mapping: TaskMapping([]), processor: nil, body: nil, layouts: []) }
        let question = operationQuestion(request, point)
        let mapping = try ask("mapOperation", about: request, launch) { mapper, context in
            try mapper.mapOperation(question, context)
        }
        var answer = TaskMapping(mapping.requirements)
        answer.reports = mapping.reports
        return try check.check(answer, on: nil, machine)
    }

    func check(_ request: PlacementRequest, _ point: Int?, _ launch: LaunchPointer) -> MappingCheck {
        MappingCheck(mapper: post.mapperName, request: request, point: point, trail: launch.pointee.context.trail(to: launch))
    }

    /// What a mapper is told of a point.
    func question(_ request: PlacementRequest, _ point: Int) -> TaskToMap {
        TaskToMap(
            launch: request.launch, name: request.name, point: point, pointCount: request.pointCount,
            isLaunching: request.isLasting,
            processor: request.processor(ofPoint: point).flatMap { machine.processor(.init(rawValue: $0)) },
            variants: request.variants, priority: request.points[point].priority, isStealable: request.options.isStealable,
            refusals: request.points[point].refusals, isLastCall: request.points[point].isLastCall,
            requirements: requirements(request, point))
    }

    /// The same of an operation of the runtime's.
    private func operationQuestion(_ request: PlacementRequest, _ point: Int) -> OperationToMap {
        guard let kind = request.operation else { cohortBug("a task was asked about as an operation") }
        return OperationToMap(
            launch: request.launch, kind: kind, name: request.name, point: point, pointCount: request.pointCount,
            requirements: requirements(request, point), roles: request.needs.map(\.role))
    }

    private func requirements(_ request: PlacementRequest, _ point: Int) -> [RequirementToMap] {
        state.withLock { table in
            request.needs.map { table.question($0, point, machine, listsInstances: wantsInstances) }
        }
    }
}
