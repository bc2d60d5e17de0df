/// A fixed number of values in memory that stays where it is, so that each can be written by another thread.
final class Slots<Value>: @unchecked Sendable {
    // SAFETY: the phases of an operator write each slot from one thread, and read it only in a later phase.
    private let base: UnsafeMutablePointer<Value>
    let count: Int

    init(repeating value: Value, count: Int) {
        self.count = count
        base = .allocate(capacity: max(1, count))
        base.initialize(repeating: value, count: count)
    }

    deinit {
        base.deinitialize(count: count)
        base.deallocate()
    }

    subscript(index: Int) -> Value {
        get { base[index] }
        set { base[index] = newValue }
    }

    /// All values, in order.
    var values: ContiguousArray<Value> { ContiguousArray(UnsafeBufferPointer(start: base, count: count)) }
}
