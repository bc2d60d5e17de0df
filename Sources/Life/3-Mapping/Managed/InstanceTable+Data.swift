import CohortData
import CohortGeometry

// Which data are valid where.

extension InstanceTable {
    /// The copies a placement needs, and from now on everybody knows of them; nil when somebody is filling what it needs.
    ///
    /// - Parameter chosen: by number of the use, the instances that a mapper wants as sources.
    func plan(_ placement: PointPlacement, _ chosen: [Int: [Int]]) -> [DataMove]? {
        var copies: [DataMove] = []
        for (number, use) in placement.uses.enumerated() {
            if use.instance.filling.contains(where: { $0.field == use.field && $0.domain.overlaps(use.domain) }) { return nil }
            if !use.keepsOldData { continue }
            let missing = use.instance.missing(use.field, use.domain)
            if missing.isEmpty { continue }
            guard let region = regions[use.tree] else { continue }
            guard let moves = region.copies(of: missing, use.field, to: use.instance, chosen[number] ?? [], distances) else {
                return nil
            }
            copies += moves
        }
        for copy in copies { begin(copy, placement) }
        for use in placement.uses { claim(use, placement, copies) }
        return copies
    }

    /// From now on everybody knows that the data are on their way.
    func begin(_ copy: DataMove, _ placement: PointPlacement) {
        copy.target.filling.append(PhysicalInstance.Filling(field: copy.field, domain: copy.domain))
        copy.source.pins.append(
            PhysicalInstance.Pin(
                user: placement.user, field: copy.field, domain: copy.domain, isLasting: false, isChanging: false, isUse: false))
        placement.hold(copy.source)
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
                tree: one.use.tree, field: one.use.field, source: one.use.instance, target: one.owner, domain: one.domain)
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
            if instance.valid.isEmpty, field == nil ? instance.isIdle : instance.mayLeave { drop(instance, region) }
        }
        if field == nil { regions[id] = nil }
        return takeWaiting()
    }

    /// The runtime ends, and nobody uses any data.
    mutating func releaseAll() {
        for region in regions.values { for instance in region.all { instance.release() } }
        regions = [:]
    }
}
