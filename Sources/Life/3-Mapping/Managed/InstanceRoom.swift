import CohortData
import CohortGeometry

/// What an instance has room for.
struct InstanceRoom {
    /// Points, in whose bounding rectangle there is room for each.
    var extent: Domain
    var fields: [Int32]
}

extension PlacementRequest.Need {
    /// What an instance for this need alone has room for.
    func room(_ extent: RequirementMapping.Extent, _ domain: Domain) -> InstanceRoom {
        InstanceRoom(extent: extent == .region ? tree.root.pieces[0] : domain, fields: fields)
    }
}

extension PlacementRequest {
    /// What an instance that is made for a need of a point has room for. O(needs × their rectangles) for `.task`, else O(1).
    func room(_ number: Int, _ point: Int, _ answers: [RequirementMapping]) -> InstanceRoom {
        let need = needs[number], answer = answers[number]
        var room = need.room(answer.extent, need.domain(ofPoint: point))
        if answer.extent != .task { return room }
        for (other, its) in zip(needs, answers) where its.extent == .task && its.memory == answer.memory {
            guard other.tree === need.tree else { continue }
            room.extent = room.extent.unionOrSelf(other.domain(ofPoint: point))
            room.fields += other.fields.filter { !room.fields.contains($0) }
        }
        return room
    }
}

extension PointPlacement {
    /// The instance that serves another need of the point already, and this one, too.
    func instance(for wish: InstanceTable.Wish, in pool: MemoryPool) -> PhysicalInstance? {
        let (low, high) = wish.room.extent.boundsPair
        return uses.first { use in
            use.tree == wish.need.tree.id && use.instance.pool === pool && use.instance.fields.contains(wish.field)
                && use.instance.contains(low, high) && wish.wanted.isMet(by: use.instance)
        }?.instance
    }
}
