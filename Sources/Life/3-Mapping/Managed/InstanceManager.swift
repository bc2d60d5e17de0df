import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLocking

/// Knows all instances of a managed runtime, gives each operation the ones it works on, and moves the data.
///
/// One lock guards the whole table. It is held for looks and decisions, never while data move or a mapper thinks.
package final class InstanceManager: Sendable {
    let mapper: any Mapper
    private let state: Locked<InstanceTable>
    private let memories: [MemoryToMap]

    init(_ mapper: any Mapper, _ memories: [MemoryOptions]) {
        self.mapper = mapper
        let table = InstanceTable(memories)
        state = Locked(table)
        self.memories = table.pools.map { MemoryToMap(number: $0.number, name: $0.name, capacity: $0.capacity, used: 0) }
    }

    /// What became of an attempt to give an operation its instances.
    enum Outcome {
        case placed
        /// It is handed out again when memory, or data, that it needs may have become free.
        case deferred
        case failed(CohortError)
    }

    /// Gives a point its instances, with the data in them. Called by the worker that is about to run it.
    func place(_ record: RecordPointer, _ launch: LaunchPointer, _ request: PlacementRequest, _ pool: WorkerPool) -> Outcome {
        let point = Int(record.pointee.point)
        let mapping: TaskMapping
        do throws(CohortError) {
            mapping = try decide(request, point, launch)
        } catch {
            return .failed(error)
        }
        while true {
            let waiter = InstanceTable.Waiter(record: record, launch: launch)
            switch state.withLock({ $0.attempt(request, point, mapping, waiter) }) {
            case .placed(let placement, let copies):
                fill(copies, for: placement, pool)
                request[point] = placement
                return .placed
            case .evict(let evictions):
                for eviction in evictions { for copy in eviction.copies { copy.run() } }
                wake(state.withLock { $0.didEvict(evictions) }, pool)
            case .deferred: return .deferred
            case .failed(let error): return .failed(error)
            }
        }
    }

    /// An operation is over: what it used may be moved.
    func release(_ request: PlacementRequest, _ point: Int, _ pool: WorkerPool) {
        guard let placement = request[point] else { return }
        let copies = state.withLock { $0.refreshments(of: placement) }
        for copy in copies { copy.run() }
        wake(state.withLock { $0.release(placement, copies) }, pool)
        request[point] = nil
    }

    /// An operation has been issued that will give back the memory of a region, or of some of its fields.
    package func expectEnd(of region: Int) { state.withLock { $0.expectEnd(region) } }

    /// Gives the memory of a region back, or of one of its fields; nobody may use the data any more.
    package func forget(_ region: Int, field: Int32? = nil, _ pool: WorkerPool) {
        wake(state.withLock { $0.forget(region, field: field) }, pool)
    }

    /// True while operations wait for memory.
    var hasWaiting: Bool { state.withLock { !$0.waiting.isEmpty } }

    /// Nobody runs who could free memory: those that wait for it get an error.
    func giveUp() -> [(waiter: InstanceTable.Waiter, error: CohortError)] {
        state.withLock { $0.giveUp() }
    }

    /// Bytes held by each memory now, and at most.
    package var usage: [(name: String, used: Int, peak: Int)] {
        state.withLock { $0.pools.map { ($0.name, $0.usedByteCount, $0.peakByteCount) } }
    }

    private func fill(_ copies: [InstanceCopy], for placement: PointPlacement, _ pool: WorkerPool) {
        if copies.isEmpty { return }
        for copy in copies { copy.run() }
        wake(state.withLock { $0.didFill(copies, for: placement) }, pool)
    }

    private func wake(_ waiters: [InstanceTable.Waiter], _ pool: WorkerPool) {
        for waiter in waiters { pool.submit(WorkItem(waiter.record)) }
    }

    private func decide(_ request: PlacementRequest, _ point: Int, _ launch: LaunchPointer) throws(CohortError) -> TaskMapping {
        let used = state.withLock { $0.pools.map(\.usedByteCount) }
        let memories = zip(self.memories, used).map {
            MemoryToMap(number: $0.number, name: $0.name, capacity: $0.capacity, used: $1)
        }
        let mapping = mapper.mapTask(request.task(point, memories))
        try MappingCheck(mapper: mapper.name, request: request, point: point, trail: launch.pointee.context.trail(to: launch))
            .check(mapping, memories)
        return mapping
    }
}
