extension Log {
    /// Reads a log.
    ///
    /// - Throws: `LogError`.
    /// - Complexity: O(bytes) time and memory, and what `Area.init(union:)` costs for each piece.
    public init(_ file: LogFile) throws(LogError) {
        var builder = LogBuilder(file)
        for record in file.records { try builder.take(record) }
        try builder.finish()
        self = builder.log
    }

    /// The root of the tree that a partition stands in; itself when the log does not know it.
    ///
    /// - Complexity: O(depth).
    public func root(of partition: Int) -> Int {
        var number = partition
        // A damaged log may turn in a circle.
        for _ in 0 ... partitions.count {
            guard let parent = partitions[number]?.parent, parent != 0 else { return number }
            number = parent
        }
        return number
    }

    /// The context that an operation belongs to; nil when the log lost it.
    public func context(of operation: Int) -> Int? {
        switch operations[operation] {
        case .point(let launch, _): launches[launch]?.context
        case .event(let context, _): context
        case nil: nil
        }
    }

    /// The points that an operation changes in the instance of a placement; nil when it only reads there, or the log lost it.
    func changedArea(_ placement: Placement) -> Area? {
        guard case .point(let number, let point) = operations[placement.operation],
            let requirement = launches[number]?.requirements.first(where: { $0.index == placement.requirement }),
            requirement.privilege != .read, requirement.privilege != .none
        else { return nil }
        return area(of: requirement, point: point)
    }

    /// The points that a point of a launch uses; nil when the log lost them.
    public func area(of requirement: Requirement, point: Int) -> Area? {
        requirement.piece(of: point).flatMap { partitions[requirement.partition]?.pieces[$0] }
    }
}

extension Log.Partition {
    /// Whether no two of its pieces share a point.
    ///
    /// - Complexity: that of `Overlaps.forEachPair` for all boxes.
    var isDisjoint: Bool {
        let all = pieces.values.flatMap(\.boxes)
        var found = false
        // The boxes of one piece are disjoint, so two that meet are of two pieces.
        Overlaps.forEachPair(all) { _, _ in found = true }
        return !found
    }

    /// Whether each point of `whole` is in a piece.
    func covers(_ whole: Area) -> Bool { Area(union: pieces.values.flatMap(\.boxes)).contains(whole) }
}
