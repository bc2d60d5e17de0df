import CohortData
import CohortDiagnostics
import CohortGeometry

// Memory that is short.

extension InstanceTable {
    /// An instance that has to go, and the copies that save what only it has.
    struct Eviction {
        let region: Int
        let regionName: String
        let instance: PhysicalInstance
        let copies: [DataMove]
    }

    /// What to do for an instance that finds no room: let others leave, wait for those who use them, or give up.
    mutating func makeRoom(
        in pool: MemoryPool, _ byteCount: Int, _ placement: PointPlacement, _ request: PlacementRequest, _ waiter: Waiter,
        _ need: PlacementRequest.Need
    ) -> Attempt {
        // Its own instances are pinned meanwhile, so that none of them leaves for another.
        let full = pool.bottleneck(for: byteCount)
        let error = exhausted(full, byteCount, request, waiter, need)
        if byteCount > full.capacity || full.hasRoom(for: byteCount) { return fail(placement, error) }
        var evictions: [Eviction] = []
        var freed = 0
        for (id, instance) in candidates(in: full) where !full.hasRoom(for: byteCount - freed) {
            guard let copies = saving(instance, id, outOf: full) else { continue }
            instance.isLeaving = true
            for copy in copies {
                copy.target.filling.append(PhysicalInstance.Filling(field: copy.field, domain: copy.domain))
            }
            evictions.append(Eviction(region: id, regionName: regions[id]?.name ?? "", instance: instance, copies: copies))
            freed += instance.byteCount
        }
        if !evictions.isEmpty {
            unpin(placement)
            return .evict(evictions)
        }
        let canWait = willFree(full) || !isHeldAlone(full, by: placement.user, and: waiter)
        return canWait ? putOff(placement, waiter) : fail(placement, error)
    }

    /// True when data there are about to end.
    private func willFree(_ pool: MemoryPool) -> Bool {
        ends.keys.contains { id in regions[id]?.all.contains { $0.takesRoom(in: pool) } ?? false }
    }

    /// The instances that may go: in the turn that mappers gave them, least recently used first.
    private func candidates(in pool: MemoryPool) -> [(id: Int, instance: PhysicalInstance)] {
        regions.flatMap { id, region in region.all.filter { $0.takesRoom(in: pool) && $0.mayLeave }.map { (id, $0) } }
            .sorted { ($0.1.turn, $0.1.lastUse, $0.1.number) < ($1.1.turn, $1.1.lastUse, $1.1.number) }
    }

    /// The copies that save what only this instance has; nil when there is no room for it anywhere.
    private mutating func saving(
        _ instance: PhysicalInstance, _ id: Int, outOf full: MemoryPool
    ) -> [DataMove]? {
        guard let region = regions[id] else { return [] }
        var lone: [(Int32, Domain)] = []
        for field in instance.fields { if let domain = region.valuesOnly(in: instance, field) { lone.append((field, domain)) } }
        if lone.isEmpty { return [] }
        let outer = pools.filter { $0.rank > instance.pool.rank && !$0.takesRoom(in: full) }
        for pool in outer.sorted(by: { $0.rank < $1.rank }) {
            guard let refuge = PhysicalInstance(takeNumber(), instance.layout, points: region.points, in: pool) else { continue }
            refuge.lastUse = instance.lastUse
            region.add(refuge)
            return lone.map { field, domain in
                DataMove(tree: id, field: field, source: instance, target: refuge, domain: domain)
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
            note(eviction.instance, .evicted, eviction.regionName)
            eviction.instance.release()
            if let region = regions[eviction.region] {
                region.remove(eviction.instance)
            } else if let refuge = eviction.copies.first?.target {
                refuge.release()
            }
        }
        return takeWaiting()
    }

    /// True when nothing is in use there but by an operation itself and by tasks that wait for it.
    private func isHeldAlone(_ pool: MemoryPool, by user: Int, and waiter: Waiter) -> Bool {
        let holders = Set(waiter.launch.enclosingUsers + [user])
        return regions.values.allSatisfy { region in
            region.all.allSatisfy { one in
                !one.takesRoom(in: pool)
                    || (one.filling.isEmpty && !one.isLeaving && one.pins.allSatisfy { holders.contains($0.user) })
            }
        }
    }
}
