extension Log {
    /// The requirements of a point in groups, such that those of a group do not use the same data in ways that must be ordered.
    ///
    /// Legion permits no others in one task. A task of ours may fold into the same data by two arguments, or share them with itself.
    func groupedRequirements(of launch: Launch, _ point: Int) -> [[Requirement]] {
        var groups: [[Requirement]] = []
        for requirement in launch.requirements {
            if let index = groups.firstIndex(where: { !$0.contains { conflict($0, requirement, point) } }) {
                groups[index].append(requirement)
            } else {
                groups.append([requirement])
            }
        }
        return groups
    }

    private func conflict(_ first: Requirement, _ second: Requirement, _ point: Int) -> Bool {
        guard first.region == second.region, let use = Use(0, 0, first), let other = Use(0, 0, second),
            use.changes || other.changes, !Set(first.fields).isDisjoint(with: second.fields),
            let area = area(of: first, point: point), let otherArea = self.area(of: second, point: point)
        else { return false }
        return area.overlaps(otherArea)
    }
}
