/// Data that two operations share, and may not use in any order.
struct Sharing {
    let region: Int
    let fields: [Int]
    let area: Area
    /// What the two asked for, and all points of each.
    let earlier: Log.Requirement, later: Log.Requirement
    let earlierArea: Area, laterArea: Area
    /// How the two must come.
    let relation: Use.Relation
}

extension Log {
    /// What the two operations of an edge share; nothing when one of them is none of a launch.
    ///
    /// - Complexity: O(requirements² × what `Area.intersection` costs).
    func sharings(_ edge: Edge) -> [Sharing] {
        guard case .point(let first, let firstPoint) = operations[edge.earlier], let earlier = launches[first],
            case .point(let second, let secondPoint) = operations[edge.later], let later = launches[second]
        else { return [] }
        return earlier.requirements.flatMap { one in
            later.requirements.compactMap { other in
                guard one.region == other.region, let use = Use(edge.earlier, first, one),
                    let next = Use(edge.later, second, other), use.relation(to: next) != .free,
                    let area = area(of: one, point: firstPoint), let nextArea = self.area(of: other, point: secondPoint)
                else { return nil }
                let fields = one.fields.filter(other.fields.contains)
                let shared = area.intersection(nextArea)
                if fields.isEmpty || shared.isEmpty { return nil }
                return Sharing(
                    region: one.region, fields: fields, area: shared, earlier: one, later: other, earlierArea: area,
                    laterArea: nextArea, relation: use.relation(to: next))
            }
        }
    }

    /// Whether data ask for an edge; true where the log does not say what its operations use.
    func isDemanded(_ edge: Edge) -> Bool {
        guard case .point = operations[edge.earlier], case .point = operations[edge.later] else { return true }
        return !sharings(edge).isEmpty
    }
}
