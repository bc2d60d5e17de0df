import Cohort

/// A task of a program whose mapping is sought, and the data it uses.
struct TunedTask: Equatable {
    let name: String
    /// What its launches took together where they were measured, in nanoseconds.
    let weight: Int
    let isIndexLaunch: Bool
    let uses: [Use]

    /// Uses of a region that rules can tell from others.
    struct Use: Equatable {
        let region: String
        let field: String
        /// The word of the rules: reads, writes or reduces.
        let kind: String
        /// Bytes of the point with the most data, of all points, and of the whole region.
        let largest: Int, all: Int, whole: Int
    }
}

extension TunedTask {
    /// The program's tasks, those that take the most time first; operations of the runtime's are not among them.
    static func tasks(of profile: TaskProfile) -> [TunedTask] {
        var names: [String] = []
        for task in profile.tasks where task.isTask && !names.contains(task.name) { names.append(task.name) }
        let tasks = names.map { name in TunedTask(name, profile.tasks.filter { $0.isTask && $0.name == name }) }
        return tasks.sorted { ($0.weight, $1.name) > ($1.weight, $0.name) }
    }

    private init(_ name: String, _ variants: [TaskProfile.Task]) {
        self.name = name
        weight = variants.reduce(0) { $0 + $1.launchCount * max(1, $1.pointCount) * $1.nanoseconds }
        isIndexLaunch = variants.contains { $0.pointCount > 1 }
        uses = variants.flatMap(\.requirements).reduce(into: []) { Use.add($1, to: &$0) }
    }
}

extension TunedTask.Use {
    /// Data that tasks share simultaneously stay where they are. What one rule speaks of is one use.
    fileprivate static func add(_ one: TaskProfile.Requirement, to uses: inout [TunedTask.Use]) {
        guard !one.isShared, let field = one.fields.first else { return }
        let kind = one.use == "reads" || one.use == "reduces" ? one.use : "writes"
        let same = uses.firstIndex { $0.region == one.region && $0.kind == kind && $0.field == field }
        let known = same.map { uses.remove(at: $0) }
        uses.insert(
            Self(
                region: one.region, field: field, kind: kind, largest: (known?.largest ?? 0) + one.largestByteCount,
                all: (known?.all ?? 0) + one.byteCount, whole: max(known?.whole ?? 0, one.regionByteCount)),
            at: same ?? uses.count)
    }
}
