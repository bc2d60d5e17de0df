import CSystem
import CohortLocking
import CohortData
import CohortDiagnostics
import CohortGeometry
import Synchronization

/// The state of one running task that launches others: its program order, its operations in flight, and what it knows of
/// each region.
///
/// One thread at a time runs a context's code (`ContextExecutor` sees to it), so only what workers touch is atomic.
package final class TaskContext: @unchecked Sendable {
    // SAFETY: all stored state but `failures` and `hasFailuresWord` is touched only by the thread that runs the context's code.
    package let runtime: Runtime
    package let executor: ContextExecutor
    unowned(unsafe) let stillness: Stillness
    package let identity: UInt64
    /// The task this context belongs to and the tasks around it, outermost first.
    package let trail: [String]
    let parent: TaskContext?
    /// The runtime's log, if it writes one; for each edge to be told without a reference being counted.
    let uncountedLog: Unmanaged<RunLog>?
    /// Of the options, what each launch asks for: to reach into them there would copy all of them.
    let order: RuntimeOptions.Order, poisonsData: Bool
    /// The runtime's, for each operation without a reference being counted.
    private let pool: Unmanaged<WorkerPool>
    /// Operations in flight before this context helps with the work.
    private let window: Int
    /// The numbers of the launches that lead to this task, outermost first.
    let launchNumbers: [UInt64]
    var held: [HeldPrivilege]
    /// In a managed runtime, the instances that this context's task has.
    @exclusivity(unchecked) var placement: PointPlacement?
    /// In a managed runtime, the names of what this context launches.
    @exclusivity(unchecked) var launchNames = LaunchNames()
    /// The piece of each of the task's columns, in the order of the fields held, at an address that is the column's alone.
    let shapes: UnsafePointer<PieceShape>
    private let columnCount: Int
    @exclusivity(unchecked) var ring: RecordRing
    @exclusivity(unchecked) private var joins = JoinPool()
    @exclusivity(unchecked) private var launches: LaunchRing
    package let plan = LaunchPlan()
    @exclusivity(unchecked) private(set) var states: [Int: TreeState] = [:]
    @exclusivity(unchecked) private var recentStates: ContiguousArray<TreeState?> = ContiguousArray(repeating: nil, count: 16)
    let failures = Locked(FailureTable())
    /// What other threads tell of this context's regions.
    let mail = RegionMail()
    /// What this context waits for, but for its own operations.
    let waits = Waits()
    private let hasFailuresWord = Atomic<Bool>(false)
    /// Predicates of enclosing `predicated` scopes.
    @exclusivity(unchecked) package var predication: Predication?
    /// Barriers and reservations of enclosing `launching` scopes, innermost last.
    @exclusivity(unchecked) package var companies: [LaunchCompany] = []
    /// The launches that were issued before; nil until there are some, and where they are not told apart.
    @exclusivity(unchecked) var known: KnownLaunches?
    /// Whether launches that were issued before need not be checked, mapped and planned again.
    let recognises: Bool
    /// The repeated parts of the program, if it names some.
    @exclusivity(unchecked) var traces: Traces? { didSet { uncountedTraces = traces.map(Unmanaged.passUnretained) } }
    /// The same, without a reference being counted.
    @exclusivity(unchecked) private(set) var uncountedTraces: Unmanaged<Traces>?
    /// Looks for parts that repeat; nil until there is enough to look at, and where nothing is replayed.
    @exclusivity(unchecked) var finder: TraceFinder?
    /// Whether parts that repeat are replayed, and looked for.
    let canReplay: Bool
    /// Whether the first launch that comes again is reason enough to think so.
    let isEager: Bool
    /// True within a repeated part each repetition of which must launch the same tasks.
    @exclusivity(unchecked) var isInTrace = false
    /// True while launches are compared with a repetition, and not analysed.
    @exclusivity(unchecked) var replays = false
    /// True when records may be prepared of operations that have not come.
    @exclusivity(unchecked) var isAhead = false
    /// True while the histories lack operations that were replayed.
    @exclusivity(unchecked) var isBehind = false
    /// What is done with the edges that the analysis finds.
    @exclusivity(unchecked) var noting = EdgeNoting.nothing
    /// Another number whenever operations use data.
    @exclusivity(unchecked) var changes = 0
    /// The last fence, which launches follow; none when it is over.
    @exclusivity(unchecked) var fence = OperationReference.none
    /// Mappings by the context's own code that are open: launches that need their data cannot finish before they close.
    @exclusivity(unchecked) var openMappings = 0
    /// Attachments of this context whose data are copied around each launch.
    @exclusivity(unchecked) var copiedAttachments = 0
    /// The must-epoch whose tasks are being launched.
    @exclusivity(unchecked) var epoch: Epoch?
    /// True within `concurrently`: each launch is a gang of its own.
    @exclusivity(unchecked) package var launchesGangs = false
    @exclusivity(unchecked) var variables: TaskVariables?
    /// The regions that this context made, where they are kept to be compared.
    @exclusivity(unchecked) var keptRegions: [RegionTree]?
    /// What this context's task is to overwrite, where that is looked at.
    @exclusivity(unchecked) var overwritten: OverwrittenColumns?
    /// The domain of the enclosing `forEach`.
    @exclusivity(unchecked) package var forEachDomain: Domain?
    @exclusivity(unchecked) var historyScratch: ContiguousArray<Int> = []
    @exclusivity(unchecked) var uses: ContiguousArray<PlannedUse> = []

    /// The least that a mapper may say for `window`.
    static let smallestWindow = 16
    private static let nextIdentity = Atomic<UInt64>(1)
    /// The bits of an operation's number that count within its context; those above say which that is.
    private static let numberBits: UInt64 = 40

    /// `number` is that of the launch in the parent's program order.
    init(
        runtime: Runtime, parent: TaskContext?, number: UInt64 = 0, trail: [String], held: [HeldPrivilege],
        shapes: [PieceShape] = [], window: Int? = nil
    ) {
        self.runtime = runtime
        pool = .passUnretained(runtime.pool)
        self.parent = parent
        uncountedLog = runtime.log.map(Unmanaged.passUnretained)
        order = runtime.options.order
        poisonsData = runtime.options.poison != .off
        let isPlain = runtime.options.order == .parallel && runtime.instances == nil
        recognises = isPlain && runtime.log == nil
        canReplay = isPlain && runtime.options.traces != .off
        isEager = runtime.options.traces == .forced
        launchNumbers = parent.map { $0.launchNumbers + [number] } ?? []
        self.trail = trail
        self.held = held
        let memory = UnsafeMutablePointer<PieceShape>.allocate(capacity: max(1, shapes.count))
        memory.initialize(from: shapes, count: shapes.count)
        self.shapes = UnsafePointer(memory)
        columnCount = shapes.count
        identity = Self.nextIdentity.wrappingAdd(1, ordering: .relaxed).oldValue
        executor = ContextExecutor(pool: runtime.pool)
        stillness = runtime.pool.stillness
        self.window = window ?? runtime.options.window
        ring = RecordRing(
            firstSequence: identity << Self.numberBits | 1,
            capacity: min(parent == nil ? 1024 : 32, self.window.roundedUpToPowerOfTwo))
        launches = LaunchRing(capacity: parent == nil ? 64 : 4)
        executor.contextWord = Unmanaged.passUnretained(self).toOpaque()
        log?.tell(self, runBy: number)
    }

    /// True when there is a log.
    @inline(__always)
    var isLogged: Bool { uncountedLog != nil }
    /// The runtime's log, if it writes one.
    var log: RunLog? { uncountedLog?.takeUnretainedValue() }

    deinit {
        ring.deallocate()
        joins.deallocate()
        launches.deallocate()
        UnsafeMutablePointer(mutating: shapes).deallocate()
    }

    /// The context whose code the calling thread runs, or nil outside and in leaf tasks.
    package static var current: TaskContext? { uncountedCurrent?.takeUnretainedValue() }

    /// The same, without a reference being counted.
    @inline(__always)
    package static var uncountedCurrent: Unmanaged<TaskContext>? {
        cohort_thread_words_get().pointee.context.map { Unmanaged<TaskContext>.fromOpaque($0) }
    }

    /// The names from the outermost task to the one of `launch`.
    func trail(to launch: LaunchPointer) -> [String] { trail + [launch.pointee.name.description] }

    // MARK: Records

    /// A free record with the next sequence number, being analysed.
    @inline(__always)
    func takeRecord() -> RecordPointer {
        if isAhead { stopAhead() }
        prepareRecord()
        return ring.takePrepared()
    }

    /// A record for a join, which has no place in program order.
    func takeJoin() -> RecordPointer { joins.take() }

    /// Gives a free record the next number.
    @inline(__always)
    @discardableResult
    func prepareRecord() -> RecordPointer {
        if !ring.candidate.isCompleted { makeRoom() }
        return ring.prepare()
    }

    /// The record's turn has come again while its operation still runs: help, or let the window grow.
    @inline(never)
    private func makeRoom() {
        let record = ring.candidate
        pool._withUnsafeGuaranteedRef { $0.wakeOne() }
        if ring.capacity >= window, let worker = Worker.current,
            runtime.pool.help(worker, patience: 20_000, isOptional: true, until: { record.isCompleted })
        {
            // Whoever leaves the work for each operation to come leaves somebody waiting for help each time.
            let later = ring.record(of: ring.end &+ UInt64(ring.capacity / 4))
            _ = runtime.pool.help(worker, patience: 100, isOptional: true) { later.isCompleted }
            return
        }
        ring.grow()
    }

    /// A launch record that nobody uses.
    func takeLaunch() -> LaunchPointer { launches.next(self) }

    /// Ends the analysis of an operation with `edges` predecessors; queues it when they are over already.
    func commit(_ record: RecordPointer, edges: Int32) {
        if close(record, edges: edges) { pool._withUnsafeGuaranteedRef { $0.submit(WorkItem(record)) } }
    }

    /// The same for one of many operations, of which somebody is told now and then, and by `tellOfQueued` at their end.
    @inline(__always)
    func commit(_ record: RecordPointer, edges: Int32, _ queued: inout Int) {
        if !close(record, edges: edges) { return }
        pool._withUnsafeGuaranteedRef { $0.queue(WorkItem(record)) }
        queued += 1
        if queued == 16 { tellOfQueued(&queued) }
    }

    /// Wakes somebody for operations that were queued, if nobody is looking for work.
    @inline(__always)
    func tellOfQueued(_ queued: inout Int) {
        if queued == 0 { return }
        queued = 0
        pool._withUnsafeGuaranteedRef { $0.wakeOne() }
    }

    /// Ends the analysis of an operation; true when its predecessors are over.
    @inline(__always)
    private func close(_ record: RecordPointer, edges: Int32) -> Bool {
        if edges == 0, record.pointee.pending.load(ordering: .acquiring) == OperationRecord.bias {
            // Nobody leads there, or nobody any more.
            record.pointee.pending.store(0, ordering: .relaxed)
            return true
        }
        return record.pointee.pending.wrappingAdd(edges &- OperationRecord.bias, ordering: .acquiringAndReleasing).newValue == 0
    }

    /// Operations that may still run.
    func forEachOutstanding(_ body: (OperationReference) -> Void) { ring.forEachOutstanding(body) }

    /// The number of the first operation that may still run; that of the next when none does.
    var oldestOutstanding: UInt64 {
        var oldest = nextSequence
        forEachOutstanding { oldest = min(oldest, $0.sequence) }
        return oldest
    }

    /// The operations that may still run, oldest first; for somebody who looks while the context's code does not run.
    var outstanding: [OperationReference] { ring.outstanding }

    /// The sequence number of the next operation.
    package var nextSequence: UInt64 { ring.nextSequence }

    /// How many of its launches were known, or are since they were issued.
    package var knownLaunchCount: Int { known?.issuedCount ?? 0 }

    /// How many operations it has issued.
    var issuedCount: UInt64 { nextSequence & (1 << Self.numberBits - 1) - 1 }

    /// The numbers of none.
    package static let noOperations: ClosedRange<UInt64> = 0 ... 0

    /// Whether operations are this context's.
    package func hasIssued(_ range: ClosedRange<UInt64>) -> Bool {
        (range.lowerBound ^ identity << Self.numberBits) >> Self.numberBits == 0
    }

    /// The place in program order of what this context asks for next.
    package var position: ProgramPosition { ProgramPosition(launchNumbers, nextSequence) }

    /// True when none of the operations numbered `range` may still run.
    package func isOver(_ range: ClosedRange<UInt64>) -> Bool {
        var isOver = true
        forEachOutstanding { if range.contains($0.sequence) { isOver = false } }
        return isOver
    }

    // MARK: Regions

    /// What this context knows of a region.
    @inline(__always)
    func state(of tree: RegionTree) -> TreeState {
        if let recent = recentStates[tree.id & 15], recent.id == tree.id { return recent }
        return findState(of: tree)
    }

    @inline(never)
    private func findState(of tree: RegionTree) -> TreeState {
        let state =
            states[tree.id]
            ?? {
                let made = TreeState(tree, isOwned: false)
                made.attachments = held.compactMap { $0.sharing(of: tree) }
                states[tree.id] = made
                return made
            }()
        recentStates[tree.id & 15] = state
        return state
    }

    /// Declares a region as made by this context.
    package func adopt(_ tree: RegionTree) {
        states[tree.id] = TreeState(tree, isOwned: true)
        keptRegions?.append(tree)
        tree.storage.poisonsColumns = runtime.options.poison != .off
        let mail = mail
        tree.end?.listen { { mail.add(.released($0)) } }
    }

    /// What this context knows of the regions that it owns, oldest first.
    var ownedStates: [TreeState] { states.values.filter(\.isOwned).sorted { $0.id < $1.id } }

    /// Takes over regions that tasks which are over have left, and forgets those that nobody holds; the data go when the
    /// operations that use them are over.
    @inline(__always)
    func readMail() {
        if !mail.isEmpty { readMail(issueRelease) }
    }

    @inline(never)
    func readMail(_ release: (TreeState) -> Void) {
        for letter in mail.takeAll() {
            switch letter {
            case .released(let id):
                guard let state = setState(nil, id) else { continue }
                known?.forgetUses(of: state, self)
                release(state)
            case .left(let region):
                // What its task knew ended with that.
                _ = region.state.takeKnown()
                setState(region.state, region.state.id)
                for spoiled in region.spoiled { spoil(spoiled, of: region.state) }
            }
        }
    }

    @discardableResult
    private func setState(_ state: TreeState?, _ id: Int) -> TreeState? {
        if recentStates[id & 15]?.id == id { recentStates[id & 15] = nil }
        defer { states[id] = state }
        return states[id]
    }

    /// What the accessor of this context's task stands for that walks this piece. O(fields held).
    package func heldColumn(
        _ piece: UnsafePointer<PieceShape>
    ) -> (tree: RegionTree, node: PartitionNode, piece: Int, field: Int32)? {
        guard piece >= shapes, piece < shapes + columnCount else { return nil }
        var column = piece - shapes
        var index = 0
        while column >= held[index].fields.count {
            column -= held[index].fields.count
            index += 1
        }
        let one = held[index]
        guard let number = one.constantPiece else { return nil }
        return (one.tree, one.node, number, one.fields[column])
    }

    // MARK: Failures

    var hasFailures: Bool { hasFailuresWord.load(ordering: .acquiring) }

    /// Remembers that an operation failed, before its successors learn of it.
    func remember(_ sequence: UInt64, _ error: CohortError, isOrigin: Bool) {
        failures.withLock { $0.add(sequence, error, isOrigin: isOrigin) }
        hasFailuresWord.store(true, ordering: .releasing)
    }
}

