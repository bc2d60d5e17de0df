import CohortData
import CohortDiagnostics
import CohortGeometry
import CohortMachineModel

/// All instances of all regions, who uses them, and who waits for memory: what the manager's lock guards.
struct InstanceTable {
    let pools: [MemoryPool]
    /// Where data lie that several use at once.
    private let shared: MemoryPool
    var regions: [Int: RegionInstances] = [:]
    private(set) var waiting: [Waiter] = []
    /// How many operations are under way that will free data of each region.
    private var ends: [Int: Int] = [:]
    private var nextNumber = 1
    private var clock = 0

    /// An operation that waits.
    struct Waiter: @unchecked Sendable {
        // SAFETY: the operation is not over while it is here, so its record and its launch stay what they are.
        let record: RecordPointer
        let launch: LaunchPointer
    }

    init(_ machine: MachineModel) {
        var pools: [MemoryPool] = []
        for memory in machine.memories {
            pools.append(
                MemoryPool(
                    number: memory.id.rawValue, name: memory.name, capacity: memory.capacity.bytes, rank: memory.kind.rank,
                    isDisk: memory.kind == .disk && !memory.isNull, enclosing: memory.enclosing.map { pools[$0.rawValue] }))
        }
        self.pools = pools
        shared = pools[machine.sharedMemory.id.rawValue]
    }

    enum Attempt {
        case placed(PointPlacement, [DataMove])
        /// Room must be made first.
        case evict([Eviction])
        case deferred
        case failed(CohortError)
    }

    /// Finds or makes all instances of a point, pins them, and plans the copies that bring what they lack. All or nothing.
    mutating func attempt(
        _ request: PlacementRequest, _ point: Int, _ mapping: TaskMapping, _ processor: Int?, _ waiter: Waiter
    ) -> Attempt {
        clock += 1
        let placement = PointPlacement(user: clock, processor: processor)
        for (number, (need, answer)) in zip(request.needs, mapping.requirements).enumerated() {
            let domain = need.domain(ofPoint: point)
            if domain.isEmpty { continue }
            let isCommon = request.meetsOthers(number, point)
            for (offset, field) in need.fields.enumerated() {
                switch instance(need, field, domain, answer, isCommon) {
                case .collected(let id): return fail(placement, collected(id, request, waiter))
                case .found(let instance): pin(instance, need, field, offset, domain, request.isLasting, placement)
                case .tooLarge: return fail(placement, tooLarge(need, request, waiter))
                case .noRoom(let pool, let byteCount):
                    return makeRoom(in: pool, byteCount, placement, request, waiter, need)
                }
            }
        }
        guard let copies = plan(request, point, placement) else {
            unpin(placement)
            waiting.append(waiter)
            return .deferred
        }
        return .placed(placement, copies)
    }

    // MARK: Instances

    private enum Lookup {
        case found(PhysicalInstance)
        case noRoom(MemoryPool, Int)
        case tooLarge
        /// An instance that the mapper named is not there, or cannot be used for this.
        case collected(InstanceToMap.ID)
    }

    private mutating func instance(
        _ need: PlacementRequest.Need, _ field: Int32, _ domain: Domain, _ answer: RequirementMapping, _ isCommon: Bool
    ) -> Lookup {
        let region = region(of: need.tree)
        // What several use at once lies in one place, which has room for all.
        let pool = isCommon ? shared : pools[answer.memory.rawValue]
        let whole = need.tree.root.pieces[0]
        let extent = isCommon || answer.extent == .region ? whole : domain
        if !isCommon, let chosen = chosen(answer.instances, field, domain, region) { return chosen }
        if answer.reuses || isCommon || need.keepsOldData,
            let known = region.find(field, isCommon ? whole : domain, in: pool)
        {
            return .found(known)
        }
        let fields = isCommon ? [field] : need.fields
        var form = LayoutForm.columns(dimension: extent.dimension, fields: fields)
        // Columns begin on lines of their own, so that two tasks never write to one.
        form.alignment = 64
        if answer.padding > 0, !isCommon {
            form.padding = Array(repeating: .init(low: 0, high: 0), count: extent.dimension)
            form.padding[extent.dimension - 1].high = answer.padding
        }
        guard let layout = try? InstanceLayout(form, over: extent, fields.map { need.tree.layout[Int($0)] }) else {
            return .tooLarge
        }
        dropEmpty(of: region, in: pool)
        guard let made = PhysicalInstance(nextNumber, layout, points: whole, in: pool) else {
            return .noRoom(pool, max(1, layout.byteCount))
        }
        nextNumber += 1
        region.add(made)
        return .found(made)
    }

