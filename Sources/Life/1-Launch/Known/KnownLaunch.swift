import CSystem
import CohortData
import CohortDiagnostics
import CohortGeometry
import Synchronization

/// A launch that was issued before, with what was found out of it: that it breaks no rule, where its data are, and which histories it uses.
///
/// All of it holds for the same launch again, as long as nothing has changed that it hangs on (`isValid`). In memory that stays where it is,
/// so that launches in flight can refer to it and nobody counts a reference; its lists lie in one piece beside it, since a program may have
/// a million of these.
struct KnownLaunch: ~Copyable {
    /// No other launch of the context ever has it; 0 while this describes none.
    private(set) var number: UInt64 = 0
    private(set) var fingerprint: UInt64 = 0
    private(set) var pointCount = 0
    private(set) var domain: Domain?
    /// Where each requirement's pieces are, and each accessor's column.
    var shapes: FixedList<LaunchRecord.BoundShape> { list(packedShapes) }
    var columns: FixedList<LaunchRecord.BoundColumn> { list(packedColumns) }
    /// The histories that it uses, and whether it writes all that they know of.
    var uses: FixedList<PlannedUse> { list(packedUses) }
    var raisesFloor: FixedList<Bool> { list(packedFloors) }
    /// The launch that was issued after it the last time, and its number then.
    private var next: KnownPointer?
    private var nextNumber: UInt64 = 0
    /// False when it was forgotten, and is kept for launches in flight alone.
    var isCurrent = true
    /// True when it was issued since somebody else wanted its place.
    var isFresh = true

    /// The memory of the lists, and how much of it each issue looks at.
    private var lists: UnsafeMutableRawPointer?
    private var hotBytes: UInt32 = 0
    private var packedShapes = PackedList<LaunchRecord.BoundShape>()
    private var packedColumns = PackedList<LaunchRecord.BoundColumn>()
    private var packedUses = PackedList<PlannedUse>()
    private var packedFloors = PackedList<Bool>()
    private var asked = PackedList<AskedData>()
    private var fields = PackedList<Int32>()
    private var premises = PackedList<Premise>()
    private var places = PackedList<ColumnPlace>()
    /// Where an issue looks, or a point.
    private var lookedAt = PackedList<UnsafeRawPointer>()
    private var requirements = PackedList<Requirement>()
    /// What asked for it the last time, if it is there still.
    var asker: UnsafeRawPointer?
    /// What the lists only name.
    private var holders: ContiguousArray<AnyObject> = []

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

    /// Describes none yet.
    init() {}

    deinit { lists?.deallocate() }

    /// Describes none any more.
    mutating func clear() {
        (number, next) = (0, nil)
        domain = nil
        holders = []
        lists?.deallocate()
        lists = nil
    }

    /// A list, while this describes a launch.
    @inline(__always)
    private func list<Element>(_ packed: PackedList<Element>) -> FixedList<Element> {
        FixedList(packed, from: lists.unsafelyUnwrapped)
    }

    /// Whether a launch is small enough: its lists are named by few bits.
    static func canDescribe(_ plan: LaunchPlan) -> Bool { plan.requirements.count < 256 && plan.fields.count < 1024 }

    /// Describes a launch that has just been issued with `launch`, whose uses have been planned.
    mutating func describe(
        _ number: UInt64, _ fingerprint: UInt64, _ plan: LaunchPlan, _ launch: LaunchPointer, _ context: TaskContext
    ) {
        self.number = number
        self.fingerprint = fingerprint
        (isCurrent, isFresh, next) = (true, true, nil)
        pointCount = plan.pointCount
        domain = plan.domain
        let states = ContiguousArray(plan.requirements.map { context.state(of: $0.tree) })
        var places: ContiguousArray<ColumnPlace> = []
        for (requirement, state) in zip(plan.requirements, states) where requirement.privilege != .none {
            for field in plan.fields[requirement.fields] {
                guard let word = state.storage.columnWord(ofField: Int(field)) else { continue }
                places.append(ColumnPlace(word: word, address: word.pointee.load(ordering: .relaxed)))
            }
        }
        let raising = ContiguousArray(context.uses.map { context.raisesFloor($0, plan) })
        let asking = ContiguousArray(plan.requirements.map(AskedData.init))
        let hanging = ContiguousArray(states.map(Premise.init))
        let looking = Self.looks(states, places, context)
        var packing = ListPacking()
        packing.count(launch.pointee.shapes)
        packing.count(launch.pointee.columns)
        packing.count(context.uses)
        packing.count(raising)
        packing.count(asking)
        packing.count(plan.fields)
        packing.count(hanging)
        packing.count(places)
        packing.count(looking)
        hotBytes = UInt32(packing.byteCount)
        packing.count(plan.requirements)
        lists = packing.begin()
        packedShapes = packing.pack(launch.pointee.shapes)
        packedColumns = packing.pack(launch.pointee.columns)
        packedUses = packing.pack(context.uses)
        packedFloors = packing.pack(raising)
        asked = packing.pack(asking)
        fields = packing.pack(plan.fields)
        premises = packing.pack(hanging)
        self.places = packing.pack(places)
        lookedAt = packing.pack(looking)
        requirements = packing.pack(plan.requirements)
        hold(plan, states, context)
    }

