import CohortData
import CohortDiagnostics

extension TaskContext {
    /// Starts the body of a task that launches others: a context of its own, and a Swift task on that context's executor.
    func startChild(_ record: RecordPointer, _ launch: LaunchPointer, _ point: Int) throws(CohortError) {
        let window =
            try launch.pointee.request?.isTask == true ? runtime.window(trail: trail(to: launch), launch.pointee.place) : nil
        let child = TaskContext(
            runtime: runtime, parent: self, number: record.pointee.sequence, trail: trail(to: launch),
            held: launch.pointee.privileges.map { $0.held(byPoint: point) }, shapes: launch.shapes(ofPoint: point), window: window
        )
        child.placement = launch.pointee.request?[point]
        if let request = launch.pointee.request { child.launchNames = LaunchNames(of: request.launch.id, point) }
        let work = ChildWork(record: record, launch: launch, point: point, child: child)
        runtime.pool.watch.codeStarts()
        runtime.pool.contexts.begin(child, home: record)
        Task.detached(executorPreference: child.executor) { await work.run() }
    }
}

extension UnsafeMutablePointer where Pointee == LaunchRecord {
    /// The piece of each column of a point, in order.
    fileprivate func shapes(ofPoint point: Int) -> [PieceShape] {
        pointee.columns.map { column in
            let shape = pointee.shapes[Int(column.shape)]
            return shape.shapes[shape.piece(point)]
        }
    }
}

/// A running task that launches others, from its first job to its completion.
private final class ChildWork: @unchecked Sendable {
    // SAFETY: used by the child's executor alone, one job at a time.
    private let record: RecordPointer
    private let launch: LaunchPointer
    private let point: Int
    private let child: TaskContext
    /// When the body began, for the log.
    private var begin: UInt64 = 0

    init(record: RecordPointer, launch: LaunchPointer, point: Int, child: TaskContext) {
        self.record = record
        self.launch = launch
        self.point = point
        self.child = child
    }

    func run() async {
        if child.log != nil { begin = RunLog.now }
        let frame = UnsafeMutablePointer<FrameRecord>.allocate(capacity: 1)
        frame.initialize(to: FrameRecord(launch: launch, point: point, shapes: child.shapes))
        if let body = launch.pointee.asynchronousBody {
            do { try await body(TaskFrame(frame)) } catch { TaskFrame(frame).fail(error) }
        }
        child.variables = nil
        child.carryOutFills()
        let unseen = await child.drain()
        if unseen == nil { child.overwritten?.look(TaskFrame(frame)) }
        if let failure = frame.end() ?? unseen {
            launch.pointee.context.didFail(record, launch, point, failure)
        }
        frame.deallocate()
        child.leaveRegions()
        finish()
    }

    /// Completes the operation from the worker that runs this job.
    private func finish() {
        guard let worker = Worker.current else {
            cohortBug("a task's last job ran outside the pool")
        }
        worker.pool.contexts.end(child)
        worker.pool.watch.codeEnds()
        worker.block?.tell(record, worker, since: begin)
        worker.bringHome(record, launch)
    }
}
