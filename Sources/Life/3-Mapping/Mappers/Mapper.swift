import CohortGeometry

/// Decides where the data of operations go; everything else that it may decide has a default.
///
/// A mapper sees values and answers with values: it holds no part of the runtime, and cannot break it. Each answer is
/// checked before it is used, and an answer that breaks a rule fails the task with `mapping.…`, naming the mapper, its
/// answer and the rule. Results never depend on what a mapper answers.
///
/// - SeeAlso: Legion's `Mapper`.
public protocol Mapper: Sendable {
    /// What messages call it.
    var name: String { get }
    /// Where the data go of a task, or of an operation of the runtime's, that is ready to run.
    func mapTask(_ task: TaskToMap) -> TaskMapping
}

/// An operation that is ready to run, as a mapper sees it.
public struct TaskToMap: Sendable {
    /// The task's name; for operations of the runtime's what it does, such as "fill".
    public let name: String
    /// True for the program's tasks, false for the runtime's own operations.
    public let isTask: Bool
    /// The number of the point within its index launch; 0 for a single task.
    public let point: Int
    /// How many points its launch has.
    public let pointCount: Int
    /// The data it uses, in the order of its parameters.
    public let requirements: [RequirementToMap]
    /// The memories of the machine, by number.
    public let memories: [MemoryToMap]
}

/// One memory, as a mapper sees it.
public struct MemoryToMap: Sendable {
    /// Its place in the list of memories.
    public let number: Int
    /// Such as "system 0".
    public let name: String
    /// Bytes it can hold; `Int.max` when nothing bounds it.
    public let capacity: Int
    /// Bytes it held when the mapper was asked.
    public let used: Int
}

/// Some fields of one piece of a region with one privilege.
public struct RequirementToMap: Sendable {
    /// The region's name.
    public let region: String
    /// The names of the fields.
    public let fields: [String]
    /// The points.
    public let domain: Domain
    /// What the operation does with them: "reads", "overwrites", …
    public let use: String
}

/// Where an operation's data go.
public struct TaskMapping: Sendable {
    /// One answer for each requirement.
    public var requirements: [RequirementMapping]
    /// A mapping with these answers.
    public init(_ requirements: [RequirementMapping]) { self.requirements = requirements }
}

/// Where the data of one requirement go.
public struct RequirementMapping: Sendable {
    /// The number of the memory.
    public var memory: Int
    /// How much of the region an instance has room for that is made for this.
    public var extent: Extent
    /// Elements between the end of one row of such an instance and the beginning of the next.
    public var padding: Int
    /// Whether an instance that is there already may be used.
    public var reuses: Bool

    /// How much of a region an instance has room for.
    public enum Extent: Sendable {
        /// The bounding rectangle of the requirement's points.
        case piece
        /// That of the whole region, so that others find room in it, too.
        case region
    }

    /// An answer; by default an instance of the whole region in `memory`, shared with others.
    public init(memory: Int, extent: Extent = .region, padding: Int = 0, reuses: Bool = true) {
        self.memory = memory
        self.extent = extent
        self.padding = padding
        self.reuses = reuses
    }
}
