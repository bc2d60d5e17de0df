import CohortData
import CohortDiagnostics
import CohortGeometry
import Synchronization

/// The body of a task as the runtime calls it: a C function of the frame's address.
public typealias TaskBody = @convention(c) (UnsafeMutableRawPointer) -> Void

/// What the points of one launch share, in memory that is used again: bindings, arguments, results.
///
/// The issuing thread fills it; points read it; the worker that completes the last point clears what holds references,
/// and from then on the issuing thread may use it again.
package struct LaunchRecord: ~Copyable {
    /// One more than the points not yet completed; 0 means free. In memory of its own, which the issuing thread may look at
    /// while a worker clears the record.
    let remaining: UnsafeMutablePointer<Atomic<Int32>>
    unowned(unsafe) var context: TaskContext
    var name: StaticString = ""
    var place = SourceLocation()
    var body: TaskBody?
    var closure: ((TaskFrame) throws -> Void)?
    var asynchronousBody: ((TaskFrame) async throws -> Void)?
    /// Instead of a body: called when the operation is over, and may free the context with all its records.
    var whenOver: (() -> Void)?
    var domain: Domain?
    var pointCount = 0
    /// The launch that this is once more: then pieces and columns are its, and not the record's own.
    var known: KnownPointer?
    /// Where points find these.
    var bound: (columns: UnsafePointer<BoundColumn>, shapes: UnsafePointer<BoundShape>)?
    /// One for each requirement.
    var shapes: ContiguousArray<BoundShape> = []
    /// One for each accessor.
    var columns: ContiguousArray<BoundColumn> = []
    var values = PassedValues()
    var result: FutureBox?
    var buffers: ReductionBuffers?
    /// Keeps what points refer to: futures passed as arguments, projection tables, regions of runtime operations.
    var holds: ContiguousArray<AnyObject> = []
    var predicate: Predication?
    /// In a managed runtime, what the points need of memories; nil when they need nothing.
    var request: PlacementRequest?
    /// What each point must have to itself before it runs; empty for nearly all launches.
    var claims: ContiguousArray<Claim> = []
    /// Requirements, kept for tasks that launch others: they bound the children's privileges.
    var privileges: [HeldPrivilege] = []

    init(context: TaskContext) {
        self.context = context
        remaining = .allocate(capacity: 1)
        remaining.initialize(to: Atomic(0))
    }

    deinit { remaining.deallocate() }

    /// Which piece of a node each point uses.
    struct BoundShape {
        var shapes: UnsafePointer<PieceShape>
        var table: UnsafePointer<Int32>?
        var constant: Int32
        var strides: UnsafePointer<Int>

        @inline(__always)
        func piece(_ point: Int) -> Int {
            if let table { return Int(table[point]) }
            return constant >= 0 ? Int(constant) : point
        }
    }

    /// The column an accessor walks.
    struct BoundColumn {
        var origin: UnsafeMutableRawPointer
        var shape: Int32
        var stride: Int32
        /// The position among the private accumulators; otherwise `onData` or `ofFrame`.
        var buffer: Int32
        unowned(unsafe) var reduction: ReductionOperation?

        /// The task works on the data itself, at `origin`.
        static let onData: Int32 = -1
        /// The task works on the data itself; where, and by what piece, its frame knows.
        static let ofFrame: Int32 = -2
        /// The origin of a column without memory, which nobody follows.
        static var nowhere: UnsafeMutableRawPointer { UnsafeMutableRawPointer(bitPattern: 64).unsafelyUnwrapped }
    }
}

extension UnsafeMutablePointer where Pointee == LaunchRecord {
    /// The column of an accessor, and the pieces of which it is one.
    @inline(__always)
    func column(_ index: Int) -> (column: LaunchRecord.BoundColumn, shape: LaunchRecord.BoundShape) {
        let bound = pointee.bound.unsafelyUnwrapped
        let column = bound.columns[index]
        return (column, bound.shapes[Int(column.shape)])
    }

    /// Lets points find the record's own pieces and columns, which do not change any more.
    func bindOwn() {
        // SAFETY: an array that nobody changes keeps its memory. As arrays they would be counted, by all workers in one place.
        guard let columns = pointee.columns.withUnsafeBufferPointer(\.baseAddress),
            let shapes = pointee.shapes.withUnsafeBufferPointer(\.baseAddress)
        else { return }
        pointee.bound = (columns, shapes)
    }

    /// The index space; nil for a single task.
    var domain: Domain? { pointee.known.map { $0.pointee.domain } ?? pointee.domain }
}

package typealias LaunchPointer = UnsafeMutablePointer<LaunchRecord>
