import CohortMachineModel

// Tasks that are ready and not mapped yet.

/// What becomes of a task that is ready.
public enum TaskSelection: Sendable, Hashable {
    /// It is mapped now.
    case map
    /// It goes to another processor, whose ready tasks are asked about in turn.
    case send(to: MachineModel.Processor.ID)
    /// It stays where it is, and is asked about again when anything has changed.
    case leave
}

/// A processor without work asks another for some.
public struct StealRequest: Sendable {
    /// The processor that has nothing to do.
    public let thief: MachineModel.Processor
    /// The one whose tasks they are.
    public let victim: MachineModel.Processor
    /// The victim's ready tasks that may be stolen, the most urgent first.
    public let tasks: [TaskToMap]
}

/// A task that launches others and is about to begin.
public struct ContextToMap: Sendable {
    /// The task's name.
    public let name: String
    /// How many tasks are around it: 0 for a program's own code.
    public let depth: Int
}

/// How a task launches others.
public struct ContextConfiguration: Sendable {
    /// Operations in flight before the task helps with the work, 16 or more, rounded up to a power of two; nil for
    /// `RuntimeOptions.window`.
    public var window: Int?

    /// By default what the runtime's options say.
    public init(window: Int? = nil) { self.window = window }
}
