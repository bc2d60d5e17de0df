import CohortData
import CohortGeometry

// Finding and making instances.

extension InstanceTable {
    enum Lookup {
        case found(PhysicalInstance)
        case noRoom(MemoryPool, Int)
        case tooLarge
        /// An instance that the mapper named is not there, or cannot be used for this.
        case collected(InstanceToMap.ID)
        /// Nothing can be laid out as is wanted, or the instance that the mapper named is not.
        case unfit(LayoutProblem)
    }

    /// The instance for one field of a requirement, found or made.
    mutating func instance(
        _ need: PlacementRequest.Need, _ field: Int32, _ domain: Domain, _ answer: RequirementMapping, _ wanted: WantedLayout,
        _ isCommon: Bool
    ) -> Lookup {
        let wanted = isCommon ? WantedLayout.common : wanted
        let region = region(of: need.tree)
        // What several use at once lies in one place, which has room for all: an array that is attached, if there is one.
        if isCommon, let array = region.array(of: field) { return .found(array) }
        let pool = isCommon ? shared : pools[answer.memory.rawValue]
        let whole = need.tree.root.pieces[0]
        let extent = isCommon || answer.extent == .region ? whole : domain
        if !isCommon, let chosen = chosen(answer.instances, field, domain, wanted, region) { return chosen }
        if answer.reuses || isCommon || need.keepsOldData,
            let known = region.find(field, isCommon ? whole : domain, wanted, in: pool)
        {
            return .found(known)
        }
        do {
            return make(
                try wanted.layout(over: extent, fields: isCommon ? [field] : need.fields, need.tree), of: region, in: pool)
        } catch let problem as LayoutProblem {
            return .unfit(problem)
        } catch {
            return .tooLarge
        }
    }

    private mutating func make(_ layout: InstanceLayout, of region: RegionInstances, in pool: MemoryPool) -> Lookup {
        dropEmpty(of: region, in: pool)
        guard let made = PhysicalInstance(takeNumber(), layout, points: region.points, in: pool) else {
            return .noRoom(pool, max(1, layout.byteCount))
        }
        region.add(made)
        return .found(made)
    }

    /// The first of the instances that a mapper named which has the field.
    private func chosen(
        _ ids: [InstanceToMap.ID], _ field: Int32, _ domain: Domain, _ wanted: WantedLayout, _ region: RegionInstances
    ) -> Lookup? {
        let needed = WantedLayout(isStrided: wanted.isStrided).constraints(dimension: domain.dimension)
        for id in ids {
            guard let instance = region.all.first(where: { $0.number == id.number && !$0.isLeaving }) else {
                return .collected(id)
            }
            guard instance.fields.contains(field) else { continue }
            let (low, high) = domain.boundsPair
            guard instance.contains(low, high) else { return .collected(id) }
            return instance.violation(of: needed).map { .unfit($0) } ?? .found(instance)
        }
        return nil
    }

    mutating func region(of tree: RegionTree) -> RegionInstances {
        if let known = regions[tree.id] { return known }
        let made = RegionInstances(id: tree.id, name: tree.name, points: tree.root.pieces[0])
        regions[tree.id] = made
        return made
    }

    /// Frees instances that hold nothing any more.
    private mutating func dropEmpty(of region: RegionInstances, in pool: MemoryPool) {
        for one in region.all where one.pool === pool && one.valid.isEmpty && one.mayLeave { drop(one, region) }
    }

    mutating func drop(_ instance: PhysicalInstance, _ region: RegionInstances) {
        note(instance, .dropped, region.name)
        region.remove(instance)
        instance.release()
    }
}
