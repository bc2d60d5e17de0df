import Synchronization

/// The records of one context, taken in turn: the record of operation `n` is slot `n` modulo the capacity.
///
/// A record is taken again once its operation has completed. When that is not so, the owner of the ring may help until it
/// is; otherwise the ring doubles, and nothing ever waits for good.
///
///     … over │ may still run │ prepared │ …
///                            ▲ next     ▲ end
///
/// Where a trace is replayed, records are *prepared* some operations ahead, since those that come before already lead there.
struct RecordRing {
    private var table: RecordTable
    /// Where workers find the table, and those before it: who had one keeps on reading it.
    let home: UnsafeMutablePointer<Atomic<UnsafeMutableRawPointer>>
    private var outgrown: [RecordTable] = []
    private var next: UInt64
    /// One behind the last record that has a number.
    private(set) var end: UInt64
    var capacity: Int { table.capacity }
    var nextSequence: UInt64 { next }
    /// Every operation before this one has completed.
    private var oldest: UInt64

    init(firstSequence: UInt64, capacity: Int) {
        table = RecordTable(capacity: capacity)
        home = .allocate(capacity: 1)
        home.initialize(to: Atomic(table.address))
        next = firstSequence
        end = firstSequence
        oldest = firstSequence
        for sequence in firstSequence ..< firstSequence &+ UInt64(capacity) { table.set(sequence, OperationRecord.make()) }
    }

    /// Only when nothing is in flight any more.
    func deallocate() {
        for index in 0 ..< UInt64(capacity) { table[index].deallocate() }
        for table in outgrown { table.deallocate() }
        table.deallocate()
        home.deallocate()
    }

    /// The record whose turn it is to get a number; its last operation may still run.
    @inline(__always)
    var candidate: RecordPointer { table[end] }

    /// The record of an operation that is not long over.
    @inline(__always)
    func record(of sequence: UInt64) -> RecordPointer { table[sequence] }

    /// True while records have a number whose operations have not come.
    @inline(__always)
    var isAhead: Bool { end != next }

    /// Gives the candidate, which is free, the next number; its operation comes with `takePrepared`, unless nobody is ahead.
    @inline(__always)
    mutating func prepare() -> RecordPointer {
        let record = candidate
        record.pointee.open(as: end)
        end &+= 1
        return record
    }

    /// The record of the next operation, which has been prepared.
    @inline(__always)
    mutating func takePrepared() -> RecordPointer {
        let record = table[next]
        next &+= 1
        return record
    }

    @inline(never)
    mutating func grow() {
        let larger = RecordTable(capacity: capacity * 2)
        // The old records keep the places of the last `capacity` numbers; the places between get new ones.
        for sequence in (end &- UInt64(capacity)) ..< end { larger.set(sequence, table[sequence]) }
        for sequence in end ..< (end &+ UInt64(capacity)) { larger.set(sequence, OperationRecord.make()) }
        outgrown.append(table)
        table = larger
        home.pointee.store(larger.address, ordering: .releasing)
    }

    /// The operations that may still run, oldest first, for somebody who only looks.
    var outstanding: [OperationReference] {
        (max(oldest, end &- UInt64(capacity)) ..< max(oldest, next)).compactMap { sequence in
            let record = table[sequence]
            if record.pointee.sequence != sequence || record.isCompleted { return nil }
            return OperationReference(record: record, sequence: sequence)
        }
    }

    /// Visits the operations that may still run, oldest first.
    mutating func forEachOutstanding(_ body: (OperationReference) -> Void) {
        let first = max(oldest, end &- UInt64(capacity))
        var isPrefix = true
        for sequence in first ..< max(first, next) {
            let record = table[sequence]
            if record.pointee.sequence != sequence || record.isCompleted {
                if isPrefix { oldest = sequence &+ 1 }
                continue
            }
            isPrefix = false
            body(OperationReference(record: record, sequence: sequence))
        }
    }
}

/// Records by the number of their operation, at an address that workers may follow.
struct RecordTable {
    // SAFETY: the owner of the ring fills a table before anybody else learns of it, and changes it no more.
    let address: UnsafeMutableRawPointer

    init(capacity: Int) {
        address = .allocate(byteCount: (capacity + 1) * 8, alignment: 64)
        address.initializeMemory(as: UInt64.self, repeating: UInt64(capacity - 1), count: 1)
    }

    /// The table at an address that another one had.
    init(_ address: UnsafeMutableRawPointer) { self.address = address }

    func deallocate() { address.deallocate() }

    @inline(__always)
    private var mask: UInt64 { address.assumingMemoryBound(to: UInt64.self).pointee }
    var capacity: Int { Int(mask) + 1 }

    @inline(__always)
    private var slots: UnsafeMutablePointer<RecordPointer> { (address + 8).assumingMemoryBound(to: RecordPointer.self) }

    @inline(__always)
    subscript(sequence: UInt64) -> RecordPointer { slots[Int(truncatingIfNeeded: sequence & mask)] }

    func set(_ sequence: UInt64, _ record: RecordPointer) {
        (slots + Int(truncatingIfNeeded: sequence & mask)).initialize(to: record)
    }
}

/// Records without numbers, for joins: nobody asks for them but the operations between which they stand.
struct JoinPool {
    private var records: ContiguousArray<RecordPointer> = []
    private var next = 0

    /// Only when nothing is in flight any more.
    func deallocate() { for record in records { record.deallocate() } }

    /// A record whose join is over, the next in turn, or a new one.
    mutating func take() -> RecordPointer {
        for _ in 0 ..< min(4, records.count) {
            let record = records[next]
            next = next + 1 == records.count ? 0 : next + 1
            if record.isCompleted {
                record.pointee.open(as: 0)
                return record
            }
        }
        let record = OperationRecord.make()
        records.append(record)
        record.pointee.open(as: 0)
        return record
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
