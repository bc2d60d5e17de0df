import CohortData
import CohortGeometry

/// What must be alike of a launch in each repetition, so that what it follows is alike.
///
/// Bodies, values and names may differ: they order nothing.
struct TracedLaunch {
    /// The position of its first point in the repetition.
    let first: Int
    let count: Int
    let uses: ContiguousArray<TracedUse>
    /// The requirements and the field numbers of all.
    private let requirements: ContiguousArray<TracedRequirement>
    private let fields: ContiguousArray<Int32>
    /// Whose results it takes, by point, and for a fold its accumulators.
    private let sources: ContiguousArray<TracedSource>
    private let hasPredicate: Bool
    /// True when it follows others for their data only.
    var followsNothingElse: Bool { sources.isEmpty }

    /// Describes a launch whose uses have been planned; nil with a reason where it cannot be replayed.
    init?(
        _ plan: LaunchPlan, _ context: TaskContext, in repetition: Repetition, first: Int, obstacle: inout TraceObstacle?
    ) {
        obstacle = context.obstacle(of: plan)
        if obstacle != nil { return nil }
        guard let sources = plan.sources(of: context, repetition.position) else {
            obstacle = .foreignFuture
            return nil
        }
        if context.uses.contains(where: { $0.coherence != .exclusive || $0.history.hasCrowds }) {
            obstacle = .coherence
            return nil
        }
        self.first = first
        count = plan.pointCount
        self.sources = sources
        hasPredicate = plan.predicate != nil
        fields = plan.fields
        requirements = ContiguousArray(plan.requirements.map { TracedRequirement($0, context) })
        uses = ContiguousArray(context.uses.map { TracedUse($0, plan, raisesFloor: context.raisesFloor($0, plan)) })
    }

    /// Where an operation stands, as in `RelativeEdge`, in a repetition that begins at `start` behind one of the numbers `before`.
    @inline(__always)
    static func position(of sequence: UInt64, _ start: UInt64, _ before: Range<UInt64>) -> Int32? {
        if sequence >= start { return Int32(truncatingIfNeeded: sequence - start) }
        return before.contains(sequence) ? -1 - Int32(truncatingIfNeeded: sequence - before.lowerBound) : nil
    }

    /// Whether a launch uses the same data again.
    func asksForSame(as plan: LaunchPlan, _ context: TaskContext) -> Bool {
        plan.pointCount == count && plan.requirements.count == requirements.count && plan.fields == fields
            && requirements.indices.allSatisfy { requirements[$0].isLike(TracedRequirement(plan.requirements[$0], context)) }
    }

    /// Whether it follows the same for other reasons than data, in a repetition that begins at `start` behind one of the numbers `before`.
    func followsSame(as plan: LaunchPlan, _ context: TaskContext, _ start: UInt64, _ before: Range<UInt64>) -> Bool {
        guard (plan.predicate != nil) == hasPredicate,
            let now = plan.sources(of: context, { Self.position(of: $0, start, before) })
        else { return false }
        return now.count == sources.count && zip(now, sources).allSatisfy { $0.isLike($1) }
    }

    /// Whether two repetitions have the same launch at this place.
    func isLike(_ other: TracedLaunch) -> Bool {
        first == other.first && count == other.count && sources.count == other.sources.count
            && zip(sources, other.sources).allSatisfy { $0.isLike($1) } && hasPredicate == other.hasPredicate
            && fields == other.fields && requirements.count == other.requirements.count
            && zip(requirements, other.requirements).allSatisfy { $0.isLike($1) }
    }
}

/// What must be alike of a requirement.
private struct TracedRequirement {
    private let state: TreeState
    private let historyCount: Int
    private let node: PartitionNode
    private let selection: PieceSelection
    private let privilege: Privilege
    private let coherence: Coherence
    private let reducesInPlace: Bool
    private let fields: Range<Int>

