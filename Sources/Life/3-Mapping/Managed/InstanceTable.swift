import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortMachineModel

/// All instances of all regions, who uses them, and who waits for memory: what the manager's lock guards.
struct InstanceTable {
    let machine: MachineModel
    let pools: [MemoryPool]
    /// Where data lie that several use at once.
    let shared: MemoryPool
    /// Where the program's own arrays lie.
    let main: MemoryPool
    let distances: MemoryDistances
    let interests: MapperInterests
    let log: RunLog?
    /// True when instances are poisoned as they are made.
    let poisons: Bool
    /// Instances that have gone since a mapper was last told.
    var collected: [CollectedInstance] = []
    var regions: [Int: RegionInstances] = [:]
    private(set) var waiting: [Waiter] = []
    /// How many operations are under way that will free data of each region.
    var ends: [Int: Int] = [:]
    private var lastNumber = 0
    private var clock = 0

    /// An operation that waits.
    struct Waiter: @unchecked Sendable {
        // SAFETY: the operation is not over while it is here, so its record and its launch stay what they are.
        let record: RecordPointer
        let launch: LaunchPointer
        /// When it was put off.
        var moment = 0
    }

    init(_ machine: MachineModel, _ interests: MapperInterests, _ log: RunLog?, poisons: Bool) {
        var pools: [MemoryPool] = []
        for memory in machine.memories {
            pools.append(
                MemoryPool(
                    number: memory.id.rawValue, name: memory.name, capacity: memory.capacity.bytes, rank: memory.kind.rank,
                    isDisk: memory.kind == .disk && !memory.isNull, enclosing: memory.enclosing.map { pools[$0.rawValue] }))
        }
        self.machine = machine
        self.pools = pools
        shared = pools[machine.sharedMemory.id.rawValue]
        main = pools[machine.systemMemory.id.rawValue]
        distances = MemoryDistances(machine)
        self.interests = interests
        self.log = log
        self.poisons = poisons
    }

    enum Attempt {
        case placed(PointPlacement, [DataMove])
        /// Its instances are pinned; a mapper is to say where the data come from.
        case choosing(PointPlacement)
        /// Room must be made first.
        case evict([Eviction])
        case deferred
        case failed(CohortError)
        /// No instance of the requirement with that number can be as is wanted.
        case unfit(LayoutProblem, Int)
    }

    /// Finds or makes all instances of a point, pins them, and plans the copies that bring what they lack. All or nothing.
    mutating func attempt(
        _ request: PlacementRequest, _ point: Int, _ decision: MappingDecision, _ waiter: Waiter
    ) -> Attempt {
        clock += 1
        let placement = PointPlacement(user: clock, waiter.launch, decision)
        for (number, (need, answer)) in zip(request.needs, decision.mapping.requirements).enumerated() {
            let domain = need.domain(ofPoint: point)
            if domain.isEmpty { continue }
            let isCommon = request.meetsOthers(number, point)
            let room = request.room(number, point, decision.mapping.requirements)
            for (offset, field) in need.fields.enumerated() {
                let wish = Wish(
                    need: need, field: field, domain: domain, answer: answer, wanted: decision.layouts[number], room: room)
                switch isCommon ? commonInstance(need, field) : instance(wish, for: placement) {
                case .collected(let id): return fail(placement, collected(id, request, waiter))
                case .unfit(let problem):
                    unpin(placement)
                    return .unfit(problem, number)
                case .found(let instance):
                    if let leaves = answer.leaves { instance.turn = leaves.turn }
                    pin(instance, need, field, offset, domain, request.isLasting, placement)
                case .tooLarge: return fail(placement, tooLarge(need, request, waiter))
                case .noRoom(let pool, let byteCount):
                    return makeRoom(in: pool, byteCount, placement, request, waiter, need)
                }
            }
        }
        if interests.contains(.sources) { return .choosing(placement) }
        guard let copies = plan(placement, [:]) else { return putOff(placement, waiter) }
        return .placed(placement, copies)
    }

    /// Plans the copies of a placement, from the sources that a mapper chose.
    ///
    /// Returns also those that wait for what a placement has held which is put off: others may have seen it while the mapper thought.
    mutating func settle(
        _ placement: PointPlacement, _ chosen: [Int: [Int]], _ waiter: Waiter
    ) -> (attempt: Attempt, others: [Waiter]) {
        if let copies = plan(placement, chosen) { return (.placed(placement, copies), []) }
        // Who waited before has not seen it; were they called, two that are put off would call each other for ever.
        let others = takeWaiting(since: placement.user)
        return (putOff(placement, waiter), others)
    }

    /// Gives back what a placement has pinned that comes to nothing.
    mutating func abandon(_ placement: PointPlacement) -> [Waiter] {
        unpin(placement)
        return takeWaiting()
    }

    mutating func putOff(_ placement: PointPlacement, _ waiter: Waiter) -> Attempt {
        unpin(placement)
        clock += 1
        var waiter = waiter
        waiter.moment = clock
        waiting.append(waiter)
        return .deferred
    }

    func fail(_ placement: PointPlacement, _ error: CohortError) -> Attempt {
        unpin(placement)
        return .failed(error)
    }

    /// A number that no other instance gets.
    mutating func takeNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    // MARK: Pins

    private func pin(
        _ instance: PhysicalInstance, _ need: PlacementRequest.Need, _ field: Int32, _ offset: Int, _ domain: Domain,
        _ isLasting: Bool, _ placement: PointPlacement
    ) {
        instance.lastUse = clock
        instance.pins.append(
            PhysicalInstance.Pin(
                user: placement.user, field: field, domain: domain, isLasting: isLasting, isChanging: need.changes, isUse: true))
        placement.add(
            PointPlacement.Use(
                instance: instance, tree: need.tree.id, requirement: need.requirement, field: field, domain: domain,
                changes: need.changes,
                isShared: need.isShared, keepsOldData: need.keepsOldData),
            column: need.firstColumn + offset)
    }

    func unpin(_ placement: PointPlacement) {
        for use in placement.uses { use.instance.pins.removeAll { $0.user == placement.user } }
    }

    /// Those that wait, or were put off after that moment, who will be handed out again.
    mutating func takeWaiting(since moment: Int = 0) -> [Waiter] {
        defer { waiting.removeAll { $0.moment > moment } }
        return waiting.filter { $0.moment > moment }
    }
}

extension PhysicalInstance {
    /// True when nobody uses it or moves its data.
    var isIdle: Bool { pins.isEmpty && filling.isEmpty && !isLeaving }

    /// True when it may leave a memory that is full.
    var mayLeave: Bool { isIdle && !isExternal && turn != PhysicalInstance.never }

    func endFilling(_ field: Int32, _ domain: Domain) {
        if let index = filling.firstIndex(where: { $0.field == field && $0.domain == domain }) { filling.remove(at: index) }
    }
}

extension MachineModel.Memory.Kind {
    /// How far out it is: data that must leave a memory go to one further out.
    fileprivate var rank: Int {
        switch self {
        case .framebuffer: 0
        case .zeroCopy, .registered: 1
        case .node: 2
        case .system: 3
        case .disk: 4
        // For attached files: nothing is put there.
        case .file: -1
        }
    }
}
