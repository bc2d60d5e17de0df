/// How long the bodies of tasks take on a CPU worker, for a modelled clock; what it does not know takes no longer than its data need.
public struct TaskTimes: Sendable {
    private var times: [Key: [Int]] = [:]
    /// By name alone, for launches with another number of points than those that were measured.
    private var others: [String: Int] = [:]

    private struct Key: Hashable {
        var name: String
        var pointCount: Int
    }

    /// Times by the names of tasks; a time below 0 counts as 0.
    public init(_ times: [String: Duration] = [:]) { others = times.mapValues { max(0, $0.nanoseconds) } }

    /// What was measured.
    public init(_ profile: TaskProfile) {
        for task in profile.tasks {
            let key = Key(name: task.name, pointCount: task.pointCount)
            times[key] = task.nanosecondsOfPoints.isEmpty ? [task.nanoseconds] : task.nanosecondsOfPoints
            others[task.name] = max(others[task.name] ?? 0, task.nanoseconds)
        }
    }

    /// The time of a point, in nanoseconds.
    func nanoseconds(of name: String, point: Int, of pointCount: Int) -> Int? {
        guard let known = times[Key(name: name, pointCount: pointCount)] else { return others[name] }
        return known.count == 1 ? known[0] : known[point]
    }
}
