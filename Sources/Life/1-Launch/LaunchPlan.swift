import CohortData
import CohortDiagnostics
import CohortGeometry

/// A launch as it was asked for, before anything is decided: filled by the typed face or by hand, used once, and its
/// memory used again for the next launch of the same context.
package final class LaunchPlan {
    // One thread at a time uses a plan, within one call: the dynamic checks of exclusive access would find nothing.

    @exclusivity(unchecked) package var name: StaticString = ""
    @exclusivity(unchecked) package var place = SourceLocation()
    @exclusivity(unchecked) package var body: TaskBody?
    @exclusivity(unchecked) package var closure: ((TaskFrame) throws -> Void)?
    /// Further bodies, from which a mapper chooses; in a managed runtime only.
    @exclusivity(unchecked) package var variants: [VariantBody] = []
    @exclusivity(unchecked) package var asynchronousBody: ((TaskFrame) async throws -> Void)?
    /// Keeps the regions and partitions of the requirements for as long as the plan names them.
    @exclusivity(unchecked) private var holders: ContiguousArray<AnyObject> = []
    @exclusivity(unchecked) private var noted: ContiguousArray<Requirement> = []
    /// The launch that this is so far: as long as all is asked for that it asked for, only how much of it is noted.
    @exclusivity(unchecked) private(set) var expected: KnownPointer?
    @exclusivity(unchecked) private var metCount = 0
    @exclusivity(unchecked) private var isDomainMet = false
    /// The field numbers of all requirements, one run each; the position is the accessor's number.
    @exclusivity(unchecked) package var fields: ContiguousArray<Int32> = []
    @exclusivity(unchecked) private var ownDomain: Domain?
    /// The value arguments, until the launch takes them.
    @exclusivity(unchecked) var values = PassedValues()
    /// Those that are results of other tasks.
    @exclusivity(unchecked) private(set) var results: ContiguousArray<PlannedResult> = []
    @exclusivity(unchecked) package var predicate: Predication?
    @exclusivity(unchecked) package var extraPredecessors: ContiguousArray<FutureBox> = []
    /// What the points hold while they run, beside atomic data.
    @exclusivity(unchecked) package var reservations: ContiguousArray<HeldReservation> = []
    /// What the launch waits for before it runs, and where it arrives when it is over.
    @exclusivity(unchecked) package var awaited: ContiguousArray<BarrierPhase> = []
    @exclusivity(unchecked) package var arrivals: ContiguousArray<BarrierPhase> = []
    /// Those that the points run together with.
    @exclusivity(unchecked) package var gang: Gang?
    /// The operations that stand for `awaited`.
    @exclusivity(unchecked) var events: ContiguousArray<OperationReference> = []
    /// True for a task that names data only to pass them on: it needs no instance.
    @exclusivity(unchecked) package var passesDataOn = false
    /// True for a task that may run again after it has run, or has been interrupted.
    @exclusivity(unchecked) package var isIdempotent = false
    /// True for a task that does the same in every process that runs it.
    @exclusivity(unchecked) package var isReplicable = false
    @exclusivity(unchecked) package var defect: CohortError?
    /// Data that the launch wants to see, and that are there only if predicates turn out true.
    @exclusivity(unchecked) var doubts: ContiguousArray<Doubt> = []
    /// False for the runtime's own operations (folds, fills, reads), which are correct by construction.
    @exclusivity(unchecked) package var isChecked = true
    @exclusivity(unchecked) package var kind = LaunchKind.task
    /// What the requirements of a copy are for; empty where there is nothing to tell apart.
    @exclusivity(unchecked) package var roles: ContiguousArray<OperationToMap.Role> = []
    /// What is different for arrays outside, in a managed runtime, when the operation is over.
    @exclusivity(unchecked) var arrayChanges: [ArrayChange] = []
    /// False for operators that make partitions: they belong to no gang and hang on no predicate.
    @exclusivity(unchecked) package private(set) var isTask = true
    @exclusivity(unchecked) package var buffers: ReductionBuffers?
    @exclusivity(unchecked) package var nextBuffer: Int32 = 0
    /// For a fold: the accumulators, whose producers each point follows.
    @exclusivity(unchecked) package var foldSources: ReductionBuffers?

    package init() {}

    /// A value argument that other tasks make.
    struct PlannedResult {
        /// Which argument it is.
        let argument: Int
        let box: FutureBox
        /// The element of all points; nil when each gets its own.
        let element: Int?
        /// The element of each point, if that is not the one of its number.
        let table: ProjectionTable?

        func element(ofPoint point: Int) -> Int { element ?? table.map { Int($0.pieces[point]) } ?? point }
    }

    /// What the launch asks for of data, one after the other.
    package var requirements: ContiguousArray<Requirement> {
        _read {
            if expected != nil { noteMet() }
            yield noted
        }
        _modify {
            if expected != nil { noteMet() }
            yield &noted
        }
    }

    /// The index space of the launch; nil for a single task.
    package var domain: Domain? {
        get {
            guard let expected else { return ownDomain }
            return isDomainMet ? expected.pointee.domain : nil
        }
        set {
            if expected != nil { noteMet() }
            ownDomain = newValue
        }
    }

    package func reset(_ name: StaticString, _ body: TaskBody? = nil, at place: SourceLocation) {
        letGo()
        self.name = name
        self.place = place
        nextBuffer = 0
        isChecked = true
        kind = .task
        if !roles.isEmpty { roles.removeAll() }
        passesDataOn = false
        isIdempotent = false
        isReplicable = false
        isTask = true
        self.body = body
        if ownDomain != nil { ownDomain = nil }
        if defect != nil { defect = nil }
        if !fields.isEmpty { fields.removeAll(keepingCapacity: true) }
        if !events.isEmpty { events.removeAll() }
    }

    /// Lets go of all that the program gave: closures may hold what holds the context, and the plan is the context's.
    package func letGo() {
        if !arrayChanges.isEmpty { arrayChanges = [] }
        if closure != nil { closure = nil }
        if !variants.isEmpty { variants = [] }
        if asynchronousBody != nil { asynchronousBody = nil }
        if predicate != nil { predicate = nil }
        if buffers != nil { buffers = nil }
        if foldSources != nil { foldSources = nil }
        if !holders.isEmpty { holders.removeAll(keepingCapacity: true) }
        if !noted.isEmpty { noted.removeAll(keepingCapacity: true) }
        expected = nil
        values.removeAll()
        if !results.isEmpty { results.removeAll(keepingCapacity: true) }
        if !reservations.isEmpty { reservations.removeAll() }
        if !awaited.isEmpty { awaited.removeAll() }
        if !arrivals.isEmpty { arrivals.removeAll() }
        if !doubts.isEmpty { doubts.removeAll() }
        if gang != nil { gang = nil }
        if !extraPredecessors.isEmpty { extraPredecessors.removeAll(keepingCapacity: true) }
    }

    /// Whether points follow operations for other reasons than data: futures, predicates, fences, barriers.
    var followsOthers: Bool {
        !results.isEmpty || foldSources != nil || predicate != nil || !extraPredecessors.isEmpty || !events.isEmpty
    }

    /// Visits the results that a point waits for: its values, its condition, and others.
    func forEachSource(_ point: Int, _ body: (FutureBox, Int) -> Void) {
        for result in results { body(result.box, result.element(ofPoint: point)) }
        if let predicate { body(predicate.box, 0) }
        for box in extraPredecessors {
            for element in 0 ..< box.count { body(box, element) }
        }
    }

    /// How many requirements there are.
    package var requirementCount: Int { expected == nil ? noted.count : metCount }

    /// Adds the next parameter's requirement on `count` fields, which the caller has appended to `fields`, if it is the one that is expected.
    ///
    /// - Parameter asker: an address at which the program looks when it asks.
    @inline(__always)
    package func meets(
        _ tree: Int, _ node: UnsafeRawPointer, _ selection: PieceSelection, _ privilege: Privilege, coherence: Coherence,
        reduction: ReductionOperation?, lastFields count: Int, isStrided: Bool, by asker: UnsafeRawPointer
    ) -> Bool {
        guard let expected else { return false }
        let asked = AskedData(
            tree, node, selection, privilege, coherence, reduction, (fields.count - count) ..< fields.count, parameter: metCount,
            isStrided: isStrided)
        if !expected.pointee.asks(metCount, for: asked) {
            noteMet()
            return false
        }
        expected.pointee.asker = asker
        metCount += 1
        if case .identity = selection { isDomainMet = true }
        return true
    }

    /// Adds a requirement on `count` fields, which the caller has appended to `fields`.
    package func require(
        _ tree: RegionTree, _ node: PartitionNode, _ selection: PieceSelection, _ privilege: Privilege,
        coherence: Coherence = .exclusive, reduction: ReductionOperation? = nil, lastFields count: Int, parameter: Int,
        isStrided: Bool = false
    ) {
        if expected != nil { noteMet() }
        if let problem = tree.defect ?? node.prepare(), defect == nil { defect = problem }
        note(
            Requirement(
                tree: tree, node: node, selection: selection, privilege: privilege, coherence: coherence,
                reduction: reduction, fields: (fields.count - count) ..< fields.count, parameter: parameter, isStrided: isStrided)
        )
        if case .identity = selection { propose(node.colours) }
    }

    private func note(_ requirement: Requirement) {
        holders.append(requirement.tree)
        holders.append(requirement.node)
        noted.append(requirement)
    }

    // MARK: What is expected

    /// Compares what will be asked for with a launch that was issued before; nothing has been asked for yet.
    func expect(_ known: KnownPointer) {
        expected = known
        metCount = 0
        isDomainMet = false
    }

    /// True when all was asked for that the launch asked for which is expected, and nothing else.
    @inline(__always)
    func isMet(by known: KnownPointer) -> Bool {
        metCount == known.pointee.count && isDomainMet == (known.pointee.domain != nil) && known.pointee.names(fields)
    }

    /// It is another launch, or somebody wants to look: what was met is noted as if nothing had been expected.
    @inline(never)
    private func noteMet() {
        guard let known = expected else { return }
        expected = nil
        for requirement in known.pointee.requirements(first: metCount) { note(requirement) }
        if isDomainMet { ownDomain = known.pointee.domain }
    }

    /// Adds a value argument that is there already.
    package func pass<T>(_ value: T) { values.add(value) }

    /// Adds a value argument that another task makes.
    package func pass(_ box: FutureBox, element: Int) {
        results.append(PlannedResult(argument: values.count, box: box, element: element, table: nil))
        values.add(PassedValue(address: box.base + element * box.stride))
    }

    /// Adds a value argument of which each point has its own element: the one of its number, or the one that the table names.
    package func pass(perPoint box: FutureBox, _ table: ProjectionTable?) {
        results.append(PlannedResult(argument: values.count, box: box, element: nil, table: table))
        values.add(PassedValue(address: box.base, stride: box.stride, table: table?.pieces))
    }

    /// Makes this an index launch over `colours`; a second, different proposal is an error.
    package func propose(_ colours: Domain) {
        if let expected, expected.pointee.domain == colours {
            isDomainMet = true
            return
        }
        guard let domain else {
            domain = colours
            return
        }
        if domain != colours, defect == nil {
            defect = CohortError(
                .launchDomains,
                "the arguments of task '\(name)' come from partitions with different colours: \(domain) and \(colours)",
                rule: "an index launch runs one task for each colour, so all partitions passed whole must have the same colours",
                fix: "use partitions with equal colour spaces, or `forEach` with a projection", at: place)
        }
    }

    /// The index space of an index launch that has all its arguments: that of the enclosing `forEach` if no argument said one, and a single
    /// colour if nothing does.
    package func settleDomain(within context: TaskContext?) -> Domain {
        if let colours = context?.forEachDomain, domain == nil { propose(colours) }
        return domain ?? .singleColour
    }

    /// True when the launch waits for barriers, arrives at some, or holds reservations.
    var hasCompany: Bool { !awaited.isEmpty || !arrivals.isEmpty || !reservations.isEmpty }

    /// Waits, arrives and holds what another plan does.
    func accompany(like other: LaunchPlan) {
        awaited = other.awaited
        arrivals = other.arrivals
        reservations = other.reservations
    }

    /// Waits, arrives and holds nothing.
    package func leaveCompany() {
        awaited = []
        arrivals = []
        reservations = []
    }

    /// Makes this the launch of an operator that makes a partition, and not of a task.
    package func beOperator() {
        isTask = false
        gang = nil
        predicate = nil
    }

    /// Adds what launches of an enclosing scope wait for, arrive at, and hold.
    package func accompany(_ company: LaunchCompany) {
        awaited += company.awaited
        arrivals += company.arrivals
        reservations += company.reservations
    }

    /// The number of tasks this launch starts.
    package var pointCount: Int {
        if let expected { return isDomainMet ? expected.pointee.pointCount : 1 }
        return ownDomain?.volume ?? 1
    }
}

