import CohortData
import CohortGeometry

// Tasks that use data at the same time, in one instance, while an enclosing task has another.

extension InstanceTable {
    /// Lets a point owe what others owe already for the data that it shares with them: the first that is over brings what there is then.
    func noteSharing(_ placement: PointPlacement) {
        for use in placement.uses where use.isShared {
            guard let region = regions[use.tree] else { continue }
            join(region.sharers, use, placement)
            if !placement.returns.isEmpty, !region.sharers.contains(where: { $0 === placement }) {
                region.sharers.append(placement)
            }
        }
    }

    private func join(_ sharers: [PointPlacement], _ use: PointPlacement.Use, _ placement: PointPlacement) {
        let others = sharers.filter { $0 !== placement }
        if others.isEmpty { return }
        let outer = placement.enclosingUsers
        for one in others.filter({ !outer.contains($0.user) }).flatMap(\.returns)
        where one.use.instance === use.instance && one.use.field == use.field {
            let shared = one.domain.intersectionOrEmpty(use.domain)
            placement.owe(shared, from: use, to: one.owner, of: one.holder, isExclusive: one.isExclusive)
        }
    }

    /// The point is over.
    func endSharing(_ placement: PointPlacement) {
        for use in placement.uses where use.isShared { regions[use.tree]?.sharers.removeAll { $0 === placement } }
    }
}

extension LaunchPointer {
    /// The tasks that enclose the launch and hold instances, from the inside out.
    var enclosingUsers: [Int] {
        var users: [Int] = []
        var context: TaskContext? = pointee.context
        while let one = context {
            if let user = one.placement?.user { users.append(user) }
            context = one.parent
        }
        return users
    }
}
