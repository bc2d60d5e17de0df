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
        /// Asks for steps again and again.
        case again(Repeated)
        /// Uses one field of a region or a piece in the launching task's own body, which launches steps meanwhile.
        case inline(Argument, within: [Operation])
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
        /// Makes an array outside the data of a field.
        case attach(Attach)
        /// Gives an array back, with the data if `flush`.
        case detach(Int, flush: Bool)
        /// Lifts the restriction of data that belong to an array.
        case acquire(Argument)
        /// Restores it.
        case release(Argument)
        /// Makes a partition that follows data which it may not follow, and uses it.
        case divide(PartitionShape)
        /// Does something with a field that comes and goes.
        case column(ColumnStep)
    }

    /// The launch that this is or stands for: it has the same arguments and points.
    var launch: Launch? {
        get {
            switch action {
            case .launch(let launch): launch
            case .fill(let fill): fill.launch
            case .copy(let copy): copy.launch
            case .inline(let argument, _), .acquire(let argument), .release(let argument): Launch([argument])
            case .attach(let attach): Launch([attach.argument])
            case .epoch, .again, .fence, .reduceMap, .wait, .destroy, .drop, .detach, .divide, .column: nil
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
            case .inline(_, let within): action = .inline(launch.arguments[0], within: within)
            case .acquire: action = .acquire(launch.arguments[0])
            case .release: action = .release(launch.arguments[0])
            case .attach(var attach):
                attach.argument = launch.arguments[0]
                action = .attach(attach)
            case .epoch, .again, .fence, .reduceMap, .wait, .destroy, .drop, .detach, .divide, .column: break
            }
        }
    }

    /// The steps in this one that the same task launches: those that run together, or while data are mapped.
    var members: [Operation] {
        switch action {
        case .epoch(let members): members
        case .again(let part): part.steps
        case .inline(_, let within): within
        default: []
        }
    }

    /// The steps within: what a task launches, or what runs together.
    var inner: [Operation] {
        get {
            switch action {
            case .launch(let launch): launch.children ?? []
            case .epoch(let members): members
            case .again(let part): part.steps
            case .inline(_, let within): within
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
            case .again(var part):
                part.steps = newValue
                action = .again(part)
            case .inline(let argument, _): action = .inline(argument, within: newValue)
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

extension Launch {
    /// True when what its tasks launch takes no results but those of each other.
    var isSelfContained: Bool {
        let children = children ?? []
        return Set(children.flatMap(\.sources)).isSubset(of: children.flatMap(\.labels))
    }
}

extension Operation {
    /// Its label and those within.
    var labels: [Int] { [label] + inner.flatMap(\.labels) }

    /// The steps whose results it takes, or some step within does.
    fileprivate var sources: [Int] {
        var sources = (condition?.sources ?? []) + inner.flatMap(\.sources)
        switch action {
        case .launch(let launch): sources += launch.values.compactMap(\.source)
        case .fill(let fill): if case .result(let source) = fill.source { sources.append(source) }
        case .reduceMap(let source, _), .wait(let source): sources.append(source)
        default: break
        }
        return sources
    }
}