    /// The first of the instances that a mapper named which has the field.
    private func chosen(
        _ ids: [InstanceToMap.ID], _ field: Int32, _ domain: Domain, _ region: RegionInstances
    ) -> Lookup? {
        for id in ids {
            guard let instance = region.all.first(where: { $0.number == id.number && !$0.isLeaving }) else {
                return .collected(id)
            }
            guard instance.fields.contains(field) else { continue }
            let (low, high) = domain.boundsPair
            return instance.contains(low, high) ? .found(instance) : .collected(id)
        }
        return nil
    }

    private mutating func region(of tree: RegionTree) -> RegionInstances {
        if let known = regions[tree.id] { return known }
        let made = RegionInstances(name: tree.name, points: tree.root.pieces[0])
        regions[tree.id] = made
        return made
    }

    /// Frees instances that hold nothing any more.
    private func dropEmpty(of region: RegionInstances, in pool: MemoryPool) {
        for one in region.all where one.pool === pool && one.valid.isEmpty && one.isIdle { drop(one, region) }
    }

    private func drop(_ instance: PhysicalInstance, _ region: RegionInstances) {
        region.remove(instance)
        instance.release()
    }

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
                instance: instance, tree: need.tree.id, field: field, domain: domain, changes: need.changes,
                keepsOldData: need.keepsOldData),
            column: need.firstColumn + offset)
    }

    private func unpin(_ placement: PointPlacement) {
        for use in placement.uses { use.instance.pins.removeAll { $0.user == placement.user } }
    }

    // MARK: Data

    /// The copies a placement needs, and from now on everybody knows of them; nil when somebody is filling what it needs.
    private func plan(_ request: PlacementRequest, _ point: Int, _ placement: PointPlacement) -> [DataMove]? {
        var copies: [DataMove] = []
        for use in placement.uses {
            if use.instance.filling.contains(where: { $0.field == use.field && $0.domain.overlaps(use.domain) }) { return nil }
            if !use.keepsOldData { continue }
            let missing = use.instance.missing(use.field, use.domain)
            if missing.isEmpty { continue }
            guard let region = regions[use.tree] else { continue }
            copies += region.copies(of: missing, use.field, to: use.instance)
        }
        for copy in copies {
            copy.target.filling.append(PhysicalInstance.Filling(field: copy.field, domain: copy.domain))
            copy.source.pins.append(
                PhysicalInstance.Pin(
                    user: placement.user, field: copy.field, domain: copy.domain, isLasting: false, isChanging: false,
                    isUse: false))
            placement.hold(copy.source)
        }
        for use in placement.uses { claim(use, placement, copies) }
        return copies
    }

    /// Makes the instance of a use the one that has the data, as far as no copy is still to bring them.
    private func claim(_ use: PointPlacement.Use, _ placement: PointPlacement, _ copies: [DataMove]) {
        var here = use.domain
        for copy in copies where copy.target === use.instance && copy.field == use.field {
            here = here.subtractingOrEmpty(copy.domain)
        }
        if !here.isEmpty { use.instance.validate(use.field, here) }
        guard let region = regions[use.tree] else { return }
        for other in region.all where other !== use.instance {
            let shared = (other.valid[use.field] ?? .empty(dimension: use.domain.dimension)).intersectionOrEmpty(use.domain)
            if shared.isEmpty { continue }
            for pin in other.pins where pin.isLasting && pin.field == use.field && pin.user != placement.user {
                let part = shared.intersectionOrEmpty(pin.domain)
                if part.isEmpty { continue }
                placement.returns.append(
                    PointPlacement.Return(
                        use: use, owner: other, domain: part, isRefreshed: use.changes, isExclusive: pin.isChanging))
            }
            if use.changes { other.invalidate(use.field, shared) }
        }
    }

    /// Copies have arrived.
    mutating func didFill(_ copies: [DataMove], for placement: PointPlacement) -> [Waiter] {
        for copy in copies {
            copy.target.endFilling(copy.field, copy.domain)
            copy.target.validate(copy.field, copy.domain)
        }
        placement.releaseSources()
        return takeWaiting()
    }

    /// The copies that bring the instances of enclosing tasks up to date after an operation.
    func refreshments(of placement: PointPlacement) -> [DataMove] {
        placement.returns.filter(\.isRefreshed).map { one in
            DataMove(
                field: one.use.field, source: one.use.instance, target: one.owner, domain: one.domain)
        }
    }

    /// An operation is over, and enclosing tasks have its results.
    mutating func release(_ placement: PointPlacement, _ refreshed: [DataMove]) -> [Waiter] {
        for copy in refreshed { copy.target.validate(copy.field, copy.domain) }
        unpin(placement)
        for one in placement.returns where one.isExclusive {
            let isUsed = one.use.instance.pins.contains { $0.field == one.use.field && $0.domain.overlaps(one.domain) }
            if !isUsed { one.use.instance.invalidate(one.use.field, one.domain) }
        }
        return takeWaiting()
    }

    /// An operation has been issued that will call `forget`.
    mutating func expectEnd(_ id: Int) { ends[id, default: 0] += 1 }

    mutating func forget(_ id: Int, field: Int32?) -> [Waiter] {
        if let count = ends[id] { ends[id] = count > 1 ? count - 1 : nil }
        guard let region = regions[id] else { return [] }
        for instance in region.all {
            if let field { instance.valid[field] = nil } else { instance.valid = [:] }
            if instance.valid.isEmpty, instance.isIdle { drop(instance, region) }
        }
        if field == nil { regions[id] = nil }
        return takeWaiting()
    }

    /// The runtime ends, and nobody uses any data.
    mutating func releaseAll() {
        for region in regions.values { for instance in region.all { instance.release() } }
        regions = [:]
    }

    private mutating func takeWaiting() -> [Waiter] {
        defer { waiting = [] }
        return waiting
    }
}

