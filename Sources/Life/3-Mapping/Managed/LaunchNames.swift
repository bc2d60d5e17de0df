/// Names what a task launches by its place in the program, so that it has the same name in every run.
struct LaunchNames {
    /// The name of the point that the task itself is.
    private let prefix: String
    private var taskCount = 0
    /// Operations of the runtime's since the last task. They are counted by themselves: not all follow from the program alone.
    private var operationCount = 0

    /// The names of what the top-level task launches.
    init() { prefix = "" }

    /// The names of what a point launches.
    init(of launch: String, _ point: Int) { prefix = "\(launch)[\(point)]/" }

    mutating func next(isTask: Bool) -> String {
        guard isTask else {
            operationCount += 1
            return "\(prefix)\(taskCount)+\(operationCount)"
        }
        taskCount += 1
        operationCount = 0
        return "\(prefix)\(taskCount)"
    }
}
