/// The requirements of operations in groups, one for the operation and one for each of its twins.
///
/// Those of a group do not use the same data in ways that must be ordered: Legion permits no such task. A task of ours may fold into the
/// same data by two arguments, or share them with itself. Where a task launches others, Legion Spy takes no two for the same data at all.
struct SpyTwins {
    private let log: Log
    private let runners: Set<Int>

    init(_ log: Log) {
        self.log = log
        runners = Set(log.contexts.values.map(\.operation))
    }

    /// None for what is no point of a launch.
    func groups(of operation: Int) -> [[Log.Requirement]] {
        guard case .point(let launch, let point) = log.operations[operation], let launch = log.launches[launch] else { return [] }
        let permitsReaders = !runners.contains(operation)
        var groups: [[Log.Requirement]] = []
        for requirement in launch.requirements {
            let fits = groups.firstIndex { !$0.contains { conflict($0, requirement, point, permitsReaders) } }
            if let fits { groups[fits].append(requirement) } else { groups.append([requirement]) }
        }
        return groups
    }

    private func conflict(_ first: Log.Requirement, _ second: Log.Requirement, _ point: Int, _ permitsReaders: Bool) -> Bool {
        guard first.region == second.region, let use = Use(0, 0, first), let other = Use(0, 0, second),
            !permitsReaders || use.changes || other.changes, !Set(first.fields).isDisjoint(with: second.fields),
            let area = log.area(of: first, point: point), let otherArea = log.area(of: second, point: point)
        else { return false }
        return area.overlaps(otherArea)
    }
}
