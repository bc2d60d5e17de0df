import Synchronization

/// The records of one context, taken in turn: the record of operation `n` is slot `n` modulo the capacity.
///
/// A record is taken again once its operation has completed. When that is not so, the owner of the ring may help until it
/// is; otherwise the ring doubles, and nothing ever waits for good.
struct RecordRing {
    private var slots: UnsafeMutablePointer<RecordPointer>
    private(set) var capacity: Int
    private var next: UInt64
    var nextSequence: UInt64 { next }
    /// Every operation before this one has completed.
    private var oldest: UInt64

    init(firstSequence: UInt64, capacity: Int) {
        self.capacity = capacity
        next = firstSequence
        oldest = firstSequence
        slots = .allocate(capacity: capacity)
        for index in 0 ..< capacity { (slots + index).initialize(to: OperationRecord.make()) }
    }

    /// Only when nothing is in flight any more.
    func deallocate() {
        for index in 0 ..< capacity { slots[index].deallocate() }
        slots.deallocate()
    }

    /// The record whose turn it is; its last operation may still run.
    @inline(__always)
    var candidate: RecordPointer { slots[Int(truncatingIfNeeded: next) & (capacity - 1)] }

    /// Gives the candidate, which is free, the next number.
    @inline(__always)
    mutating func take() -> RecordPointer {
        let record = candidate
        record.pointee.sequence = next
        next &+= 1
        return record
    }

    @inline(never)
    mutating func grow() {
        let larger = UnsafeMutablePointer<RecordPointer>.allocate(capacity: capacity * 2)
        let mask = UInt64(capacity * 2 - 1)
        let oldMask = UInt64(capacity - 1)
        // The old records keep the places of the last `capacity` numbers; the places between get new ones.
        for sequence in (next &- UInt64(capacity)) ..< next {
            (larger + Int(truncatingIfNeeded: sequence & mask)).initialize(to: slots[Int(truncatingIfNeeded: sequence & oldMask)])
        }
        for sequence in next ..< (next &+ UInt64(capacity)) {
            (larger + Int(truncatingIfNeeded: sequence & mask)).initialize(to: OperationRecord.make())
        }
        slots.deallocate()
        slots = larger
        capacity *= 2
    }

    /// The operations that may still run, oldest first, for somebody who only looks.
    var outstanding: [OperationReference] {
        (max(oldest, next &- UInt64(capacity)) ..< max(oldest, next)).compactMap { sequence in
            let record = slots[Int(truncatingIfNeeded: sequence) & (capacity - 1)]
            if record.pointee.sequence != sequence || record.isCompleted { return nil }
            return OperationReference(record: record, sequence: sequence)
        }
    }

    /// Visits the operations that may still run, oldest first.
    mutating func forEachOutstanding(_ body: (OperationReference) -> Void) {
        let first = max(oldest, next &- UInt64(capacity))
        var isPrefix = true
        for sequence in first ..< max(first, next) {
            let record = slots[Int(truncatingIfNeeded: sequence) & (capacity - 1)]
            if record.pointee.sequence != sequence || record.isCompleted {
                if isPrefix { oldest = sequence &+ 1 }
                continue
            }
            isPrefix = false
            body(OperationReference(record: record, sequence: sequence))
        }
    }
}

/// The launch records of one context, taken in turn like the operations' records.
struct LaunchRing {
    private var slots: ContiguousArray<Slot> = []
    private var next = 0

    private struct Slot {
        var launch: LaunchPointer
        var remaining: UnsafeMutablePointer<Atomic<Int32>>
    }

    init(capacity: Int) { slots.reserveCapacity(capacity) }

    /// Only when nothing is in flight any more.
    func deallocate() {
        for slot in slots {
            slot.launch.deinitialize(count: 1)
            slot.launch.deallocate()
        }
    }

    /// A launch record that nobody uses: the next in turn, or a new one.
    mutating func next(_ context: TaskContext) -> LaunchPointer {
        var tries = 0
        while tries < min(4, slots.count) {
            let slot = slots[next]
            next += 1
            if next == slots.count { next = 0 }
            if slot.remaining.pointee.load(ordering: .acquiring) == 0 { return slot.launch }
            tries += 1
        }
        let launch = LaunchPointer.allocate(capacity: 1)
        launch.initialize(to: LaunchRecord(context: context))
        slots.append(Slot(launch: launch, remaining: launch.pointee.remaining))
        return launch
    }
}
