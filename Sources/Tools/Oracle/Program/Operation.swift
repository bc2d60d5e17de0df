/// One step of a program.
public struct Operation: Sendable {
    /// Its name within the program, by which later ones refer to its result.
    public var label: Int
    /// What it does.
    public var action: Action
    /// If given, a condition for a launch, a fill or a copy.
    public var condition: Condition?

    /// A step.
    public init(_ label: Int, _ action: Action, if condition: Condition? = nil) {
        self.label = label
        self.action = action
        self.condition = condition
    }

    /// What a step does.
    public enum Action: Sendable {
        /// Sets fields of a region, a piece or all pieces.
        case fill(Fill)
        /// Moves elements.
        case copy(Copy)
        /// Starts one task or one for each point.
        case launch(Launch)
        /// Starts tasks that run at the same time.
        case epoch([Operation])
        /// Uses one field of a region or a piece in the launching task's own body.
        case inline(Argument)
        /// Separates all before from all after.
        case fence
        /// Folds the results of an index launch into one.
        case reduceMap(Int, Fold)
        /// Waits for a result, which must change nothing.
        case wait(Int)
        /// Ends a region of the main task.
        case destroy(Int)
        /// Lets go of the last handles of a region of the main task.
        case drop(Int)
    }

    /// The launch that this is or stands for: it has the same arguments and points.
    var launch: Launch? {
        get {
            switch action {
            case .launch(let launch): launch
            case .fill(let fill): fill.launch
            case .copy(let copy): copy.launch
            case .inline(let argument): Launch([argument])
            case .epoch, .fence, .reduceMap, .wait, .destroy, .drop: nil
            }
        }
        set {
            guard let launch = newValue else { return }
            switch action {
            case .launch: action = .launch(launch)
            case .fill(var fill):
                fill.launch = launch
                action = .fill(fill)
            case .copy(var copy):
                copy.launch = launch
                action = .copy(copy)
            case .inline: action = .inline(launch.arguments[0])
            case .epoch, .fence, .reduceMap, .wait, .destroy, .drop: break
            }
        }
    }

    /// The steps that run together in this one.
    var members: [Operation] { if case .epoch(let members) = action { members } else { [] } }

    /// The steps within: what a task launches, or what runs together.
    var inner: [Operation] {
        get {
            switch action {
            case .launch(let launch): launch.children ?? []
            case .epoch(let members): members
            default: []
            }
        }
        set {
            switch action {
            case .launch(var launch):
                guard launch.children != nil else { return }
                launch.children = newValue
                action = .launch(launch)
            case .epoch: action = .epoch(newValue)
            default: break
            }
        }
    }
}

/// Fields that get one value.
public struct Fill: Sendable {
    /// One argument: what is overwritten.
    public var launch: Launch
    /// The value.
    public var source: Source

    /// A fill.
    public init(_ launch: Launch, _ source: Source) {
        self.launch = launch
        self.source = source
    }

    /// A fill of a region or a piece.
    public init(_ target: Target, _ fields: [Int], _ source: Source) {
        self.init(Launch([Argument(target, fields, .discard)]), source)
    }

    /// What a fill writes.
    public enum Source: Sendable {
        /// These bits.
        case bits(UInt64)
        /// The result of a step.
        case result(Int)
    }
}
