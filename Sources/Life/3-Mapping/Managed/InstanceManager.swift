import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLocking
import CohortMachineModel

/// Knows all instances of a managed runtime, gives each operation the ones it works on, and moves the data.
///
/// One lock guards the whole table. It is held for looks and decisions, never while data move or a mapper thinks.
package final class InstanceManager: Sendable {
    private let mapper: any Mapper
    private let wantsInstances: Bool
    let interests: MapperInterests
    /// True when tasks that are ready are not mapped at once.
    let asksAboutReady: Bool
    let machine: MachineModel
    let post: MapperPost
    let processors: ProcessorTable
    private let state: Locked<InstanceTable>

    init(_ mapper: any Mapper, _ machine: MachineModel) {
        self.mapper = mapper
        self.machine = machine
        wantsInstances = mapper.wantsInstances
        interests = mapper.interests
        asksAboutReady = !interests.isDisjoint(with: [.readyTasks, .stealing])
        post = MapperPost(mapper, ReadyQueues(processors: machine.processors.count))
        processors = ProcessorTable(count: machine.processors.count)
        state = Locked(InstanceTable(machine))
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
    func place(_ record: RecordPointer, _ launch: LaunchPointer, _ request: PlacementRequest, _ pool: WorkerPool) -> Outcome {
        let point = Int(record.pointee.point)
        // Whoever comes again with instances was given the processor that it waited for.
        if request[point] != nil { return .placed }
        do throws(CohortError) {
            guard let (mapping, processor) = try decide(record, launch, request, pool) else { return .deferred }
            if mapping.isPutBack { return .putBack }
            if let priority = mapping.priority { request.points[point].priority = priority }
            guard let placement = try giveInstances(record, launch, request, mapping, processor, pool) else { return .deferred }
            request[point] = placement
            guard let processor, !request.isLasting else { return .placed }
            return processors.enter(processor, record, priority: request.points[point].priority) ? .placed : .deferred
        } catch {
            return .failed(error)
        }
    }

    /// An operation is over: what it used may be moved, and its processor goes to the next.
    func release(_ request: PlacementRequest, _ point: Int, _ pool: WorkerPool) {
        guard let placement = request[point] else { return }
        let copies = state.withLock { $0.refreshments(of: placement) }
        for copy in copies { copy.run() }
        wake(state.withLock { $0.release(placement, copies) }, pool)
        request[point] = nil
        if let processor = placement.processor, !request.isLasting, let next = processors.leave(processor) {
            pool.submit(WorkItem(next))
        }
        post.didChange()
    }

    /// An operation has been issued that will give back the memory of a region, or of some of its fields.
    package func expectEnd(of region: Int) { state.withLock { $0.expectEnd(region) } }

    /// Gives the memory of a region back, or of one of its fields; nobody may use the data any more.
    package func forget(_ region: Int, field: Int32? = nil, _ pool: WorkerPool) {
        wake(state.withLock { $0.forget(region, field: field) }, pool)
        post.didChange()
    }

    /// True while operations wait for memory, or for a mapper to choose them.
    var hasWaiting: Bool { !post.ready.isEmpty || state.withLock { $0.hasWaiting } }

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
        _ record: RecordPointer, _ launch: LaunchPointer, _ request: PlacementRequest, _ mapping: TaskMapping, _ processor: Int?,
        _ pool: WorkerPool
    ) throws(CohortError) -> PointPlacement? {
        while true {
            let waiter = InstanceTable.Waiter(record: record, launch: launch)
            switch state.withLock({ $0.attempt(request, Int(record.pointee.point), mapping, processor, waiter) }) {
            case .placed(let placement, let copies):
                fill(copies, for: placement, pool)
                return placement
            case .evict(let evictions):
                for eviction in evictions { for copy in eviction.copies { copy.run() } }
                wake(state.withLock { $0.didEvict(evictions) }, pool)
            case .deferred: return nil
            case .failed(let error): throw error
            }
        }
    }

    private func fill(_ copies: [DataMove], for placement: PointPlacement, _ pool: WorkerPool) {
        if copies.isEmpty { return }
        for copy in copies { copy.run() }
        wake(state.withLock { $0.didFill(copies, for: placement) }, pool)
    }

    private func wake(_ waiters: [InstanceTable.Waiter], _ pool: WorkerPool) {
        for waiter in waiters { pool.submit(WorkItem(waiter.record)) }
    }
}

// Asking the mapper.

extension InstanceManager {
    /// Asks the mapper, in its synchronization model.
    func ask<Answer>(_ question: (any Mapper, MappingContext) -> Answer) -> Answer {
        post.ask {
            let used = state.withLock { $0.pools.map(\.usedByteCount) }
            return question(mapper, MappingContext(machine: machine, used: used, post: post))
        }
    }

    /// Nil when the operation has to wait for the answer.
    private func decide(
        _ record: RecordPointer, _ launch: LaunchPointer, _ request: PlacementRequest, _ pool: WorkerPool
    ) throws(CohortError) -> (TaskMapping, processor: Int?)? {
        let point = Int(record.pointee.point)
        if request.runsInline {
            return (state.withLock { $0.inlineMapping(request, point, launch.pointee.context.placement, machine) }, nil)
        }
        if let gang = launch.gang, request.isTask {
            guard let mapping = try gang.mapping(of: request, record, launch, self, pool) else { return nil }
            return (mapping, mapping.processor?.rawValue)
        }
        let question = question(request, point)
        let mapping = ask { mapper, context in
            request.isTask ? mapper.mapTask(question, context) : mapper.mapOperation(question, context)
        }
        let processor = mapping.processor?.rawValue ?? request.processor(ofPoint: point)
        try check(request, point, launch).check(mapping, on: processor, machine)
        return (mapping, processor)
    }

    func check(_ request: PlacementRequest, _ point: Int?, _ launch: LaunchPointer) -> MappingCheck {
        MappingCheck(mapper: post.mapperName, request: request, point: point, trail: launch.pointee.context.trail(to: launch))
    }

    /// What a mapper is told of a point.
    func question(_ request: PlacementRequest, _ point: Int) -> TaskToMap {
        TaskToMap(
            name: request.name, point: point, pointCount: request.pointCount, isLaunching: request.isLasting,
            processor: request.processor(ofPoint: point).flatMap { machine.processor(.init(rawValue: $0)) },
            priority: request.points[point].priority, isStealable: request.options.isStealable,
            refusals: request.points[point].refusals, isLastCall: request.points[point].isLastCall,
            requirements: state.withLock { table in
                request.needs.map { table.question($0, point, machine, listsInstances: wantsInstances) }
            })
    }
}