    private mutating func hold(_ plan: LaunchPlan, _ states: ContiguousArray<TreeState>, _ context: TaskContext) {
        for (requirement, state) in zip(plan.requirements, states) {
            holders.append(state)
            holders.append(requirement.node)
            if case .projected(let table) = requirement.selection { holders.append(table) }
            if let reduction = requirement.reduction { holders.append(reduction) }
        }
        for use in context.uses {
            holders.append(use.history)
            holders.append(use.slot)
        }
    }

    /// The addresses at which somebody looks when the launch is issued again, but for those in the lists.
    private static func looks(
        _ states: ContiguousArray<TreeState>, _ places: ContiguousArray<ColumnPlace>, _ context: TaskContext
    ) -> ContiguousArray<UnsafeRawPointer> {
        var looks: ContiguousArray<UnsafeRawPointer> = []
        for state in states {
            looks.append(UnsafeRawPointer(state.pulse))
        }
        for place in places { looks.append(UnsafeRawPointer(place.word)) }
        for use in context.uses {
            looks.append(UnsafeRawPointer(use.table))
            looks.append(UnsafeRawPointer(use.table.pointee.entries + max(0, Int(use.constant))))
        }
        return looks
    }

    /// Whether all that was found out still holds.
    @inline(__always)
    var isValid: Bool {
        if !isCurrent { return false }
        let premises = list(premises), places = list(places)
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
    var count: Int { Int(asked.count) }

    /// Whether the requirement with a number asks for this.
    @inline(__always)
    func asks(_ index: Int, for data: AskedData) -> Bool { index < count && list(asked)[index] == data }

    /// Whether the launch named these fields.
    @inline(__always)
    func names(_ others: ContiguousArray<Int32>) -> Bool {
        let fields = list(fields)
        if fields.count != others.count { return false }
        var index = 0
        while index < fields.count {
            if fields[index] != others[index] { return false }
            index += 1
        }
        return true
    }

    /// Its first requirements, for a caller who has named the same.
    func requirements(first count: Int) -> UnsafeBufferPointer<Requirement> {
        UnsafeBufferPointer(start: list(requirements).base, count: count)
    }

    /// Whether a plan asks for the same.
    func isLike(_ plan: LaunchPlan) -> Bool {
        plan.requirements.count == count && names(plan.fields) && plan.domain == domain
            && plan.requirements.indices.allSatisfy { list(asked)[$0] == AskedData(plan.requirements[$0]) }
    }

    // MARK: What comes after it

    /// The launch that came after it the last time, if that is known still.
    @inline(__always)
    var follower: KnownPointer? {
        guard let next, next.pointee.number == nextNumber, next.pointee.isCurrent else { return nil }
        return next
    }

    /// Another one came after it.
    @inline(__always)
    mutating func note(follower: KnownPointer) {
        if next == follower, nextNumber == follower.pointee.number { return }
        (next, nextNumber) = (follower, follower.pointee.number)
    }

    // MARK: Memory ahead of its use

    /// Asks for what its lists name and somebody will look at; they must have been asked for.
    @inline(__always)
    func fetchNamed() {
        let lookedAt = list(lookedAt)
        var index = 0
        while index < lookedAt.count {
            cohort_prefetch(lookedAt[index])
            index += 1
        }
    }

    /// Asks for its lists, and for what the program will ask it by; it must have been asked for itself.
    @inline(__always)
    func fetchLists() {
        if let asker { cohort_prefetch(asker) }
        guard let lists else { return }
        var byte: UInt32 = 0
        while byte < hotBytes {
            cohort_prefetch(lists + Int(byte))
            byte += 64
        }
    }

    /// Asks for the launch that comes after it.
    @inline(__always)
    func fetchFollower() {
        guard let next else { return }
        var byte = 0
        while byte < MemoryLayout<KnownLaunch>.size {
            cohort_prefetch(UnsafeRawPointer(next) + byte)
            byte += 64
        }
    }
}

typealias KnownPointer = UnsafeMutablePointer<KnownLaunch>
