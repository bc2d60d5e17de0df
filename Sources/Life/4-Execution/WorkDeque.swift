import CSystem
import CohortSimulation
import Synchronization

/// One thing for a worker to do: an operation that is ready, a context with Swift jobs to run, data to move, or a mapper to be asked.
package struct WorkItem: BitwiseCopyable {
    let bits: UInt

    @inline(__always)
    init(_ record: RecordPointer) { bits = UInt(bitPattern: record) }

    /// The caller has retained `executor`; whoever runs the item releases it.
    init(_ executor: Unmanaged<ContextExecutor>) { bits = UInt(bitPattern: executor.toOpaque()) | 1 }

    /// The caller has retained `moves`; whoever runs the item releases it.
    init(_ moves: Unmanaged<MoveJob>) { bits = UInt(bitPattern: moves.toOpaque()) | 2 }

    init(bits: UInt) { self.bits = bits }

    /// A mapper wants to be asked.
    static let attention = WorkItem(bits: 3)

    @inline(__always)
    var isOperation: Bool { bits & 3 == 0 }
    var isJobs: Bool { bits & 3 == 1 }
    var isMoves: Bool { bits & 3 == 2 }
    @inline(__always)
    var record: RecordPointer { RecordPointer(bitPattern: bits).unsafelyUnwrapped }
    var executor: Unmanaged<ContextExecutor> {
        .fromOpaque(UnsafeRawPointer(bitPattern: bits & ~1).unsafelyUnwrapped)
    }
    var moves: Unmanaged<MoveJob> {
        .fromOpaque(UnsafeRawPointer(bitPattern: bits & ~2).unsafelyUnwrapped)
    }
}

/// A double-ended queue with one owner and many thieves (Chase and Lev, SPAA 2005; orderings after Lê et al., PPoPP 2013).
///
///     thieves take ──▶ [ top … … … bottom ] ◀── the owner pushes and pops
///
/// The capacity is fixed; `push` says when it is full, and the caller puts the item elsewhere.
struct WorkDeque: ~Copyable {
    private let top = Atomic<Int>(0)
    private let padding: (Int, Int, Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0, 0, 0)
    private let bottom = Atomic<Int>(0)
    private let slots: UnsafeMutablePointer<Atomic<UInt>>
    private static let capacity = 8192

    init() {
        slots = .allocate(capacity: Self.capacity)
        for index in 0 ..< Self.capacity { (slots + index).initialize(to: Atomic(0)) }
    }

    deinit { slots.deallocate() }

    private func slot(_ index: Int) -> UnsafeMutablePointer<Atomic<UInt>> { slots + (index & (Self.capacity - 1)) }

    /// Owner only. False when full.
    func push(_ item: WorkItem) -> Bool {
        let bottom = self.bottom.load(ordering: .relaxed)
        let top = self.top.load(ordering: .acquiring)
        guard bottom - top < Self.capacity else { return false }
        slot(bottom).pointee.store(item.bits, ordering: .relaxed)
        // Releases the slot and the record to a thief that acquires `bottom`.
        self.bottom.store(bottom + 1, ordering: .releasing)
        return true
    }

    /// Owner only. The youngest item.
    func pop() -> WorkItem? {
        let bottom = self.bottom.load(ordering: .relaxed) - 1
        if self.top.load(ordering: .relaxed) > bottom { return nil }
        // The store must be seen before `top` is read, or a thief and the owner could both take the last item.
        _ = self.bottom.exchange(bottom, ordering: .sequentiallyConsistent)
        if cohort_simulates() { Turns.stop(at: .pop) }
        let top = self.top.load(ordering: .sequentiallyConsistent)
        if top > bottom {
            self.bottom.store(bottom + 1, ordering: .relaxed)
            return nil
        }
        let bits = slot(bottom).pointee.load(ordering: .relaxed)
        if top < bottom { return WorkItem(bits: bits) }
        if cohort_simulates() { Turns.stop(at: .pop) }
        let won = self.top.compareExchange(
            expected: top, desired: top + 1, successOrdering: .sequentiallyConsistent, failureOrdering: .relaxed
        ).exchanged
        self.bottom.store(bottom + 1, ordering: .relaxed)
        return won ? WorkItem(bits: bits) : nil
    }

    /// Any thread. The oldest item, or nil when there is none: who goes to sleep relies on that, so one who was outrun looks again.
    func steal() -> WorkItem? {
        while true {
            let top = self.top.load(ordering: .sequentiallyConsistent)
            let bottom = self.bottom.load(ordering: .sequentiallyConsistent)
            guard top < bottom else { return nil }
            let bits = slot(top).pointee.load(ordering: .relaxed)
            if cohort_simulates() { Turns.stop(at: .steal) }
            let won = self.top.compareExchange(
                expected: top, desired: top + 1, successOrdering: .sequentiallyConsistent, failureOrdering: .relaxed
            ).exchanged
            if won { return WorkItem(bits: bits) }
        }
    }

    var looksEmpty: Bool { top.load(ordering: .relaxed) >= bottom.load(ordering: .relaxed) }
}
