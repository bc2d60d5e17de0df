import CSystem
import CohortSimulation
import Synchronization

/// Collects the edges into one operation while it is analysed.
struct EdgeSink {
    let record: RecordPointer
    let sequence: UInt64
    /// The record that takes the next edge: the operation itself, or the latest of its joins.
    private var current: RecordPointer
    /// Successful pushes into `current`.
    private var count: Int32 = 0
    private unowned(unsafe) let context: TaskContext
    /// True when somebody wants to know of each edge, or nobody of any.
    private let isNoted: Bool
    /// True while the edges are for data, for the log.
    var isForData = true

    init(_ record: RecordPointer, _ context: TaskContext) { self.init(record, context, as: record.pointee.sequence) }

    /// For an operation whose record may be another's by now.
    init(_ record: RecordPointer, _ context: TaskContext, as sequence: UInt64) {
        self.record = record
        self.sequence = sequence
        current = record
        self.context = context
        isNoted = context.isLogged || context.noting != .nothing
    }

    /// The operation as its successors know it.
    @inline(__always)
    var reference: OperationReference { OperationReference(record: record, sequence: sequence) }

    /// Orders the operation after `predecessor`, if that is not over. `poison`: does a failure of it spoil this one?
    @inline(__always)
    mutating func add(_ predecessor: OperationReference, poison: Bool) {
        guard let from = predecessor.record, predecessor.sequence != sequence else { return }
        // Before it is asked whether that one is over: the log and traces hang on the program alone.
        if isNoted, !note(predecessor, poison) { return }
        if from.pointee.sequence == predecessor.sequence {
            let mark = sequence &<< 1 | 1
            if from.pointee.mark == mark || (!poison && from.pointee.mark == mark &- 1) { return }
            if connect(from, poison) {
                from.pointee.mark = poison ? mark : mark &- 1
                return
            }
        }
        if poison, context.hasFailures { context.inheritFailure(of: predecessor.sequence, into: record) }
    }

    /// True when all uses must be remembered, over or not: somebody may have to learn of a failure, or the log and a trace of an edge.
    var keepsAll: Bool { context.hasFailures || isNoted }

    /// False when the edge is left out on purpose.
    @inline(never)
    private func note(_ predecessor: OperationReference, _ poison: Bool) -> Bool {
        switch context.noting {
        case .nothing: break
        case .edges: context.traces?.note(sequence, after: predecessor.sequence, forData: isForData, spoils: poison)
        case .usesOnly: return false
        }
        guard let log = context.uncountedLog else { return true }
        return log._withUnsafeGuaranteedRef { log in
            if isForData, log.faults.leavesOutEdge { return false }
            log.tell(sequence, after: predecessor.sequence, forData: isForData, spoils: poison)
            return true
        }
    }

    /// Pushes an edge into the predecessor's list; false when it has completed.
    @inline(__always)
    private mutating func connect(_ from: RecordPointer, _ poison: Bool) -> Bool {
        var head = from.pointee.successors.load(ordering: .acquiring)
        if head == OperationRecord.closed { return false }
        if current.pointee.edgeCount == OperationRecord.edgeCapacity - 1 { chainJoin() }
        let edge = current.edge(Int(current.pointee.edgeCount))
        let address = UInt(bitPattern: edge) | (poison ? 1 : 0)
        while true {
            edge.pointee = head
            if cohort_simulates() { Turns.stop(at: .connect) }
            let (exchanged, original) = from.pointee.successors.compareExchange(
                expected: head, desired: address, successOrdering: .acquiringAndReleasing, failureOrdering: .acquiring)
            if exchanged { break }
            if original == OperationRecord.closed { return false }
            head = original
        }
        current.pointee.edgeCount += 1
        count += 1
        return true
    }

    /// The current record is full but for one edge: a fresh join gets that one, and takes what comes.
    @inline(never)
    private mutating func chainJoin() {
        let join = context.takeJoin()
        let full = current
        let edge = full.edge(Int(full.pointee.edgeCount))
        edge.pointee = 0
        full.pointee.edgeCount += 1
        join.pointee.successors.store(UInt(bitPattern: edge) | 1, ordering: .releasing)
        context.commit(full, edges: count + 1)
        current = join
        count = 0
    }

    /// No more edges: the operation may run as soon as its predecessors have completed.
    func commit() {
        // Without edges nobody else knows the operation.
        if count > 0, cohort_simulates() { Turns.stop(at: .commit) }
        context.commit(current, edges: count)
    }

    /// The same for one of many operations, as `TaskContext` does it.
    @inline(__always)
    func commit(_ queued: inout Int) {
        if count > 0, cohort_simulates() { Turns.stop(at: .commit) }
        context.commit(current, edges: count, &queued)
    }
}