extension PhysicalInstance {
    /// True when nobody uses it or moves its data.
    var isIdle: Bool { pins.isEmpty && filling.isEmpty && !isLeaving }

    func endFilling(_ field: Int32, _ domain: Domain) {
        if let index = filling.firstIndex(where: { $0.field == field && $0.domain == domain }) { filling.remove(at: index) }
    }
}

// Memory that is short.

extension InstanceTable {
    /// An instance that has to go, and the copies that save what only it has.
    struct Eviction {
        let region: Int
        let instance: PhysicalInstance
        let copies: [DataMove]
    }

    private mutating func fail(_ placement: PointPlacement, _ error: CohortError) -> Attempt {
        unpin(placement)
        return .failed(error)
    }

    private mutating func makeRoom(
        in pool: MemoryPool, _ byteCount: Int, _ placement: PointPlacement, _ request: PlacementRequest, _ waiter: Waiter,
        _ need: PlacementRequest.Need
    ) -> Attempt {
        unpin(placement)
        let full = pool.bottleneck(for: byteCount)
        if byteCount > full.capacity { return .failed(exhausted(full, byteCount, request, waiter, need)) }
        var evictions: [Eviction] = []
        var freed = 0
        for (id, instance) in candidates(in: full) where !full.hasRoom(for: byteCount - freed) {
            guard let copies = saving(instance, id) else { continue }
            instance.isLeaving = true
            for copy in copies {
                copy.target.filling.append(PhysicalInstance.Filling(field: copy.field, domain: copy.domain))
            }
            evictions.append(Eviction(region: id, instance: instance, copies: copies))
            freed += instance.byteCount
        }
        if !evictions.isEmpty { return .evict(evictions) }
        guard willFree(full) || !isHeldByAncestorsAlone(full, waiter) else {
            return .failed(exhausted(full, byteCount, request, waiter, need))
        }
        waiting.append(waiter)
        return .deferred
    }

