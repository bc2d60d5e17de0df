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

    /// What an instance is wanted for, and what it is to be like.
    struct Wish {
        let need: PlacementRequest.Need
        let field: Int32
        let domain: Domain
        let answer: RequirementMapping
        let wanted: WantedLayout
        let room: InstanceRoom
    }

    /// The instance for one field of a requirement, found or made; of those found, one that serves the point already goes first.
    mutating func instance(_ wish: Wish, for placement: PointPlacement) -> Lookup {
        let region = region(of: wish.need.tree), pool = pools[wish.answer.memory.rawValue]
        if let chosen = chosen(wish, region) { return chosen }
        if wish.answer.extent == .task, let own = placement.instance(for: wish, in: pool) { return .found(own) }
        if wish.answer.reuses || wish.need.keepsOldData,
            let known = region.find(wish.field, wish.domain, wish.wanted, in: pool)
        {
            return .found(known)
        }
        return make(wish.room, wish.wanted, wish.need.tree, of: region, in: pool)
    }

    /// The instance for one field that several use at once: it lies in one place, and has room for all. An array that is attached is that place.
    mutating func commonInstance(_ need: PlacementRequest.Need, _ field: Int32) -> Lookup {
        let region = region(of: need.tree), whole = need.tree.root.pieces[0]
        if let known = region.array(of: field) ?? region.find(field, whole, .common, in: shared) { return .found(known) }
        return make(InstanceRoom(extent: whole, fields: [field]), .common, need.tree, of: region, in: shared)
    }

    private mutating func make(
        _ room: InstanceRoom, _ wanted: WantedLayout, _ tree: RegionTree, of region: RegionInstances, in pool: MemoryPool
    ) -> Lookup {
        do {
            return make(try wanted.layout(over: room.extent, fields: room.fields, tree), of: region, in: pool)
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
        if poisons { made.poison() }
        region.add(made)
        return .found(made)
    }

    /// The first of the instances that a mapper named which has the field.
    private func chosen(_ wish: Wish, _ region: RegionInstances) -> Lookup? {
        let needed = WantedLayout(isStrided: wish.wanted.isStrided).constraints(dimension: wish.domain.dimension)
        for id in wish.answer.instances {
            guard let instance = region.all.first(where: { $0.number == id.number && !$0.isLeaving }) else {
                return .collected(id)
            }
            guard instance.fields.contains(wish.field) else { continue }
            let (low, high) = wish.domain.boundsPair
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
