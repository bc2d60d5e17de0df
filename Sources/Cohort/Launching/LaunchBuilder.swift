import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortLife

/// Collects the arguments of one launch, in the order of the task's parameters, and issues it. Generated code and the
/// macro-free forms use it; one is made for each launch and used once.
public struct LaunchBuilder {
    // The code that launches is the context's, which has the plan: both are there as long as the builder is, and no reference is counted.
    private let uncountedContext: Unmanaged<TaskContext>?
    private let uncountedPlan: Unmanaged<LaunchPlan>
    /// The plan where there is no context.
    private let orphan: LaunchPlan?
    let place: SourceLocation

    var context: TaskContext? { uncountedContext?.takeUnretainedValue() }
    var plan: LaunchPlan { uncountedPlan.takeUnretainedValue() }

    /// A launch of the task called `name`, by the context whose code is running.
    public init(_ name: StaticString, _ body: TaskBody?, file: StaticString, line: UInt32) {
        uncountedContext = TaskContext.uncountedCurrent
        let place = SourceLocation(file: file, line: line)
        self.place = place
        if let uncountedContext {
            orphan = nil
            uncountedPlan = uncountedContext._withUnsafeGuaranteedRef { $0.beginPlan(name, body, at: place) }
        } else {
            let plan = LaunchPlan()
            plan.reset(name, body, at: place)
            plan.defect = LaunchMisuse.noContext("the launch of task '\(name)'", place)
            orphan = plan
            uncountedPlan = .passUnretained(plan)
        }
    }

    /// Replaces the body by a closure.
    public func run(_ body: @escaping (TaskFrame) throws -> Void) { plan.closure = body }

    /// Replaces the body by one that may launch tasks itself.
    public func runAsynchronously(_ body: @escaping (TaskFrame) async throws -> Void) { plan.asynchronousBody = body }

    /// Says that the body uses accessors for their regions only: no instance is made for it. Data touched all the same is nowhere.
    public func passesDataOn() { plan.passesDataOn = true }

    /// Says what is known of the task; used by generated code. See `TaskTrait`.
    public func marked(idempotent: Bool = false, replicable: Bool = false) {
        plan.isIdempotent = idempotent
        plan.isReplicable = replicable
    }

    /// Adds further bodies, from which a mapper may choose; used by generated code. See `TaskTrait.variant(_:for:)`.
    public func variants<Signature>(_ make: () -> [TaskVariant<Signature>]) {
        if context?.runtime.instances != nil { plan.variants = make().map(\.body) }
    }

    /// Adds a field argument.
    @inlinable
    public func field(_ argument: some FieldArgument, _ access: Access) { argument.require(self, access) }

    /// Adds fields of a region argument, all with one access; `keys` are their byte offsets in the field space.
    @inlinable
    public func fields(_ argument: some RegionArgument, _ access: Access, keys: [Int]) {
        argument.require(self, access, keys: keys)
    }

    /// Adds a value that is there already.
    public func value<Value: BitwiseCopyable>(_ value: Value) { uncountedPlan._withUnsafeGuaranteedRef { $0.pass(value) } }

    /// Adds a value, a future or a map of values.
    @inlinable
    public func argument(_ argument: some TaskArgument) { argument.pass(to: self) }

    func require(_ pieces: RegionPartition, _ selection: PieceSelection, _ field: Int32, _ access: Access) {
        if field < 0 { return unknownField(pieces.tree) }
        uncountedPlan._withUnsafeGuaranteedRef { plan in
            plan.fields.append(field)
            require(plan, pieces, selection, lastFields: 1, access)
        }
    }

    func require(_ pieces: RegionPartition, _ selection: PieceSelection, keys: [Int], _ access: Access) {
        uncountedPlan._withUnsafeGuaranteedRef { plan in
            for key in keys {
                guard let field = pieces.layout.index(ofKey: key) else { return unknownField(pieces.tree) }
                plan.fields.append(Int32(field))
            }
            require(plan, pieces, selection, lastFields: keys.count, access)
        }
    }

