import CohortData
import CohortDiagnostics
import CohortGeometry
import Synchronization

/// A launch that was issued before, with what was found out of it: that it breaks no rule, where its data are, and which histories it uses.
///
/// All of it holds for the same launch again, as long as nothing has changed that it hangs on (`isValid`). In memory that stays where it is,
/// so that launches in flight can refer to it and nobody counts a reference.
struct KnownLaunch: ~Copyable {
    /// No other launch of the context ever has it.
    let number: UInt64
    let fingerprint: UInt64
    let pointCount: Int
    let domain: Domain?
    /// Where each requirement's pieces are, and each accessor's column.
    let shapes: FixedList<LaunchRecord.BoundShape>
    let columns: FixedList<LaunchRecord.BoundColumn>
    /// The histories that it uses, and whether it writes all that they know of.
    let uses: FixedList<PlannedUse>
    let raisesFloor: FixedList<Bool>
    /// What was issued after it the last time.
    var next: Following?
    /// False when it was forgotten, and is kept for launches in flight alone.
    var isCurrent = true
    /// True when it was issued since somebody else wanted its place.
    var isFresh = true

    private let asked: FixedList<AskedData>
    private let requirements: ContiguousArray<Requirement>
    private let fields: ContiguousArray<Int32>
    private let premises: FixedList<Premise>
    private let places: FixedList<ColumnPlace>
    // What the lists only name.
    private let states: ContiguousArray<TreeState>
    private let nodes: ContiguousArray<PartitionNode>
    private let histories: ContiguousArray<FieldHistory>
    private let slots: ContiguousArray<HistorySlot>
    private let reductions: ContiguousArray<ReductionOperation>

    /// A launch that came after another.
    struct Following {
        let fingerprint: UInt64
        let number: UInt64
    }

    /// What must not have changed of a region.
    private struct Premise {
        let pulse: UnsafeMutablePointer<Int>, atPulse: Int
        let layout: Unmanaged<FieldLayout>, version: Int

        init(_ state: TreeState) {
            (pulse, atPulse) = (state.pulse, state.pulse.pointee)
            (layout, version) = (.passUnretained(state.layout), state.layout.version)
        }
    }

    /// Where a column must still be.
    private struct ColumnPlace {
        let word: UnsafeMutablePointer<Atomic<UInt>>, address: UInt
    }

    /// Describes a launch that has just been issued with `launch`, whose uses have been planned.
    init(_ number: UInt64, _ fingerprint: UInt64, _ plan: LaunchPlan, _ launch: LaunchPointer, _ context: TaskContext) {
        self.number = number
        self.fingerprint = fingerprint
        pointCount = plan.pointCount
        domain = plan.domain
        requirements = plan.requirements
        fields = plan.fields
        shapes = FixedList(launch.pointee.shapes)
        columns = FixedList(launch.pointee.columns)
        uses = FixedList(context.uses)
        raisesFloor = FixedList(ContiguousArray(context.uses.map { context.raisesFloor($0, plan) }))
        asked = FixedList(ContiguousArray(plan.requirements.map(AskedData.init)))
        let states = ContiguousArray(plan.requirements.map { context.state(of: $0.tree) })
        self.states = states
        premises = FixedList(ContiguousArray(states.map(Premise.init)))
        var places: ContiguousArray<ColumnPlace> = []
        for (requirement, state) in zip(plan.requirements, states) where requirement.privilege != .none {
            for field in plan.fields[requirement.fields] {
                guard let word = state.storage.columnWord(ofField: Int(field)) else { continue }
                places.append(ColumnPlace(word: word, address: word.pointee.load(ordering: .relaxed)))
            }
        }
        self.places = FixedList(places)
        nodes = ContiguousArray(plan.requirements.map(\.node))
        histories = ContiguousArray(context.uses.map(\.history))
        slots = ContiguousArray(context.uses.map(\.slot))
        reductions = ContiguousArray(plan.requirements.compactMap(\.reduction))
    }

    deinit {
        shapes.deallocate()
        columns.deallocate()
        uses.deallocate()
        raisesFloor.deallocate()
        asked.deallocate()
        premises.deallocate()
        places.deallocate()
    }

    /// Whether all that was found out still holds.
    @inline(__always)
    var isValid: Bool {
        if !isCurrent { return false }
        var index = 0
        while index < premises.count {
            let premise = premises[index]
            index += 1
            if premise.pulse.pointee != premise.atPulse { return false }
            if premise.layout._withUnsafeGuaranteedRef({ $0.version }) != premise.version { return false }
        }
        index = 0
        while index < places.count {
            let place = places[index]
            index += 1
            if place.word.pointee.load(ordering: .relaxed) != place.address { return false }
        }
        return true
    }

    /// How many requirements it has.
    var count: Int { asked.count }

    /// Whether the requirement with a number asks for this.
    @inline(__always)
    func asks(_ index: Int, for data: AskedData) -> Bool { index < asked.count && asked[index] == data }

    /// Whether the launch named these fields.
    @inline(__always)
    func names(_ others: ContiguousArray<Int32>) -> Bool { fields == others }

    /// Its first requirements, for a caller who has named the same.
    func requirements(first count: Int) -> ArraySlice<Requirement> { requirements.prefix(count) }

    /// Whether a plan asks for the same.
    func isLike(_ plan: LaunchPlan) -> Bool {
        plan.requirements.count == asked.count && names(plan.fields) && plan.domain == domain
            && plan.requirements.indices.allSatisfy { asked[$0] == AskedData(plan.requirements[$0]) }
    }

    /// Whether it uses the region that this is known of.
    func uses(_ state: TreeState) -> Bool { states.contains { $0 === state } }
}

typealias KnownPointer = UnsafeMutablePointer<KnownLaunch>
