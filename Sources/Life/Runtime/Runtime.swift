import CohortDiagnostics
import CohortLocking
import CohortMachine
import CohortMachineModel
import CohortSimulation

/// How a program is run.
public struct RuntimeOptions: Sendable {
    /// Threads that run tasks; the program's own code runs on one of them. By default one for each processor it may use.
    public var workers: Int
    /// Whether each thread stays on a processor of its own.
    public var isPinned: Bool
    /// Operations in flight before a launching task helps with the work; memory in flight is some 300 bytes each.
    public var window: Int
    /// When tasks run.
    public var order: Order
    /// The machine as mappers see it; nothing for this computer, its memory without bounds of ours.
    public var machine: MachineModel?
    /// Decides where tasks run and where their data lie. Without one, and without `machine`, each region has one instance in main
    /// memory, and tasks run on whichever worker is free.
    public var mapper: (any Mapper)?
    /// Whose time it is that tasks take.
    public var clock: Clock
    /// Whether SIGQUIT (Control-\) prints what runs and what waits, and lets the process go on. `CohortProgram` says so for itself.
    public var reportsOnQuit = false
    /// A file that gets, at the end, what a modelled clock has to report, as `ClockReport.json`.
    public var clockReportFile: String?
    /// A file that gets, at the end, how long the program's tasks took and which data they used, as `TaskProfile.json`.
    public var profileFile: String?
    /// A file that gets a log of the run, for `cohort check`: what was launched, what followed what, what ran where and when.
    public var logFile: String?
    /// Which worker goes on when several could.
    public var schedule: Schedule = .system
    /// Whether repetitions are replayed, and looked for.
    public var traces: Traces = .found
    /// Who says so in the place of a seed, for tests.
    package var chooser: (any TurnChooser)?
    /// What a run that writes a log does wrong on purpose, for tests of the checker.
    package var fault: PlannedFault?

    /// Whether the launches of a program that repeat are only compared with those before, as `trace` explains.
    public enum Traces: String, Sendable {
        /// Each launch is analysed, also within `trace`.
        case off
        /// Within `trace`, and where launches are found to repeat.
        case found
        /// The same, and the first launch that comes again is enough: for tests.
        case forced
    }

    /// What becomes of data that nobody has written.
    public var poison: Poisoning = .standard

    /// What becomes of data that nobody has written.
    public enum Poisoning: Sendable {
        /// They are whatever is there.
        case off
        /// As `warns`, but nobody looks and nothing is said.
        case silent
        /// New memory, and data that a task is about to overwrite, get a pattern: floating point a signalling NaN with the bytes C0 in it, all else
        /// the byte C0 again and again, but zeros where elements have less than four bytes and are no numbers. Elements with a serializer have
        /// their initial value. A task that was to overwrite data and left some of the pattern is warned about, once for each place in the program.
        /// Elements of less than four bytes are not looked at, since they may be written to look so.
        case warns
        /// The same, and the task fails.
        case fails

        /// `warns` where the runtime itself was built without optimisation, else `off`.
        public static var standard: Poisoning {
            #if DEBUG
            .warns
            #else
            .off
            #endif
        }
    }

    /// Whose time it is that tasks take.
    public enum Clock: Sendable {
        /// The computer's.
        case wall
        /// That which they would take on `machine`, or on this computer as it is described: tasks occupy their processors, and copies the
        /// channels between memories, for as long as the machine's figures say and the times of bodies that are given. Everything else
        /// is as ever, but that one thread does all the work; the program's own code takes no time.
        case modelled(TaskTimes)
    }

    /// Which worker goes on when several could.
    public enum Schedule: Sendable, Equatable {
        /// All of them, as the operating system lets them.
        case system
        /// One at a time, up to the next point at which threads meet; then the seed says which. The same seed gives the same run, task for
        /// task, as far as the program itself hangs on nothing but its tasks: code that runs on other executors, and the computer's time, come in as they
        /// do. Timestamps count steps. For tests of programs and of the runtime: some microseconds a point.
        case seeded(UInt64)
    }

    /// When tasks run.
    public enum Order: Sendable {
        /// As soon as what they depend on has completed.
        case parallel
        /// Each launch is analysed as ever, and completed before the program goes on: the first tool when something is odd.
        case inline
        /// Each task runs at once, in program order, on one thread: the meaning of the program. The dependence analysis only tells
        /// what a failure spoils.
        case sequential
    }

    /// Options with the machine's defaults where nothing is said: a worker for each CPU worker of `machine`, or for each processor of
    /// this computer that the process may use.
    public init(
        workers: Int? = nil, isPinned: Bool = false, window: Int = 4096, order: Order = .parallel, machine: MachineModel? = nil,
        mapper: (any Mapper)? = nil, clock: Clock = .wall
    ) {
        self.workers = max(1, workers ?? machine?.processors.only(.cpu).count ?? Machine.current.defaultWorkerCount)
        self.isPinned = isPinned
        self.window = max(64, window)
        self.order = order
        self.machine = machine
        self.mapper = mapper
        self.clock = clock
    }