    @inline(__always)
    private func require(
        _ plan: LaunchPlan, _ pieces: RegionPartition, _ selection: PieceSelection, lastFields count: Int, _ access: Access
    ) {
        let isMet = plan.meets(
            pieces.id, pieces.nodeAddress, selection, access.privilege, coherence: access.coherence, reduction: access.reduction,
            lastFields: count, isStrided: access.isStrided, by: UnsafeRawPointer(Unmanaged.passUnretained(pieces).toOpaque()))
        if isMet { return }
        plan.require(
            pieces.tree, pieces.node, selection, access.privilege, coherence: access.coherence, reduction: access.reduction,
            lastFields: count, parameter: plan.requirementCount, isStrided: access.isStrided)
    }

    func require(_ tree: RegionTree, _ node: PartitionNode, _ selection: PieceSelection, fields: [Int32], _ access: Access) {
        if fields.contains(where: { $0 < 0 }) { return unknownField(tree) }
        plan.fields.append(contentsOf: fields)
        plan.require(
            tree, node, selection, access.privilege, coherence: access.coherence, lastFields: fields.count,
            parameter: plan.requirementCount)
    }

    private func unknownField(_ tree: RegionTree) {
        plan.defect = CohortError(
            .unknownField, "task '\(plan.name)' names a field that region '\(tree.name)' does not have",
            rule: "a field is a stored property of the region's field space",
            fix: "list every stored property in `fields`; `@FieldSpace` does so by itself", at: place)
    }

    /// The pieces a projection names over the domain of the enclosing `forEach`.
    func selection(of node: PartitionNode, _ projection: Projection, in tree: RegionTree) -> PieceSelection? {
        guard let domain = context?.forEachDomain else {
            plan.defect = CohortError(
                .projectionOutside, "a projection was used outside `forEach`",
                rule: "a symbolic point stands for the points of the enclosing `forEach`",
                fix: "launch inside the closure of `forEach`", at: place)
            return nil
        }
        plan.propose(domain)
        do throws(CohortError) {
            return .projected(try projection.table(over: domain, node, tree, task: plan.name))
        } catch {
            plan.defect = error
            return nil
        }
    }

    // MARK: Issuing

    /// Issues a single task.
    public func single<Result>(returning type: Result.Type = Result.self) -> Future<Result> {
        let (box, range) = issue(returning: type)
        return Future(box: box, element: 0, operations: range, defect: defect(without: box))
    }

    /// Issues one task for each colour of the partitions passed, or for each point of the enclosing `forEach`.
    public func index<Result>(returning type: Result.Type = Result.self) -> FutureMap<Result> {
        let domain = uncountedPlan._withUnsafeGuaranteedRef { plan in
            guard let uncountedContext else { return plan.settleDomain(within: nil) }
            return uncountedContext._withUnsafeGuaranteedRef { plan.settleDomain(within: $0) }
        }
        let (box, range) = issue(returning: type)
        return FutureMap(box: box, domain: domain, operations: range, defect: defect(without: box))
    }

    /// Lets the context carry out an operation of its own from the plan, which may issue several.
    func carriedOut(_ action: (TaskContext) -> Void) -> Future<Void> {
        guard let context else { return Future(box: nil, element: 0, defect: plan.defect) }
        let first = context.nextSequence
        action(context)
        plan.letGo()
        return Future(box: nil, element: 0, operations: first ... context.nextSequence)
    }

    private func issue<Result>(returning type: Result.Type) -> (TypedFutureBox<Result>?, ClosedRange<UInt64>) {
        uncountedPlan._withUnsafeGuaranteedRef { plan in
            let box = Result.self == Void.self ? nil : TypedFutureBox<Result>(count: plan.pointCount)
            guard let uncountedContext else {
                if let box, let defect = plan.defect { box.refuse(defect) }
                return (box, TaskContext.noOperations)
            }
            if box != nil, let predication = plan.predicate, predication.substitute == nil, plan.defect == nil {
                plan.defect = LaunchMisuse.noSubstitute(plan.name, place)
            }
            return uncountedContext._withUnsafeGuaranteedRef { context in
                let first = context.nextSequence
                context.issue(plan, result: box)
                return (box, first ... context.nextSequence)
            }
        }
    }

    /// What is wrong with a launch that has no box to say so.
    private func defect(without box: FutureBox?) -> CohortError? {
        box == nil ? uncountedPlan._withUnsafeGuaranteedRef { $0.defect } : nil
    }
}
