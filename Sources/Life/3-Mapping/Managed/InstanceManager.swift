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
    let machine: MachineModel
    private let processors: ProcessorTable
    private let state: Locked<InstanceTable>

    init(_ mapper: any Mapper, _ machine: MachineModel) {
        self.mapper = mapper
        self.machine = machine
        processors = ProcessorTable(count: machine.processors.count)
        state = Locked(InstanceTable(machine))
    }

    deinit { state.withLock { $0.releaseAll() } }

    /// What became of an attempt to give an operation what it needs.
    enum Outcome {
        case placed
        /// It is handed out again when what it needs may have become free.
        case deferred
        case failed(CohortError)
    }

    /// Gives a point its instances, with the data in them, and its processor. Called by the worker that is about to run it.
    func place(_ record: RecordPointer, _ launch: LaunchPointer, _ request: PlacementRequest, _ pool: WorkerPool) -> Outcome {
        let point = Int(record.pointee.point)
        // Whoever comes again with instances was given the processor that it waited for.
        if request[point] != nil { return .placed }
        do throws(CohortError) {
            guard let placement = try giveInstances(record, launch, request, pool) else { return .deferred }
            request[point] = placement
            guard let processor = placement.processor, !request.isLasting else { return .placed }
            return processors.enter(processor, record, priority: request.priority) ? .placed : .deferred
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
        guard let processor = placement.processor, !request.isLasting else { return }
        if let next = processors.leave(processor) { pool.submit(WorkItem(next)) }
    }

    /// An operation has been issued that will give back the memory of a region, or of some of its fields.
    package func expectEnd(of region: Int) { state.withLock { $0.expectEnd(region) } }

    /// Gives the memory of a region back, or of one of its fields; nobody may use the data any more.
    package func forget(_ region: Int, field: Int32? = nil, _ pool: WorkerPool) {
        wake(state.withLock { $0.forget(region, field: field) }, pool)
    }

    /// True while operations wait for memory.
    var hasWaiting: Bool { state.withLock { $0.hasWaiting } }

    /// Nobody runs who could free memory: those that wait for it get an error.
    func giveUp() -> [(waiter: InstanceTable.Waiter, error: CohortError)] {
        state.withLock { $0.giveUp() }
    }

    /// Bytes held by each memory now, and at most.
    package var usage: [(name: String, used: Int, peak: Int)] {
        state.withLock { $0.pools.map { ($0.name, $0.usedByteCount, $0.peakByteCount) } }
    }

    /// What a mapper may know of the machine now.
    var context: MappingContext { MappingContext(machine: machine, used: state.withLock { $0.pools.map(\.usedByteCount) }) }

    /// Nil when the operation has to wait.
    private func giveInstances(
        _ record: RecordPointer, _ launch: LaunchPointer, _ request: PlacementRequest, _ pool: WorkerPool
    ) throws(CohortError) -> PointPlacement? {
        let decision = try decide(request, Int(record.pointee.point), launch)
        while true {
            let waiter = InstanceTable.Waiter(record: record, launch: launch)
            switch state.withLock({ $0.attempt(request, Int(record.pointee.point), decision, waiter) }) {
            case .placed(let placement, let copies):
                fill(copies, for: placement, pool)
                return placement
            case .evict(let evictions):
                for eviction in evictions { for copy in eviction.copies { copy.run() } }
                wake(state.withLock { $0.didEvict(evictions) }, pool)
            case .deferred: return nil
            case .failed(let error): throw error
            case .unfit(let problem, let number):
                throw check(request, Int(record.pointee.point), launch).impossible(problem, number, decision.layouts[number])
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
    private func decide(
        _ request: PlacementRequest, _ point: Int, _ launch: LaunchPointer
    ) throws(CohortError) -> MappingDecision {
        let check = check(request, point, launch)
        if let gang = launch.gang, request.isTask {
            let mapping = try gang.mapping(of: request, point, launch, self)
            return try check.check(mapping, on: mapping.processor?.rawValue, machine)
        }
        let question = question(request, point)
        let mapping = request.isTask ? mapper.mapTask(question, context) : mapper.mapOperation(question, context)
        let processor = mapping.processor?.rawValue ?? request.processor(ofPoint: point)
        return try check.check(mapping, on: processor, machine)
    }

    func check(_ request: PlacementRequest, _ point: Int, _ launch: LaunchPointer) -> MappingCheck {
        MappingCheck(mapper: mapper.name, request: request, point: point, trail: launch.pointee.context.trail(to: launch))
    }

    /// What a mapper is told of a point.
    func question(_ request: PlacementRequest, _ point: Int) -> TaskToMap {
        TaskToMap(
            name: request.name, point: point, pointCount: request.pointCount, isLaunching: request.isLasting,
            processor: request.processor(ofPoint: point).flatMap { machine.processor(.init(rawValue: $0)) },
            variants: request.variants,
            requirements: state.withLock { table in
                request.needs.map { table.question($0, point, machine, listsInstances: mapper.wantsInstances) }
            })
    }
}
