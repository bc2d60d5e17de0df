import CSystem
import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortSimulation

/// What a running task sees of its launch: its columns, its values, its point, and where its result goes.
///
/// A frame is valid while the task's body runs.
public struct TaskFrame {
    let record: UnsafeMutablePointer<FrameRecord>

    /// The frame at the address that a `TaskBody` receives.
    public init(_ address: UnsafeMutableRawPointer) { record = address.assumingMemoryBound(to: FrameRecord.self) }

    init(_ record: UnsafeMutablePointer<FrameRecord>) { self.record = record }

    /// The address that a `TaskBody` takes for this frame.
    public var address: UnsafeMutableRawPointer { UnsafeMutableRawPointer(record) }

    /// The number of this point within its launch, in row-major order of the launch domain; 0 for a single task.
    public var pointIndex: Int { record.pointee.point }

    /// The launch domain; nil for a single task.
    public var domain: Domain? { record.pointee.launch.domain }

    /// Column `index` as the accessors need it.
    public func column(_ index: Int) -> ColumnView {
        let (column, shape) = record.pointee.launch.column(index)
        let piece = shape.shapes + shape.piece(record.pointee.point)
        if column.buffer != LaunchRecord.BoundColumn.onData { return record.specialColumn(index, column, shape.strides, piece) }
        return ColumnView(origin: column.origin, strides: shape.strides, shape: piece, unit: Int(column.stride))
    }

    /// Value argument `index`.
    @inlinable @inline(__always)
    public func value<Value>(_ index: Int, as type: Value.Type = Value.self) -> Value {
        let (address, isResult) = argument(index)
        return isResult ? address.assumingMemoryBound(to: Value.self).pointee : address.loadUnaligned(as: Value.self)
    }

    /// Where value argument `index` is: among the results of other tasks, or among the bits that the launch was given.
    @usableFromInline
    func argument(_ index: Int) -> (address: UnsafeRawPointer, isResult: Bool) {
        let launch = record.pointee.launch
        // SAFETY: nobody changes the launch while its points run.
        let argument = launch.pointee.values[index]
        if let address = argument.address {
            let point = record.pointee.point
            let element = argument.table.map { Int($0[point]) } ?? point
            return (UnsafeRawPointer(address + argument.stride * element), true)
        }
        return (launch.pointee.values.bits(at: argument.offset), false)
    }

    /// Stores the task's result.
    public func finish<Value>(with value: Value) {
        guard let box = record.pointee.launch.pointee.result as? TypedFutureBox<Value> else { return }
        box.store(value, at: record.pointee.point)
    }

    /// Makes the task fail: its future throws, and what depends on it does not run.
    public func fail(_ error: any Error) {
        let launch = record.pointee.launch
        if var known = error as? CohortError {
            if known.trail.isEmpty { known.trail = launch.pointee.context.trail(to: launch) }
            if known.place == nil { known.place = launch.pointee.place }
            record.failure = known
        } else {
            record.failure = CohortError(
                .taskFailed, "task '\(launch.pointee.name)' threw: \(error)",
                rule: "a task that throws fails, and with it every task that uses what it should have written",
                fix: "catch the error in the task, or at the future it is thrown from",
                trail: launch.pointee.context.trail(to: launch), at: launch.pointee.place)
        }
    }

    /// Runs the body that the point is mapped to; `own` where a mapper has not chosen another.
    func run(_ own: TaskBody) { (record.pointee.launch.pointee.request?[pointIndex]?.body ?? own)(address) }

    /// Waits for the tasks that run together with this one; false when one of them ended without coming, nil when there are none.
    public func meetGang() -> Bool? { record.pointee.launch.gang?.meet { Turns.yield() } }

    /// The name of the running task.
    public var name: StaticString { record.pointee.launch.pointee.name }

    /// The innermost leaf task running on this thread, if any.
    public static var current: TaskFrame? {
        cohort_thread_words_get().pointee.frame.map { TaskFrame($0) }
    }
}

