import Synchronization

/// One operation in flight, in 256 bytes that are used again and again.
///
///     0        sequence   who owns the record now; another number means that operation is long over
///     8        successors the head of the list of edges out of this operation, or `closed`
///     16       pending    predecessors not yet completed, plus `bias` while edges are still being added
///     …        launch, point, marks of the issuing thread, successors that a trace knows
///     64…255   edges      the edges *into* this operation, each a link in its predecessor's list
///
/// The protocol between the issuing thread and the workers is written down in `OperationRecord.md` beside this file.
package struct OperationRecord: ~Copyable {
    /// Written and read by the issuing thread alone.
    var sequence: UInt64
    let successors: Atomic<UInt>
    let pending: Atomic<Int32>
    /// The number of this point within its launch.
    var point: Int32
    /// The sequence of the operation whose failure reached this one; 0 while all is well.
    let poison: Atomic<UInt64>
    /// The launch this is a point of; nil for a join, which has no body.
    var launch: UnsafeMutablePointer<LaunchRecord>?
    /// The sequence (times two, plus one if poison travels) of the last successor given an edge from here: finds duplicates.
    var mark: UInt64
    var edgeCount: Int32
    /// For an operation of a trace, those that follow it each time.
    var traced: UnsafePointer<TracedSuccessors>?

    static let byteCount = 256
    static let edgeOffset = 64
    static let edgeCapacity = 24
    static let closed = UInt.max
    static let bias: Int32 = 1 << 24

    static func make() -> RecordPointer {
        let raw = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: byteCount)
        raw.initializeMemory(as: UInt64.self, repeating: 0, count: byteCount / 8)
        let record = raw.bindMemory(to: OperationRecord.self, capacity: 1)
        record.initialize(to: OperationRecord())
        return record
    }

    private init() {
        sequence = 0
        successors = Atomic(Self.closed)
        pending = Atomic(0)
        point = 0
        poison = Atomic(0)
        launch = nil
        mark = 0
        edgeCount = 0
        traced = nil
    }

    /// Makes the record that of a new operation, to which edges may lead from now on.
    @inline(__always)
    mutating func open(as sequence: UInt64) {
        self.sequence = sequence
        pending.store(Self.bias, ordering: .relaxed)
        poison.store(0, ordering: .relaxed)
        launch = nil
        mark = 0
        edgeCount = 0
        traced = nil
        successors.store(0, ordering: .releasing)
    }
}

package typealias RecordPointer = UnsafeMutablePointer<OperationRecord>

/// An operation as its successors know it: a record, and the sequence number that says whether it is still the same one.
struct OperationReference: BitwiseCopyable, @unchecked Sendable {
    // SAFETY: only a name; what may be touched through it, and by whom, is the record's protocol.
    var record: RecordPointer?
    var sequence: UInt64

    static let none = OperationReference(record: nil, sequence: 0)
}

extension UnsafeMutablePointer where Pointee == OperationRecord {
    /// The `index`-th edge into this operation: holds the address of the next edge in the predecessor's list; the lowest
    /// bit of an edge's address in a list says that a failure travels along it.
    @inline(__always)
    func edge(_ index: Int) -> UnsafeMutablePointer<UInt> {
        (UnsafeMutableRawPointer(self) + OperationRecord.edgeOffset).assumingMemoryBound(to: UInt.self) + index
    }

    /// The operation into which an edge leads.
    @inline(__always)
    static func owner(ofEdge edge: UInt) -> RecordPointer {
        RecordPointer(bitPattern: edge & ~UInt(OperationRecord.byteCount - 1)).unsafelyUnwrapped
    }

    @inline(__always)
    var isCompleted: Bool { pointee.successors.load(ordering: .acquiring) == OperationRecord.closed }

    /// True when it has failed, or something that it depends on has.
    var hasFailed: Bool { pointee.poison.load(ordering: .relaxed) != 0 }

    @inline(__always)
    var reference: OperationReference { OperationReference(record: self, sequence: pointee.sequence) }
}
