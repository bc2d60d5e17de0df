/// A launch of one task, or of one for each point from 0.
public struct Launch: Sendable {
    /// The number of points; nil for a single task.
    public var points: Int?
    /// True when the runner writes it with `forEach`; always so where a projection is not the identity.
    public var usesForEach = false
    /// The data.
    public var arguments: [Argument]
    /// The values.
    public var values: [Value] = []
    /// What the task launches itself; nil for a task that computes.
    public var children: [Operation]?
    /// True when a task with children has no instance: it only passes on what it was given.
    public var isInner = false
    /// True when a task with children makes its result of theirs.
    public var awaitsChildren = false
    /// What it does about other tasks.
    public var company = Company()

    /// A launch.
    public init(points: Int? = nil, _ arguments: [Argument], values: [Value] = [], children: [Operation]? = nil) {
        self.points = points
        self.arguments = arguments
        self.values = values
        self.children = children
    }

    /// How the tasks of a launch keep together with others; none of it changes what they compute.
    public struct Company: Hashable, Sendable {
        /// True when its points run at the same time, and meet.
        public var isGang = false
        /// The number of a barrier at which it arrives when it is over.
        public var arrivesAt: Int?
        /// The number of a barrier that it waits for.
        public var awaits: Int?
        /// The number of a reservation that its tasks hold.
        public var holds: Int?
        /// True when they share it.
        public var sharesHold = false
    }
}

/// Where a value argument comes from.
public enum Value: Sendable {
    /// The program.
    case constant(Double)
    /// The program, a value for each point, made of these bits.
    case perPoint(UInt64)
    /// The result of a step, in this task or one around it.
    case result(Int)
    /// One point's result.
    case element(Int, Int)
    /// Each point the result of the point that the rule names.
    case map(Int, ProjectionRule)

    /// The step it comes from.
    var source: Int? {
        switch self {
        case .constant, .perPoint: nil
        case .result(let label), .element(let label, _), .map(let label, _): label
        }
    }

    /// What an argument map has at a point.
    static func element(_ bits: UInt64, _ point: Int) -> Double { Numbers.floating(mix(bits, UInt64(point))) }
}
