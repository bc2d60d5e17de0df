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
    }

    /// The instance for one field of a requirement, found or made.
    mutating func instance(
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
        guard let made = PhysicalInstance(takeNumber(), layout, points: whole, in: pool) else {
            return .noRoom(pool, max(1, layout.byteCount))
        }
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
        let made = RegionInstances(id: tree.id, name: tree.name, points: tree.root.pieces[0])
        regions[tree.id] = made
        return made
    }

    /// Frees instances that hold nothing any more.
    private mutating func dropEmpty(of region: RegionInstances, in pool: MemoryPool) {
        for one in region.all where one.pool === pool && one.valid.isEmpty && one.isIdle { drop(one, region) }
    }

    mutating func drop(_ instance: PhysicalInstance, _ region: RegionInstances) {
        note(instance, .dropped, region.name)
        region.remove(instance)
        instance.release()
    }
}
