/// The rarely used questions that a mapper wants to be asked. What it does not name costs nothing.
public struct MapperInterests: OptionSet, Sendable {
    /// One bit for each question.
    public let rawValue: UInt8
    /// The questions of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Which ready tasks are mapped, and which are sent elsewhere or left; without it, tasks are mapped as soon as they are ready.
    public static let readyTasks = Self(rawValue: 1 << 0)
    /// Whom a processor with nothing to do asks for tasks, and which tasks go.
    public static let stealing = Self(rawValue: 1 << 1)
    /// From which instances data are copied; without it, from the nearest.
    public static let sources = Self(rawValue: 1 << 2)
    /// Which further instances get the results of a task that is over.
    public static let postmapping = Self(rawValue: 1 << 3)
    /// Which instances have gone.
    public static let collections = Self(rawValue: 1 << 4)
}