    init(_ requirement: Requirement, _ context: TaskContext) {
        state = context.state(of: requirement.tree)
        historyCount = state.histories.count
        node = requirement.node
        selection = requirement.selection
        privilege = requirement.privilege
        coherence = requirement.coherence
        reducesInPlace = requirement.reducesInPlace
        fields = requirement.fields
    }

    func isLike(_ other: TracedRequirement) -> Bool {
        state === other.state && historyCount == other.historyCount && node === other.node && privilege == other.privilege
            && coherence == other.coherence && reducesInPlace == other.reducesInPlace && fields == other.fields
            && selection.isLike(other.selection)
    }
}

/// A use of a history, kept so that it can be entered once more.
struct TracedUse {
    let planned: PlannedUse
    /// Whether it writes all pieces of its node, so that what lies under them is forgotten.
    let raisesFloor: Bool
    // What `planned` only names.
    private let history: FieldHistory
    private let slot: HistorySlot
    private let selection: PieceSelection

    init(_ use: PlannedUse, _ plan: LaunchPlan, raisesFloor: Bool) {
        planned = use
        history = use.history
        slot = use.slot
        selection = plan.requirements[use.requirement].selection
        self.raisesFloor = raisesFloor
    }
}

extension PieceSelection {
    /// Whether each point has the same piece.
    @inline(__always)
    fileprivate func isLike(_ other: PieceSelection) -> Bool {
        switch (self, other) {
        case (.identity, .identity): true
        case (.piece(let one), .piece(let two)): one == two
        case (.projected(let one), .projected(let two)): one === two || one.hasSamePieces(as: two)
        default: false
        }
    }
}

extension LaunchPlan {
    /// Whose results the points take, or whose end they follow for other reasons than data; nil when somebody else's are not there.
    fileprivate func sources(of context: TaskContext, _ position: (UInt64) -> Int32?) -> ContiguousArray<TracedSource>? {
        var sources: ContiguousArray<TracedSource> = []
        var isForeign = false
        for producer in foldSources?.producers ?? [] {
            sources.append(position(producer.sequence).map { .nearby($0) } ?? .older(producer.sequence))
        }
        for point in 0 ..< pointCount {
            forEachSource(point) { box, element in
                let producer = box.producers[element].sequence
                if box.producerContext == context.identity, let place = position(producer) {
                    sources.append(.nearby(place))
                } else if box.isDone, box.failure(of: element) == nil {
                    sources.append(.over)
                } else if box.producerContext == context.identity {
                    sources.append(.older(producer))
                } else {
                    isForeign = true
                }
            }
        }
        return isForeign ? nil : sources
    }
}

/// Where a result comes from that a launch takes.
enum TracedSource: Equatable {
    /// From this repetition or the one before, by position as in `RelativeEdge`.
    case nearby(Int32)
    /// From this operation, which was there before both.
    case older(UInt64)
    /// It is there.
    case over

    /// Whether a repetition with one has the same edges, but for those from what was there before, as one with the other.
    func isLike(_ other: TracedSource) -> Bool {
        switch (self, other) {
        case (.nearby, _), (_, .nearby): self == other
        default: true
        }
    }
}

extension TaskContext {
    /// Why a launch cannot be in a trace; nil when it can.
    @inline(__always)
    func obstacle(of plan: LaunchPlan) -> TraceObstacle? {
        if !plan.awaited.isEmpty || !plan.arrivals.isEmpty { return .company }
        if plan.gang != nil || epoch != nil { return .together }
        if copiedAttachments != 0, usesArrays(plan) { return .arrays }
        if openMappings != 0 { return .openMapping }
        if !plan.events.isEmpty { return .fence }
        if fence.record != nil, !fence.isOver { return .fence }
        return nil
    }

    /// Whether data of an array outside may have to be copied for the launch.
    @inline(never)
    private func usesArrays(_ plan: LaunchPlan) -> Bool {
        plan.requirements.contains { !state(of: $0.tree).attachments.isEmpty }
    }
}