/// One column of one piece: where index (0, …, 0) is or would be, the elements between indices, and the piece's rectangles.
public struct ColumnView: BitwiseCopyable {
    /// The address that index (0, …, 0) has or would have.
    public let origin: UnsafeMutableRawPointer
    /// From one index to the next along each axis, in units; for accessors that need a contiguous last axis these are elements, and
    /// the last is 1.
    public let strides: UnsafePointer<Int>
    /// The piece's rectangles, at an address that is the piece's alone while its task runs.
    public let shape: UnsafePointer<PieceShape>
    /// The bytes that the strides count.
    public let unit: Int
}

extension ColumnView {
    /// The column with its strides in bytes.
    func column(dimension: Int) -> AffineColumn {
        AffineColumn(origin: origin, strides: (0 ..< dimension).map { strides[$0] &* unit })
    }
}

/// Bits only, so that nothing has to be done when a task ends to which nothing happened.
struct FrameRecord: BitwiseCopyable {
    let launch: LaunchPointer
    let point: Int
    /// The piece of each column, for a task that launches others: so that an accessor tells which column it is.
    let shapes: UnsafePointer<PieceShape>?
    fileprivate var extras: Unmanaged<Extras>?

    init(launch: LaunchPointer, point: Int, shapes: UnsafePointer<PieceShape>?) {
        self.launch = launch
        self.point = point
        self.shapes = shapes
    }

    /// What few tasks have.
    fileprivate final class Extras {
        var failure: CohortError?
        var variables: TaskVariables?
    }
}

extension UnsafeMutablePointer where Pointee == FrameRecord {
    /// Why the task fails; nil as long as it does not.
    var failure: CohortError? {
        get { pointee.extras?.takeUnretainedValue().failure }
        nonmutating set { extras.failure = newValue }
    }

    /// The variables of a task that launches no others.
    var variables: TaskVariables? {
        get { pointee.extras?.takeUnretainedValue().variables }
        nonmutating set { extras.variables = newValue }
    }

    private var extras: FrameRecord.Extras {
        if let extras = pointee.extras { return extras.takeUnretainedValue() }
        let extras = FrameRecord.Extras()
        pointee.extras = .passRetained(extras)
        return extras
    }

    /// The task is over: its variables end, while it is still the current one. Returns why it failed, if it did.
    @inline(__always)
    func end() -> CohortError? { pointee.extras == nil ? nil : endExtras() }

    @inline(never)
    private func endExtras() -> CohortError? {
        // A variable's end may make the task fail.
        variables = nil
        let extras = pointee.extras?.takeRetainedValue()
        pointee.extras = nil
        return extras?.failure
    }

    /// A column that is not just what the launch says: a private accumulator, one in the point's own instance, or one whose task
    /// launches others.
    @inline(never)
    func specialColumn(
        _ index: Int, _ column: LaunchRecord.BoundColumn, _ strides: UnsafePointer<Int>, _ piece: UnsafePointer<PieceShape>
    ) -> ColumnView {
        if column.buffer >= 0 {
            return ColumnView(
                origin: accumulator(column, piece.pointee, strides: strides), strides: strides, shape: piece,
                unit: Int(column.stride))
        }
        let shape = pointee.shapes.map { $0 + index } ?? piece
        // A column without points has no place.
        guard let placed = pointee.launch.pointee.request?[pointee.point]?.column(index) else {
            return ColumnView(origin: column.origin, strides: strides, shape: shape, unit: Int(column.stride))
        }
        return ColumnView(origin: placed.origin, strides: placed.strides, shape: shape, unit: placed.unit)
    }

    /// The point's private accumulator, set to the identity when first asked for; returns its virtual origin.
    private func accumulator(
        _ column: LaunchRecord.BoundColumn, _ piece: PieceShape, strides: UnsafePointer<Int>
    ) -> UnsafeMutableRawPointer {
        guard let buffers = pointee.launch.pointee.buffers, let reduction = column.reduction else { return column.origin }
        let slot = buffers.slots + (pointee.point * buffers.columnCount + Int(column.buffer))
        if let existing = slot.pointee { return existing }
        let dimension = buffers.columns[Int(column.buffer)].storage.dimension
        let origin = Accumulators.take(piece, dimension: dimension, strides: strides, reduction)
        slot.pointee = origin
        return origin
    }
}
