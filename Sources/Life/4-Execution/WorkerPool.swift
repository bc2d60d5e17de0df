import CSystem
import CohortLocking
import CohortDiagnostics
import CohortSimulation
import Glibc
import Synchronization

/// The threads that run operations.
///
/// Each has a deque of its own; one without work steals, then looks on for a moment, then sleeps on a futex. Nobody is woken
/// while somebody is still looking.
package final class WorkerPool: @unchecked Sendable {
    // SAFETY: `workers` and `threads` are written before the first thread starts.
    @exclusivity(unchecked) private(set) var workers: [Worker] = []
    /// The same for those who look for work, without a reference being counted.
    private let victims: UnsafeMutablePointer<Unmanaged<Worker>>
    /// How many workers there are.
    package let count: Int
    private var threads: [pthread_t] = []
    /// Work from outside the pool, and what did not fit into a deque.
    private let overflow = Locked<[WorkItem]>([])
    private let overflowCount = Atomic<Int>(0)
    private let sleepers = Atomic<Int32>(0)
    private let searchers = Atomic<Int32>(0)
    let resting = Resting()
    let wakeWord: UnsafeMutablePointer<Atomic<UInt32>>
    /// Not 0 as soon as more than one thread works, where time is modelled.
    let parking: UnsafeMutablePointer<Atomic<UInt32>>
    private let isStopping = Atomic<Bool>(false)
    private let spinLimit: Int
    /// Where operations wait that must have something to themselves.
    let gate = Gate()
    let watch = StallWatch()
    /// The tasks that launch others and are not over.
    let contexts = LiveContexts()
    let stillness = Stillness()

    /// In a managed runtime, where operations wait for memory.
    let instances: InstanceManager?
    /// Where time is modelled.
    let clock: ModelledClock?
    /// True when there is a clock: asked at each push, where a reference would be counted.
    let isTimed: Bool
    /// Where tasks are measured.
    let recorder: ProfileRecorder?
    /// Where the threads take turns.
    private let turns: Turns?

    init(
        _ instances: InstanceManager?, clock: ModelledClock?, recorder: ProfileRecorder?, log: RunLog?,
        turns: (any TurnChooser)?, workers count: Int, pinned: Bool, processors: Int
    ) {
        self.instances = instances
        self.clock = clock
        isTimed = clock != nil
        self.recorder = recorder
        self.turns = turns.map { Turns(threads: max(1, count), $0) }
        wakeWord = .allocate(capacity: 1)
        wakeWord.initialize(to: Atomic(0))
        parking = .allocate(capacity: 1)
        parking.initialize(to: Atomic(0))
        // With more threads than processors a spinning one only takes time from one that works; and where time is modelled, nobody
        // but the one that rests makes work; and where threads take turns, nobody does during one's own.
        spinLimit = clock != nil || turns != nil ? 1 : count <= processors ? 2_000 : 20
        self.count = max(1, count)
        victims = .allocate(capacity: max(1, count))
        workers = (0 ..< max(1, count)).map { Worker(index: $0, pool: self, block: log?.block(of: $0)) }
        for worker in workers { (victims + worker.index).initialize(to: .passUnretained(worker)) }
        instances?.post.attach(self)
        for worker in workers {
            threads.append(start(worker, processor: pinned ? worker.index : nil))
        }
    }

    deinit {
        victims.deallocate()
        wakeWord.deallocate()
        parking.deallocate()
    }

    /// Lets all threads end after the work that is there, and waits for them.
    package func shutDown() {
        isStopping.store(true, ordering: .sequentiallyConsistent)
        unpark()
        wakeWord.pointee.wrappingAdd(1, ordering: .sequentiallyConsistent)
        cohort_futex_wake(wakeWord, Int32.max)
        turns?.poke()
        for thread in threads { pthread_join(thread, nil) }
        threads = []
    }

    /// Queues an item, from any thread, and wakes a sleeper if nobody is looking for work.
    func submit(_ item: WorkItem) {
        queue(item)
        wakeOne()
    }

    /// Queues an item, from any thread; whoever queues several then wakes one for all of them, who sees to the next.
    @inline(__always)
    func queue(_ item: WorkItem) {
        if let worker = cohort_thread_words_get().pointee.worker, Unmanaged<Worker>.fromOpaque(worker).push(item, in: self) {
            return
        }
        put(item)
        turns?.poke()
    }

    /// True while items are where every worker looks.
    var hasOverflow: Bool { overflowCount.load(ordering: .sequentiallyConsistent) > 0 }

    /// Queues an item where every worker looks.
    func put(_ item: WorkItem) {
        overflow.withLock {
            $0.append(item)
            overflowCount.store($0.count, ordering: .releasing)
        }
    }

    @inline(__always)
    func wakeOne() {
        if cohort_simulates() { Turns.stop(at: .wake) }
        // The read-modify-write orders the push before the look at `sleepers`: whoever goes to sleep after it looks again.
        if searchers.wrappingAdd(0, ordering: .sequentiallyConsistent).oldValue == 0, sleepers.load(ordering: .relaxed) > 0 {
            wakeSleeper()
        }
    }

    /// Lets a sleeper look again whether all sleep for good: something has ended, outside, that it took for a reason to go on sleeping.
    func lookAgain() { if sleepers.load(ordering: .sequentiallyConsistent) > 0 { wakeSleeper() } }

    @inline(never)
    private func wakeSleeper() {
        wakeWord.pointee.wrappingAdd(1, ordering: .sequentiallyConsistent)
        cohort_futex_wake(wakeWord, 1)
        turns?.poke()
    }

    /// Sleeps while a word is what it was, for so many nanoseconds at most; negative for ever.
    func sleep(on word: UnsafeMutablePointer<Atomic<UInt32>>, while value: UInt32, atMost nanoseconds: Int64 = -1) {
        // SAFETY: the words live as long as the pool, which waits for its threads.
        nonisolated(unsafe) let word = word
        if !Turns.wait(atMost: nanoseconds, until: { word.pointee.load(ordering: .sequentiallyConsistent) != value }) {
            cohort_futex_wait(word, value, nanoseconds)
        }
    }

    /// The next thing to do for `worker`, or nil.
    func find(_ worker: Worker) -> WorkItem? {
        if let own = worker.deque.pop() { return own }
        if overflowCount.load(ordering: .acquiring) > 0, let item = takeOverflow() { return item }
        var victim = worker.index
        var left = count - 1
        while left > 0 {
            left -= 1
            victim += 1
            if victim == count { victim = 0 }
            if let stolen = victims[victim]._withUnsafeGuaranteedRef({ $0.deque.steal() }) { return stolen }
        }
        return nil
    }

    private func takeOverflow() -> WorkItem? {
        overflow.withLock {
            guard !$0.isEmpty else { return nil }
            let item = $0.removeFirst()
            overflowCount.store($0.count, ordering: .releasing)
            return item
        }
    }

    fileprivate func work(_ worker: Worker) {
        turns?.begin(worker.index)
        park(worker)
        while let item = find(worker) ?? wait(worker) {
            worker.entersRuntime()
            worker.run(item)
        }
    }

    /// Looks for work for a while, sleeps, and looks again when woken; nil when the pool stops.
    ///
    /// Whoever queues work while somebody looks wakes nobody, and whoever is woken may have been woken for several items. So one who finds
    /// an item here, by looking or after having been woken, sees to it that somebody comes for the next.
    private func wait(_ worker: Worker) -> WorkItem? {
        while true {
            worker.enters(.rest)
            searchers.wrappingAdd(1, ordering: .sequentiallyConsistent)
            if let item = look(worker) {
                searchers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
                wakeOneIfWorkIsLeft()
                return item
            }
            if cohort_simulates() { Turns.stop(at: .rest) }
            let ticket = wakeWord.pointee.load(ordering: .sequentiallyConsistent)
            if cohort_simulates() { Turns.stop(at: .rest) }
            sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
            if cohort_simulates() { Turns.stop(at: .rest) }
            searchers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
            // One last look, after having been counted: a push before this is found here, a push after it wakes us.
            let item = find(worker)
            let stops = isStopping.load(ordering: .sequentiallyConsistent)
            if item == nil, !stops { sleep(ticket, worker) }
            sleepers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
            if item != nil { wakeOneIfWorkIsLeft() }
            if item != nil || stops { return item }
        }
    }

    /// Looks for work, again and again for a while.
    private func look(_ worker: Worker) -> WorkItem? {
        for turn in 0 ..< spinLimit {
            if let item = find(worker) { return item }
            if turn & 31 == 31, isStopping.load(ordering: .relaxed) { return nil }
            for _ in 0 ..< 2 { cohort_spin_hint() }
        }
        return nil
    }

    /// Sleeps until woken. The last to fall asleep looks whether the others sleep for good, and then lets what waits for
    /// barriers fail, which is work again.
    private func sleep(_ ticket: UInt32, _ worker: Worker) {
        resting.didWork()
        resting.begin(.asleep)
        if passTime(worker, .asleep) { return }
        if let clock, clock.isPending { return sleepBesideCode(ticket, worker, clock) }
        defer { resting.end(.asleep) }
        guard isStalled else { return sleep(on: wakeWord, while: ticket) }
        if cohort_simulates() { Turns.stop(at: .stall) }
        // What a mapper has left may go on at once; only what fails for it is given time.
        if instances?.makeLastCall() == true { return }
        sleep(on: wakeWord, while: ticket, atMost: Self.stallPatience)
        let hasGivenUp = watch.giveUp(
            when: {
                // What a mapper has left may go on yet, so it is asked before anything fails.
                wakeWord.pointee.load(ordering: .sequentiallyConsistent) == ticket && isStalled
                    && instances?.makeLastCall() != true
            }, diagnosis: { Doctor.examine(self) }, atGate: clearGate)
        // Nothing of ours can fail: code waits for another runtime.
        if !hasGivenUp { sleep(on: wakeWord, while: ticket) }
    }

    /// Nobody works, and nothing that could make work is under way.
    private var isStalled: Bool {
        resting.isAsleep(workers.count) && watch.isQuiet
            && !isClockPending && !contexts.isEmpty
    }

    /// Lets the tasks fail that a mapper has left for good, or else the operations that wait for memory, or else those at the gate; false
    /// when there are none.
    private func clearGate(_ diagnosis: String) -> Bool {
        if let instances, instances.failLeftTasks(self, diagnosis) { return true }
        let starved = instances?.giveUp() ?? []
        for (waiter, error) in starved {
            for record in waiter.launch.pointee.claims.isEmpty ? [] : gate.leave(waiter.record) { submit(WorkItem(record)) }
            spoil(waiter.record, waiter.launch, error.diagnosed(diagnosis))
        }
        if !starved.isEmpty { return true }
        let stuck = gate.giveUp()
        for (record, launch, obstacle) in stuck { spoil(record, launch, Self.deadlock(launch, obstacle).diagnosed(diagnosis)) }
        return !stuck.isEmpty
    }

    /// Lets an operation that waits fail.
    func spoil(_ record: RecordPointer, _ launch: LaunchPointer, _ error: CohortError) {
        let sequence = record.pointee.sequence
        launch.pointee.context.remember(sequence, error, isOrigin: true)
        record.pointee.poison.store(sequence, ordering: .relaxed)
        submit(WorkItem(record))
    }

    private static func deadlock(_ launch: LaunchPointer, _ obstacle: LaunchPointer?) -> CohortError {
        let holder = obstacle.map { "task '\($0.pointee.name)' (\($0.pointee.place)) holds" } ?? "other tasks hold"
        return CohortError(
            .deadlock,
            "task '\(launch.pointee.name)' waits for what \(holder), which in turn waits for this task or for what comes after it",
            rule: "a task that holds a reservation or atomic data may not wait for one that needs them too",
            fix:
                "let the task that holds them take no results of the others; or launch both with exclusive coherence, in program order",
            trail: launch.pointee.context.trail(to: launch), at: launch.pointee.place)
    }

    /// Nanoseconds of sleep of all workers before a wait for a barrier is given up.
    private static let stallPatience: Int64 = 20_000_000
    /// Fruitless looks for work before a thread that waits for an operation rests between them.
    private static let restlessness = 200

    private func wakeOneIfWorkIsLeft() {
        if overflowCount.load(ordering: .acquiring) > 0 || workers.contains(where: { !$0.deque.looksEmpty }) { wakeOne() }
    }

    /// Runs other work on the calling worker until `condition` holds; used where a call waits. False after `patience` fruitless
    /// looks, or when nothing runs any more: then what is waited for may be what this thread would do next.
    ///
    /// - Parameter isOptional: true for a wait that is given up before those that are necessary, and also while operations wait for
    ///   arrivals from outside.
    func help(_ worker: Worker, patience: Int = .max, isOptional: Bool = false, until condition: () -> Bool) -> Bool {
        var idle = 0
        var hasWorked = true
        let outer = worker.activity
        worker.entersRuntime()
        defer { worker.enters(outer) }
        while !condition() {
            if stillness.isWanted { worker.keepStill() }
            if let item = find(worker) {
                run(item, within: worker)
                idle = 0
                hasWorked = true
                continue
            }
            idle += 1
            if idle > patience { return false }
            if idle < Self.restlessness, turns == nil {
                cohort_spin_hint()
                continue
            }
            if hasWorked { resting.didWork() }
            hasWorked = false
            if rest(worker, isOptional ? .optional : .necessary, condition) { return condition() }
        }
        return true
    }

    /// Runs an item in the middle of a call. If it is code, that of the caller, beneath it on the stack, does not run meanwhile.
    private func run(_ item: WorkItem, within worker: Worker) {
        let buriesCode = item.isJobs && worker.runsCode
        if buriesCode { watch.codeEnds() }
        worker.run(item)
        if buriesCode { watch.codeStarts() }
    }

    /// Lets others work for a moment; true when nobody does, so that waiting is in vain.
    private func rest(_ worker: Worker, _ kind: Resting.Kind, _ condition: () -> Bool) -> Bool {
        // The code that waits here does not run meanwhile.
        let isCode = worker.runsCode
        if isCode { watch.codeEnds() }
        defer { if isCode { watch.codeStarts() } }
        let looked = resting.lastWork
        if condition() { return false }
        worker.looked.store(looked, ordering: .sequentiallyConsistent)
        defer { worker.looked.store(.max, ordering: .sequentiallyConsistent) }
        resting.begin(kind)
        Turns.yield()
        if passTime(worker, kind, when: { !condition() }) { return false }
        let hasLeft = resting.giveUp(kind, of: workers.count) {
            (kind == .optional ? watch.isIdle : watch.isQuiet) && !hasOverflow && !isClockPending && !condition()
                && haveAllLooked(since: looked)
        }
        if !hasLeft {
            resting.end(kind)
            return false
        }
        // Not while it rests: what it queues then, another that rests would overlook, and give up.
        return instances?.makeLastCall() != true
    }

    /// Whether whoever waits has looked for what it waits for since anybody worked, which was then. One that has not may find it there.
    private func haveAllLooked(since work: UInt64) -> Bool {
        resting.lastWork == work
            && workers.allSatisfy {
                let looked = $0.looked.load(ordering: .sequentiallyConsistent)
                return looked == .max || looked == work
            }
    }

    private func start(_ worker: Worker, processor: Int?) -> pthread_t {
        var thread = pthread_t()
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, 64 << 20)
        let start = Unmanaged.passRetained(ThreadStart(worker: worker, pool: self, processor: processor))
        pthread_create(
            &thread, &attributes,
            { argument in
                let start = Unmanaged<ThreadStart>.fromOpaque(argument!).takeRetainedValue()
                if let processor = start.processor { _ = cohort_pin_thread(Int32(processor)) }
                start.worker.enterThread()
                start.pool.work(start.worker)
                start.pool.turns?.end(start.worker.index)
                return nil
            }, start.toOpaque())
        pthread_attr_destroy(&attributes)
        return thread
    }

    private final class ThreadStart {
        let worker: Worker
        let pool: WorkerPool
        let processor: Int?
        init(worker: Worker, pool: WorkerPool, processor: Int?) {
            self.worker = worker
            self.pool = pool
            self.processor = processor
        }
    }
}