    /// True when data there are about to end.
    private func willFree(_ pool: MemoryPool) -> Bool {
        ends.keys.contains { id in regions[id]?.all.contains { $0.pool.takesRoom(in: pool) } ?? false }
    }

    /// The instances that may go, least recently used first.
    private func candidates(in pool: MemoryPool) -> [(id: Int, instance: PhysicalInstance)] {
        regions.flatMap { id, region in region.all.filter { $0.pool.takesRoom(in: pool) && $0.isIdle }.map { (id, $0) } }
            .sorted { ($0.1.lastUse, $0.1.number) < ($1.1.lastUse, $1.1.number) }
    }

    /// The copies that save what only this instance has; nil when there is no room for it anywhere.
    private mutating func saving(_ instance: PhysicalInstance, _ id: Int) -> [DataMove]? {
        guard let region = regions[id] else { return [] }
        var lone: [(Int32, Domain)] = []
        for field in instance.fields { if let domain = region.valuesOnly(in: instance, field) { lone.append((field, domain)) } }
        if lone.isEmpty { return [] }
        for pool in pools.filter({ $0.rank > instance.pool.rank }).sorted(by: { $0.rank < $1.rank }) {
            guard let refuge = PhysicalInstance(nextNumber, instance.layout, points: region.points, in: pool) else { continue }
            nextNumber += 1
            refuge.lastUse = instance.lastUse
            region.add(refuge)
            return lone.map { field, domain in
                DataMove(
                    field: field, source: instance, target: refuge, domain: domain)
            }
        }
        return nil
    }

    mutating func didEvict(_ evictions: [Eviction]) -> [Waiter] {
        for eviction in evictions {
            for copy in eviction.copies {
                copy.target.endFilling(copy.field, copy.domain)
                // What somebody has written elsewhere meanwhile is not worth keeping.
                if let still = eviction.instance.valid[copy.field]?.intersectionOrEmpty(copy.domain), !still.isEmpty {
                    copy.target.validate(copy.field, still)
                }
            }
            eviction.instance.release()
            if let region = regions[eviction.region] {
                region.remove(eviction.instance)
            } else if let refuge = eviction.copies.first?.target {
                refuge.release()
            }
        }
        return takeWaiting()
    }

    /// True when nothing is in use there, or all is held by tasks that wait for this one.
    private func isHeldByAncestorsAlone(_ pool: MemoryPool, _ waiter: Waiter) -> Bool {
        var ancestors: Set<Int> = []
        var context: TaskContext? = waiter.launch.pointee.context
        while let one = context {
            if let user = one.placement?.user { ancestors.insert(user) }
            context = one.parent
        }
        return regions.values.allSatisfy { region in
            region.all.allSatisfy { one in
                !one.pool.takesRoom(in: pool)
                    || (one.filling.isEmpty && !one.isLeaving && one.pins.allSatisfy { ancestors.contains($0.user) })
            }
        }
    }

    mutating func giveUp() -> [(waiter: Waiter, error: CohortError)] {
        takeWaiting().map { waiter in
            (
                waiter,
                CohortError(
                    .outOfMemory,
                    "task '\(waiter.launch.pointee.name)' waits for memory that tasks hold which wait for it: \(holders)",
                    rule: "a task that launches others keeps its instances while they run",
                    fix: "give the memory more room, use smaller pieces, or pass the data on with `@Task(.inner)`",
                    trail: waiter.launch.pointee.context.trail(to: waiter.launch), at: waiter.launch.pointee.place)
            )
        }
    }

    private func collected(_ id: InstanceToMap.ID, _ request: PlacementRequest, _ waiter: Waiter) -> CohortError {
        CohortError(
            .mappingInstance,
            "a mapper put task '\(request.name)' on instance \(id), which is not there or lacks some of the points",
            rule: "an instance can be named as long as it is there, for points of its own rectangle",
            fix: "name instances of `requirement.instances` as they are given, or leave the choice to the runtime by a memory",
            trail: waiter.launch.pointee.context.trail(to: waiter.launch), at: request.place)
    }

