/// What a pool's contexts have in flight and what they wait for, at a moment at which nobody changes it.
struct Census {
    /// The tasks that launch others and are not over.
    let contexts: [LiveContext]
    /// Contexts whose code runs, so that nobody else may look at their operations.
    let busy: Set<UInt64>
    /// What the workers do, in their order.
    let activities: [Activity]
    /// The operations that are not over, oldest first in each context.
    private(set) var operations: [RecordPointer] = []
    private(set) var known: Set<RecordPointer> = []
    /// From operations to those they follow that are not over.
    private(set) var predecessors: [RecordPointer: [RecordPointer]] = [:]
    /// The contexts of running tasks, by the tasks' operations.
    private(set) var children: [RecordPointer: TaskContext] = [:]
    /// What operations without a body stand for.
    private(set) var events: [RecordPointer: (context: TaskContext, number: Int, wait: Wait)] = [:]
    /// What the code of a context waits for.
    private(set) var waits: [UInt64: [(number: Int, wait: Wait)]] = [:]
    /// The operations that arrive at barriers.
    private(set) var arrivals: [(state: BarrierState, generation: UInt64, record: RecordPointer)] = []
    /// Open must-epochs: the operation that all their tasks follow, and whose code has opened them.
    private(set) var openings: [RecordPointer: TaskContext] = [:]
    /// Those at the gate, each with who is in the way.
    let gate: [RecordPointer: (obstacle: RecordPointer?, claim: Claim?)]
    /// Those that wait for memory, and those that a mapper has left.
    let starved: Set<RecordPointer>
    let left: Set<RecordPointer>
    /// Those whose bodies run on a worker.
    let running: Set<RecordPointer>

    /// Only while the pool is still.
    init(_ pool: WorkerPool, _ activities: [Activity]) {
        self.activities = activities
        contexts = pool.contexts.all
        running = Set(activities.compactMap(\.leaf))
        let codes = Set(activities.compactMap(\.code))
        busy = Set(contexts.map(\.context).filter { codes.contains($0.address) }.map(\.identity))
        gate = Dictionary(pool.gate.queue.map { ($0.record, ($0.obstacle, $0.claim)) }) { first, _ in first }
        starved = Set(pool.instances?.starved ?? [])
        left = Set(pool.instances?.post.ready.all.map(\.record) ?? [])
        for one in contexts {
            if let home = one.home { children[home] = one.context }
            noteWaits(one.context)
            if !busy.contains(one.context.identity) { noteOperations(one.context) }
        }
    }

    private mutating func noteWaits(_ context: TaskContext) {
        for (number, wait) in context.waits.all {
            if let record = wait.record {
                events[record] = (context, number, wait)
            } else {
                waits[context.identity, default: []].append((number, wait))
            }
        }
    }

    private mutating func noteOperations(_ context: TaskContext) {
        if let opening = context.epoch?.opening.record { openings[opening] = context }
        for record in context.outstanding.compactMap(\.record) {
            operations.append(record)
            known.insert(record)
            for case let note as ArrivalNote in record.pointee.launch?.pointee.holds ?? [] {
                for phase in note.phases { arrivals.append((phase.state, phase.generation, record)) }
            }
            record.forEachSuccessor { predecessors[$0, default: []].append(record) }
        }
    }
}

extension TaskContext {
    /// As the words of threads name it.
    var address: UInt { UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque()) }
}

extension UnsafeMutablePointer where Pointee == OperationRecord {
    /// Visits the operations that wait for this one, while nobody changes their list; not the joins between them.
    func forEachSuccessor(_ body: (RecordPointer) -> Void) {
        pointee.traced?.pointee.forEach(after: pointee.sequence, body)
        var edge = pointee.successors.load(ordering: .acquiring)
        while edge != 0, edge != OperationRecord.closed {
            let address = edge & ~1
            let successor = RecordPointer.owner(ofEdge: address)
            if successor.pointee.sequence == 0 { successor.forEachSuccessor(body) } else { body(successor) }
            edge = UnsafePointer<UInt>(bitPattern: address).unsafelyUnwrapped.pointee
        }
    }
}