/// A privilege that a running task holds, as an upper bound for those of its children.
struct HeldPrivilege {
    var tree: RegionTree
    var node: PartitionNode
    var selection: PieceSelection
    var fields: [Int32]
    var privilege: Privilege
    var coherence: Coherence
    var reduction: ReductionOperation?

    /// The restriction of data that tasks outside may use at the same time; nil when there is none.
    func sharing(of region: RegionTree) -> AttachmentState? {
        guard tree === region, coherence == .simultaneous || coherence == .relaxed, let piece = constantPiece else { return nil }
        return AttachmentState(tree, node.pieces[piece], fields, nil, isRestricted: true, at: tree.place)
    }

    /// What the task of one point of the launch holds.
    func held(byPoint point: Int) -> HeldPrivilege {
        var one = self
        one.selection = .piece(selection.piece(ofPoint: point))
        return one
    }
}

/// One history and how a requirement uses it: what the analysis of each point walks.
struct PlannedUse {
    unowned(unsafe) var history: FieldHistory
    unowned(unsafe) var slot: HistorySlot
    /// Of the slot and of the history, what each point asks for.
    var table: UnsafeMutablePointer<SlotTable>
    var requirement: Int
    var mode: UseMode
    var coherence: Coherence
    /// Of the slot: asked for each point, where a reference would be counted.
    var hasEmptyPieces: Bool
    /// By point, if it is not the one of its number or `constant`.
    var pieces: UnsafePointer<Int32>?
    var constant: Int32

    @inline(__always)
    func piece(_ point: Int) -> Int {
        if let pieces { return Int(pieces[point]) }
        return constant >= 0 ? Int(constant) : point
    }
}

/// The errors of a context's operations, by sequence.
struct FailureTable {
    private var errors: [UInt64: CohortError] = [:]
    /// The first failure in program order that nobody has been told of.
    private var unseen: [UInt64: CohortError] = [:]

    mutating func add(_ sequence: UInt64, _ error: CohortError, isOrigin: Bool) {
        errors[sequence] = error
        if isOrigin { unseen[sequence] = error }
    }

    func error(of sequence: UInt64) -> CohortError? { errors[sequence] }

    /// The errors of a range, in program order.
    func errors(in range: ClosedRange<UInt64>) -> [CohortError] {
        errors.filter { range.contains($0.key) }.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The error was thrown to the user.
    mutating func markSeen(_ error: CohortError) {
        unseen = unseen.filter { $0.value.identity != error.identity }
    }

    var firstUnseen: CohortError? { unseen.min { $0.key < $1.key }?.value }
}

extension Int {
    fileprivate var roundedUpToPowerOfTwo: Int { self < 2 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