/// A condition that only a future knows: when it is false the body does not run, and the result is the substitute.
package struct Predication {
    package let box: FutureBox
    /// Stores the value given for the false case as the result of a point; nil for tasks without a result.
    package let substitute: ((FutureBox, Int) -> Void)?

    package init(box: FutureBox, substitute: ((FutureBox, Int) -> Void)?) {
        self.box = box
        self.substitute = substitute
    }
}

/// Private accumulators of a launch's reduction arguments, one a point and field, from the task that fills them to the
/// operation that folds them.
package final class ReductionBuffers: @unchecked Sendable {
    // SAFETY: each slot is written by one point's task before it completes and read by the fold that depends on it.
    let slots: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    var columnCount: Int { columns.count }
    let columns: [Column]
    /// The task that fills each point's accumulators. Issuing thread only.
    var producers: ContiguousArray<OperationReference> = []
    private let count: Int

    /// What one field is folded into: kept, so that accumulators can be ended whose fold does not come.
    struct Column {
        let storage: RegionStorage
        let node: PartitionNode
        let selection: PieceSelection
        let reduction: ReductionOperation
    }

    init(points: Int, _ columns: [Column]) {
        self.columns = columns
        count = max(1, points * columns.count)
        slots = .allocate(capacity: count)
        slots.initialize(repeating: nil, count: count)
    }

    deinit {
        giveBackUnfolded()
        slots.deallocate()
    }

    /// A task failed, or what it should have been folded into: its accumulators go as they are.
    private func giveBackUnfolded() {
        if columns.isEmpty { return }
        for index in 0 ..< count {
            guard let accumulator = slots[index] else { continue }
            let column = columns[index % columnCount]
            let piece = column.node.shapes[column.selection.piece(ofPoint: index / columnCount)]
            Accumulators.giveBack(
                accumulator, piece, dimension: column.storage.dimension, strides: column.storage.strides, column.reduction)
        }
    }
}
