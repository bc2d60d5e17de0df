import Synchronization

/// Who follows one operation of a trace, in each repetition alike: read by workers, written before the first of its operations is issued.
struct TracedSuccessors {
    let steps: UnsafePointer<Step>
    let count: Int32
    private let home: UnsafeMutablePointer<Atomic<UnsafeMutableRawPointer>>

    /// From an operation to one that follows it.
    struct Step {
        /// By how much its number is higher; times two, plus one when a failure travels along.
        private let word: UInt32

        init(distance: Int, spoils: Bool) { word = UInt32(distance) << 1 | (spoils ? 1 : 0) }

        @inline(__always)
        var distance: UInt64 { UInt64(word >> 1) }
        @inline(__always)
        var spoils: Bool { word & 1 != 0 }
    }

    /// `home`: where the ring of the operations is found.
    init(steps: UnsafePointer<Step>, count: Int, home: UnsafeMutablePointer<Atomic<UnsafeMutableRawPointer>>) {
        self.steps = steps
        self.count = Int32(count)
        self.home = home
    }

    /// The ring's records. Whoever acquires this after an operation was issued finds those that follow it.
    @inline(__always)
    var table: RecordTable { RecordTable(home.pointee.load(ordering: .acquiring)) }

    /// Visits those that follow the operation with that number.
    func forEach(after sequence: UInt64, _ body: (RecordPointer) -> Void) {
        for index in 0 ..< Int(count) { body(table[sequence &+ steps[index].distance]) }
    }
}