    private func tooLarge(_ need: PlacementRequest.Need, _ request: PlacementRequest, _ waiter: Waiter) -> CohortError {
        CohortError(
            .geometryOverflow, "an instance of region '\(need.tree.name)' would need more bytes than an address can count",
            rule: "the bounding rectangle's volume times the element size must fit in 63 bits",
            fix: "use a smaller index space, or several regions", trail: waiter.launch.pointee.context.trail(to: waiter.launch),
            at: request.place)
    }

    private func exhausted(
        _ pool: MemoryPool, _ byteCount: Int, _ request: PlacementRequest, _ waiter: Waiter, _ need: PlacementRequest.Need
    ) -> CohortError {
        CohortError(
            .outOfMemory,
            "task '\(request.name)' needs \(bytes(byteCount)) in memory '\(pool.name)' for region '\(need.tree.name)', "
                + "which holds \(bytes(pool.usedByteCount)) of \(bytes(pool.capacity)): \(holders)",
            rule: "what a task uses must fit into the memories it is mapped to, together with what enclosing tasks use there",
            fix: "give the memory more room, partition the region finer, or map the task to another memory",
            trail: waiter.launch.pointee.context.trail(to: waiter.launch), at: request.place)
    }

    /// Who holds what, the largest first.
    private var holders: String {
        let all = regions.values.flatMap { region in region.all.map { (region.name, $0) } }
        if all.isEmpty { return "nobody holds any" }
        let largest = all.sorted { ($0.1.byteCount, $1.1.number) > ($1.1.byteCount, $0.1.number) }.prefix(4)
        let shown = largest.map { name, one in
            "'\(name)' \(bytes(one.byteCount)) in '\(one.pool.name)'\(one.pins.isEmpty ? "" : ", in use")"
        }
        return shown.joined(separator: "; ") + (all.count > 4 ? "; and \(all.count - 4) more" : "")
    }

    private func bytes(_ count: Int) -> String {
        count < 1 << 20 ? "\(count) bytes" : "\(count >> 20) MiB"
    }
}

// What mappers are told.

extension InstanceTable {
    /// A requirement of a point, as a mapper sees it. O(instances of the region).
    func question(
        _ need: PlacementRequest.Need, _ point: Int, _ machine: MachineModel, listsInstances: Bool
    ) -> RequirementToMap {
        let domain = need.domain(ofPoint: point)
        let all = regions[need.tree.id]?.all.filter { !$0.isLeaving } ?? []
        let complete = all.filter { need.fields.first.map($0.fields.contains) ?? false && isComplete($0, need, domain) }
        return RequirementToMap(
            region: need.tree.name, fields: need.fields.map { need.tree.layout[Int($0)].name }, domain: domain,
            privilege: need.privilege, isShared: need.isShared,
            memoryOfData: complete.max { $0.lastUse < $1.lastUse }.flatMap { machine.memory(.init(rawValue: $0.pool.number)) },
            instances: listsInstances ? all.compactMap { seen($0, need, domain, machine) } : [])
    }

    private func isComplete(_ instance: PhysicalInstance, _ need: PlacementRequest.Need, _ domain: Domain) -> Bool {
        need.fields.allSatisfy { instance.fields.contains($0) && instance.missing($0, domain).isEmpty }
    }

    private func seen(
        _ instance: PhysicalInstance, _ need: PlacementRequest.Need, _ domain: Domain, _ machine: MachineModel
    ) -> InstanceToMap? {
        guard let memory = machine.memory(.init(rawValue: instance.pool.number)) else { return nil }
        return InstanceToMap(
            id: InstanceToMap.ID(number: instance.number), memory: memory,
            fields: instance.fields.map { need.tree.layout[Int($0)].name }, low: instance.low, high: instance.high,
            isComplete: isComplete(instance, need, domain))
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