    /// Whether instances are chosen by a mapper.
    fileprivate var isManaged: Bool {
        if case .modelled = clock { return true }
        return mapper != nil || machine != nil || profileFile != nil
    }

    /// Who says which worker goes on; nil for the operating system.
    fileprivate var turns: (any TurnChooser)? {
        if let chooser { return chooser }
        return if case .seeded(let seed) = schedule { SeededChooser(seed: seed) } else { nil }
    }

    fileprivate func modelledClock(_ machine: MachineModel) -> ModelledClock? {
        if case .modelled(let times) = clock { ModelledClock(machine, times) } else { nil }
    }
}

/// One running system: a pool of workers, and the top-level tasks started on it.
package final class Runtime: Sendable {
    package let options: RuntimeOptions
    package let pool: WorkerPool
    /// Tasks that left data unwritten which they were to overwrite.
    package let unwritten = UnwrittenReports()
    /// The instances, when there are several memories or a mapper; nil when each region has one instance.
    package var instances: InstanceManager? { pool.instances }
    /// What became of the traces of tasks that are over.
    let tracesOver = Locked(TraceReport())
    /// What is written of the run, if anything.
    let log: RunLog?

    /// - Throws: `run.file` when the log cannot be written.
    package init(_ options: RuntimeOptions) throws(CohortError) {
        self.options = options
        let workers = options.order == .sequential ? 1 : options.workers
        log = if let file = options.logFile { try RunLog(file, workers: workers, fault: options.fault) } else { nil }
        let instances =
            options.isManaged
            ? InstanceManager(
                options.mapper ?? DefaultMapper(), options.machine ?? .current, log, poisons: options.poison != .off)
            : nil
        pool = WorkerPool(
            instances, clock: instances.flatMap { options.modelledClock($0.machine) },
            recorder: options.profileFile == nil ? nil : ProfileRecorder(), log: log, turns: options.turns,
            workers: workers, pinned: options.isPinned, processors: Machine.current.defaultWorkerCount)
    }

    /// What a modelled clock has to report so far; nil when there is none.
    package var clockReport: ClockReport? { pool.clock?.report(instances?.usage ?? []) }

    /// Writes the files that the options ask for. Call when the workers have ended.
    ///
    /// - Throws: `run.file`.
    package func writeFiles() throws(CohortError) {
        try log?.check()
        if let file = options.clockReportFile, let report = clockReport { try RunFile.write(report.json + "\n", to: file) }
        if let file = options.profileFile, let recorder = pool.recorder { try RunFile.write(recorder.profile.json, to: file) }
    }

    /// Ends the workers; call when every top-level task is over.
    package func shutDown() {
        pool.shutDown()
        log?.close()
    }

    /// Runs `body` as a top-level task, and returns when it and everything it launched is over. A failure that the body
    /// did not see itself is thrown in the end.
    package func run<Result>(_ name: String, _ body: @escaping () async throws -> Result) async throws -> Result {
        let window = try window(trail: [name], nil)
        let context = TaskContext(runtime: self, parent: nil, trail: [name], held: [], window: window)
        let work = TopLevelWork(body)
        if options.reportsOnQuit { QuitWatch.begin(self) }
        defer { if options.reportsOnQuit { QuitWatch.end(self) } }
        pool.watch.codeStarts()
        pool.contexts.begin(context)
        defer {
            pool.contexts.end(context)
            pool.watch.codeEnds()
        }
        let outcome = await Task.detached(executorPreference: context.executor) {
            await work.run(in: context)
        }.value
        return try outcome.value()
    }
}

extension Runtime {
    /// The window of a task that launches others, if a mapper says one.
    func window(trail: [String], _ place: SourceLocation?) throws(CohortError) -> Int? {
        guard let instances, let name = trail.last else { return nil }
        let asked = ContextToMap(name: name, depth: trail.count - 1)
        let answer = try instances.ask("configureContext", name, trail, place) { mapper, context in
            try mapper.configureContext(asked, context)
        }
        guard let window = answer.window else { return nil }
        if window >= TaskContext.smallestWindow { return window }
        throw CohortError(
            .mappingWindow, "mapper '\(instances.post.mapperName)' gave task '\(name)' a window of \(window) operations",
            rule: "a task that launches others has \(TaskContext.smallestWindow) operations in flight, or more",
            fix: "answer `configureContext` with a larger window, or with none", trail: trail, at: place)
    }
}

/// Carries a body and its result between the caller's isolation and the context's executor.
private final class TopLevelWork<Result>: @unchecked Sendable {
    // SAFETY: used by one thread at a time: the caller waits while the detached task runs.
    private let body: () async throws -> Result
    private var outcome: Swift.Result<Result, any Error>?

    init(_ body: @escaping () async throws -> Result) { self.body = body }

    func run(in context: TaskContext) async -> TopLevelWork {
        do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
        context.variables = nil
        if let failure = await context.drain(), case .success = outcome { outcome = .failure(failure) }
        return self
    }

    func value() throws -> Result { try outcome!.get() }
}
