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
            var missing = use.instance.missing(use.field, use.domain)
            // What another use of the same operation has brought is brought once.
            for copy in copies where copy.target === use.instance && copy.field == use.field {
                missing = missing.subtractingOrEmpty(copy.domain)
            }
            if missing.isEmpty { continue }
            guard let region = regions[use.tree] else { continue }
            guard let moves = region.copies(of: missing, use.field, to: use.instance, chosen[number] ?? [], distances) else {
                return nil
            }
            copies += moves
        }
        for copy in copies { begin(copy, placement) }
        for use in placement.uses { claim(use, placement, copies) }
        noteSharing(placement)
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
            noteReturns(of: shared, to: other, use, placement)
            if use.changes { other.invalidate(use.field, shared) }
        }
    }

    /// Notes what is owed to an instance that others hold, each point once: those who may write come first, the innermost before
    /// those that enclose it.
    private func noteReturns(
        of domain: Domain, to owner: PhysicalInstance, _ use: PointPlacement.Use, _ placement: PointPlacement
    ) {
        for isChanging in [true, false] {
            for pin in owner.pins.reversed() where pin.isLasting && pin.isChanging == isChanging && pin.field == use.field {
                if pin.user == placement.user { continue }
                placement.owe(domain.intersectionOrEmpty(pin.domain), from: use, to: owner, of: pin.user, isExclusive: isChanging)
            }
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

    /// The copies that bring the instances of enclosing tasks, and arrays outside, up to date after an operation.
    ///
    /// - Parameter hasFailed: then arrays keep what they have.
    func refreshments(of placement: PointPlacement, hasFailed: Bool) -> [DataMove] {
        placement.returns.filter { $0.isRefreshed && !(hasFailed && $0.owner.isExternal) }.map { one in
            DataMove(
                tree: one.use.tree, field: one.use.field, source: one.use.instance, target: one.owner, domain: one.domain)
        }
    }

    /// An operation is over, and enclosing tasks have its results.
    mutating func release(_ placement: PointPlacement) -> [Waiter] {
        for one in placement.returns where one.isRefreshed { one.owner.validate(one.use.field, one.domain) }
        unpin(placement)
        endSharing(placement)
        let exclusive = placement.returns.filter(\.isExclusive)
        if exclusive.isEmpty { return takeWaiting() }
        let outer = placement.enclosingUsers
        for one in exclusive {
            // Arrays, and tasks that enclose the owner's holder, have the instance for later: of what that changes now they see nothing.
            let beyond = outer.firstIndex(of: one.holder).map { outer[($0 + 1)...] } ?? []
            let isUsed = one.use.instance.pins.contains { pin in
                pin.field == one.use.field && !pin.isOfArray && !beyond.contains(pin.user) && pin.domain.overlaps(one.domain)
            }
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
            let isOver = field.map { instance.isExternal ? instance.fields.contains($0) : instance.mayLeave }
            if instance.valid.isEmpty, isOver ?? (instance.isExternal || instance.isIdle) { drop(instance, region) }
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
