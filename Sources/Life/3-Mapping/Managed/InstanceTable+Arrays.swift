import CohortData
import CohortGeometry

// Arrays outside that are instances.

extension InstanceTable {
    mutating func carryOut(_ changes: [ArrayChange]) -> [Waiter] {
        for change in changes {
            switch change {
            case .attached(let array): attach(array)
            case .acquired(let array, let field, let domain): array.instance(of: field)?.lift(field, domain)
            case .released(let array, let field, let domain): release(array, field, domain)
            }
        }
        return takeWaiting()
    }

    /// The array's data are those of the region, and no others.
    private mutating func attach(_ array: AttachedArray) {
        let region = region(of: array.tree)
        forget(array, region)
        for column in array.columns {
            let made = PhysicalInstance(takeNumber(), column.layout, at: column.base, of: array.external, in: main)
            made.validate(column.field, array.points)
            made.restrict(column.field, array.points)
            region.addFirst(made)
            array.instances.append(made)
        }
    }

    /// The copies that bring what an operation gives back to the array.
    func homecomings(of placement: PointPlacement, _ changes: [ArrayChange]) -> [DataMove] {
        changes.flatMap { change -> [DataMove] in
            guard case .released(let array, let field, let domain) = change, let home = array.instance(of: field) else {
                return []
            }
            return placement.uses.compactMap { use in
                if use.tree != array.tree.id || use.field != field || use.instance === home { return nil }
                let part = use.domain.intersectionOrEmpty(domain)
                return part.isEmpty
                    ? nil : DataMove(tree: use.tree, field: field, source: use.instance, target: home, domain: part)
            }
        }
    }

    /// The array has the data: from the operation that gives them back or, if that failed, as good as any.
    private func release(_ array: AttachedArray, _ field: Int32, _ domain: Domain) {
        guard let home = array.instance(of: field), let region = regions[array.tree.id] else { return }
        for other in region.all where other !== home { other.invalidate(field, domain) }
        home.validate(field, domain)
        home.lift(field, domain)
        home.restrict(field, domain)
    }

    /// The array is nobody's data any more.
    mutating func detach(_ array: AttachedArray) -> [Waiter] {
        defer { array.instances = [] }
        guard let region = regions[array.tree.id] else { return [] }
        for instance in array.instances where region.all.contains(where: { $0 === instance }) { drop(instance, region) }
        forget(array, region)
        return takeWaiting()
    }

    /// What the region has of the array's fields counts no more.
    private mutating func forget(_ array: AttachedArray, _ region: RegionInstances) {
        for instance in region.all {
            for column in array.columns { instance.invalidate(column.field, array.points) }
            if instance.valid.isEmpty, instance.mayLeave { drop(instance, region) }
        }
    }
}

extension PhysicalInstance {
    /// From now on the points belong to the array outside that this is.
    fileprivate func restrict(_ field: Int32, _ domain: Domain) {
        pins.append(Pin(user: -number, field: field, domain: domain, isLasting: true, isChanging: true, isUse: true))
    }

    /// From now on some of them may be newer elsewhere.
    fileprivate func lift(_ field: Int32, _ domain: Domain) {
        for index in pins.indices where pins[index].isOfArray && pins[index].field == field {
            pins[index].domain = pins[index].domain.subtractingOrEmpty(domain)
        }
        pins.removeAll { $0.isOfArray && $0.domain.isEmpty }
    }
}

extension InstanceManager {
    /// Does what an operation that is over, or will not run, says about arrays.
    func carryOut(_ changes: [ArrayChange], _ pool: WorkerPool) {
        if changes.isEmpty { return }
        wake(state.withLock { $0.carryOut(changes) }, pool)
        tellCollections()
        post.didChange()
    }

    /// Lets go of an array; nobody may use its data any more.
    func detach(_ array: AttachedArray, _ pool: WorkerPool) {
        wake(state.withLock { $0.detach(array) }, pool)
        tellCollections()
        post.didChange()
    }
}
