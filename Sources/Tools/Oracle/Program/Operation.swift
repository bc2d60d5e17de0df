/// One step of a program.
public struct Operation: Sendable {
    /// Its name within the program, by which later ones refer to its result.
    public var label: Int
    /// What it does.
    public var action: Action
    /// If given, a condition for a launch or a fill.
    public var condition: Condition?

    /// A step.
    public init(_ label: Int, _ action: Action, if condition: Condition? = nil) {
        self.label = label
        self.action = action
        self.condition = condition
    }

    /// What a step does.
    public enum Action: Sendable {
        /// Sets one field of a region, a piece or all pieces.
        case fill(Target, field: Int, FillSource)
        /// Starts one task or one for each point.
        case launch(Launch)
        /// Folds the results of an index launch into one.
        case reduceMap(Int, Fold)
        /// Waits for a result, which must change nothing.
        case wait(Int)
    }
}

/// The result of an earlier step decides whether a step happens; otherwise its result is `Condition.otherwise`.
public struct Condition: Sendable {
    /// The step whose result decides.
    public var source: Int
    /// True when the condition is negated.
    public var isNegated: Bool
    /// The result of what did not run.
    public static let otherwise = 0.25

    /// A condition on a result.
    public init(_ source: Int, isNegated: Bool = false) {
        self.source = source
        self.isNegated = isNegated
    }
}

/// What a fill writes.
public enum FillSource: Sendable {
    /// These bits.
    case bits(UInt64)
    /// The result of a step.
    case result(Int)
}

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
    /// True when a task with children makes its result of theirs.
    public var awaitsChildren = false

    /// A launch.
    public init(points: Int? = nil, _ arguments: [Argument], values: [Value] = [], children: [Operation]? = nil) {
        self.points = points
        self.arguments = arguments
        self.values = values
        self.children = children
    }
}

/// Where a value argument comes from.
public enum Value: Sendable {
    /// The program.
    case constant(Double)
    /// The result of a step, in this task or one around it.
    case result(Int)
    /// One point's result.
    case element(Int, Int)
    /// Each point its own result.
    case map(Int)

    /// The step it comes from.
    var source: Int? {
        switch self {
        case .constant: nil
        case .result(let label), .element(let label, _), .map(let label): label
        }
    }
}
