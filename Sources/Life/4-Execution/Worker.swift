import CSystem
import CohortDiagnostics
import Synchronization

/// One thread of the pool with its deque.
package final class Worker: @unchecked Sendable {
    // SAFETY: `ownWords` is set by the worker's own thread before it works, and used by that thread alone; the pool holds the
    // worker and waits for its thread.
    let index: Int
    let deque = WorkDeque()
    unowned(unsafe) let pool: WorkerPool
    /// What this thread does, for whoever looks from outside.
    let activityWord = Atomic<UInt>(Activity.rest.word)
    unowned(unsafe) let stillness: Stillness
    /// `Resting.lastWork` when this thread, which waits, looked in vain for what it waits for; the largest number when it does not wait.
    let looked = Atomic<UInt64>(.max)
    /// Where this thread writes of the run; the log holds it.
    unowned(unsafe) let block: LogBlock?
    /// True when there is one: asked at each task, where a reference would be counted.
    let isLogged: Bool
    private var ownWords: UnsafeMutablePointer<cohort_thread_words>?

    init(index: Int, pool: WorkerPool, block: LogBlock?) {
        self.index = index
        self.pool = pool
        stillness = pool.stillness
        self.block = block
        isLogged = block != nil
    }

    /// This thread's words; there from `enterThread` on, which comes before all work.
    private var words: UnsafeMutablePointer<cohort_thread_words> { ownWords.unsafelyUnwrapped }

    /// The worker whose thread this is, if any.
    static var current: Worker? {
        cohort_thread_words_get().pointee.worker.map { Unmanaged<Worker>.fromOpaque($0).takeUnretainedValue() }
    }

    /// True when this thread is in the middle of a context's code.
    var runsCode: Bool { words.pointee.context != nil }

    func enterThread() {
        ownWords = cohort_thread_words_get()
        words.pointee.worker = Unmanaged.passUnretained(self).toOpaque()
        words.pointee.log_block = block.map { Unmanaged.passUnretained($0).toOpaque() }
    }

    /// Whether it is one of that pool's.
    @inline(__always)
    fileprivate func isOf(_ other: WorkerPool) -> Bool { pool === other }

    func push(_ item: WorkItem) {
        // Where time is modelled, the order of queueing is the order of running.
        if pool.isTimed || !deque.push(item) { pool.put(item) }
    }

    func run(_ item: WorkItem) {
        guard item.isOperation else { return runOther(item) }
        var next: RecordPointer? = item.record
        while let record = next { next = execute(record) }
    }

    /// Runs one operation here and now, and leaves what became ready to whoever looks for work.
    func runNow(_ record: RecordPointer) {
        let outer = activity
        entersRuntime()
        defer { enters(outer) }
        guard let next = execute(record) else { return }
        push(WorkItem(next))
        pool.wakeOne()
    }

    @inline(never)
    private func runOther(_ item: WorkItem) {
        if item.isJobs { return runJobs(item.executor) }
        if item.isMoves { return item.moves.takeRetainedValue().work() }
        pool.instances?.attend(pool)
    }

    /// Runs one operation; returns the first of its successors that became ready, to be run next without a queue.
    private func execute(_ record: RecordPointer) -> RecordPointer? {
        guard let launch = record.pointee.launch else { return complete(record) }
        let point = Int(record.pointee.point)
        let origin = record.pointee.poison.load(ordering: .relaxed)
        if origin != 0 {
            if !launch.pointee.claims.isEmpty { breakGang(launch, origin) }
            block?.tell(record, self, origin == record.pointee.sequence ? .failed : .notReached)
            launch.pointee.context.didPoison(record, launch, point, origin: origin)
            if launch.pointee.request != nil {
                reportUnrun(record, launch, origin == record.pointee.sequence ? .failed : .notReached)
            }
            return complete(record)
        }
        if launch.pointee.predicate != nil, !launch.holdsPredicate() {
            if let result = launch.pointee.result { launch.pointee.predicate?.substitute?(result, point) }
            if !launch.pointee.claims.isEmpty { shrinkGang(launch) }
            block?.tell(record, self, .notWanted)
            if launch.pointee.request != nil { reportUnrun(record, launch, .notWanted) }
            return complete(record)
        }
        if launch.pointee.request != nil {
            if !place(record, launch) { return nil }
        } else if !launch.pointee.claims.isEmpty, !enter(record, launch) {
            return nil
        }
        if launch.pointee.asynchronousBody != nil {
            startChild(record, launch, point)
            return nil
        }
        if launch.pointee.whenOver != nil { return endWait(record, launch) }
        runLeaf(record, launch, point)
        return completeAdmitted(record, launch)
    }

    /// The context that waits may be gone as soon as it goes on, so its record is completed before.
    @inline(never)
    private func endWait(_ record: RecordPointer, _ launch: LaunchPointer) -> RecordPointer? {
        let whenOver = launch.pointee.whenOver
        launch.pointee.whenOver = nil
        let next = complete(record)
        whenOver?()
        return next
    }

    /// Whether an operation with claims may run now; otherwise the gate hands it out again.
    @inline(never)
    func enter(_ record: RecordPointer, _ launch: LaunchPointer) -> Bool {
        if let gang = launch.gang, gang.poison != 0 {
            record.pointee.poison.store(gang.poison, ordering: .relaxed)
            push(WorkItem(record))
            return false
        }
        if let gang = launch.gang, let request = launch.pointee.request, request.operation == nil {
            gang.enrol(request, record, launch)
        }
        let (isAdmitted, others) = pool.gate.admit(record, launch)
        start(others)
        return isAdmitted
    }

    /// A member of a gang does not run since something failed: neither do the others, who would miss it.
    @inline(never)
    private func breakGang(_ launch: LaunchPointer, _ origin: UInt64) {
        guard let gang = launch.gang, gang.poison == 0 else { return }
        gang.spoil(origin)
        start(pool.gate.dismiss(gang))
    }

    /// A member of a gang is not needed: the others go without it.
    @inline(never)
    private func shrinkGang(_ launch: LaunchPointer) {
        guard let gang = launch.gang else { return }
        gang.grow(by: -1)
        start(pool.gate.settle())
    }

    func start(_ records: [RecordPointer]) {
        for record in records {
            push(WorkItem(record))
            pool.wakeOne()
        }
    }

    /// Completes an operation that ran, after giving up what it had to itself.
    @inline(__always)
    func completeAdmitted(_ record: RecordPointer, _ launch: LaunchPointer) -> RecordPointer? {
        // Enclosing tasks have the results before anybody else is let in.
        if launch.pointee.request != nil { leaveInstances(record, launch) }
        if !launch.pointee.claims.isEmpty {
            launch.gang?.memberEnds()
            start(pool.gate.leave(record))
        }
        return complete(record)
    }

    @inline(__always)
    func runLeaf(_ record: RecordPointer, _ launch: LaunchPointer, _ point: Int) {
        let begin = isLogged ? RunLog.now : 0
        var frame = FrameRecord(launch: launch, point: point, shapes: nil)
        withUnsafeMutablePointer(to: &frame) { frame in
            let outerFrame = words.pointee.frame
            let outerContext = words.pointee.context
            words.pointee.frame = UnsafeMutableRawPointer(frame)
            words.pointee.context = nil
            enters(.leaf(record))
            // Where there is a mapper, it may have chosen another body.
            if let body = launch.pointee.request == nil ? launch.pointee.body : launch.body(ofPoint: point) {
                body(UnsafeMutableRawPointer(frame))
            } else if let closure = launch.pointee.closure {
                do { try closure(TaskFrame(frame)) } catch { TaskFrame(frame).fail(error) }
            }
            let failure = frame.end()
            words.pointee.frame = outerFrame
            words.pointee.context = outerContext
            if let failure {
                launch.pointee.context.didFail(record, launch, point, failure)
            }
        }
        if isLogged { block?.tell(record, self, since: begin) }
    }

    /// Runs the Swift jobs of one context, with that context as the current one.
    private func runJobs(_ executor: Unmanaged<ContextExecutor>) {
        let outerFrame = words.pointee.frame
        let outerContext = words.pointee.context
        let executor = executor.takeRetainedValue()
        words.pointee.frame = nil
        words.pointee.context = executor.contextWord
        enters(.code(executor.contextWord))
        executor.drain()
        entersRuntime()
        words.pointee.frame = outerFrame
        words.pointee.context = outerContext
    }

    /// A task that launches others becomes a Swift task on an executor of its own, and completes when its children have.
    @inline(never)
    private func startChild(_ record: RecordPointer, _ launch: LaunchPointer, _ point: Int) {
        do throws(CohortError) {
            try launch.pointee.context.startChild(record, launch, point)
        } catch {
            fail(record, launch, error)
        }
    }
}

extension UnsafeMutablePointer where Pointee == LaunchRecord {
    /// The body of a point: the variant that it is mapped to. A closure comes before it, and calls it.
    @inline(never)
    fileprivate func body(ofPoint point: Int) -> TaskBody? {
        pointee.closure == nil ? pointee.request?[point]?.body ?? pointee.body : nil
    }
}

extension Unmanaged<Worker> {
    /// Queues an item with the worker whose thread this is, without a reference being counted; false when it is another pool's.
    @inline(__always)
    func push(_ item: WorkItem, in pool: WorkerPool) -> Bool {
        _withUnsafeGuaranteedRef { worker in
            guard worker.isOf(pool) else { return false }
            worker.push(item)
            return true
        }
    }
}
