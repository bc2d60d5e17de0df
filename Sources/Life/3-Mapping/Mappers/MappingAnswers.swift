import CohortGeometry
import CohortMachineModel

// What mappers answer.

/// Where a launch goes.
public struct TaskOptions: Sendable {
    /// A processor for all points, unless the slices say otherwise; nil for any worker.
    public var processor: MachineModel.Processor.ID?
    /// Of tasks that wait for one processor, those with the higher priority go first.
    public var priority: Int
    /// Whether other processors may take the tasks while they wait for theirs.
    public var isStealable: Bool
    /// Whether the tasks run at once in the launching task, one after the other, on the instances that it holds; then they are not sliced, and
    /// `mapTask` is not asked. A launch whose tasks run together with others, or while the launching task uses data itself, goes as usual.
    public var runsInline: Bool

    /// By default any worker, at priority 0, neither to be stolen nor inline.
    public init(
        processor: MachineModel.Processor.ID? = nil, priority: Int = 0, isStealable: Bool = false, runsInline: Bool = false
    ) {
        self.processor = processor
        self.priority = priority
        self.isStealable = isStealable
        self.runsInline = runsInline
    }
}

/// A part of an index launch, and where it goes.
public struct TaskSlice: Sendable {
    /// The points.
    public var domain: Domain
    /// Their processor; nil for any worker.
    public var processor: MachineModel.Processor.ID?

    /// A slice.
    public init(_ domain: Domain, on processor: MachineModel.Processor.ID?) {
        self.domain = domain
        self.processor = processor
    }
}

/// Where an operation runs, and where its data lie.
public struct TaskMapping: Sendable {
    /// The processor; nil for that of the slice.
    public var processor: MachineModel.Processor.ID?
    /// One answer for each requirement.
    public var requirements: [RequirementMapping]
    /// Replaces the priority of the options, if it is said.
    public var priority: Int?
    /// True for a task that is not mapped now: it is ready again when anything has changed.
    let isPutBack: Bool

    /// A mapping with these answers.
    public init(
        _ requirements: [RequirementMapping], on processor: MachineModel.Processor.ID? = nil, priority: Int? = nil
    ) {
        self.processor = processor
        self.requirements = requirements
        self.priority = priority
        isPutBack = false
    }

    /// The task is not mapped now. It is ready again, and asked about, when anything has changed: a task is over, a message or an event has come.
    public static let putBack = TaskMapping(isPutBack: true)

    private init(isPutBack: Bool) {
        requirements = []
        self.isPutBack = isPutBack
    }
}

/// Where the data of one requirement lie.
public struct RequirementMapping: Sendable {
    /// Instances to use, for each field the first that has it; what none of them has is found or made in `memory`.
    public var instances: [InstanceToMap.ID]
    /// The memory.
    public var memory: MachineModel.Memory.ID
    /// How much of the region an instance has room for that is made for this.
    public var extent: Extent
    /// Elements between the end of one row of such an instance and the beginning of the next.
    public var padding: Int
    /// Whether an instance that is there already may be used for data that are overwritten. Others always may.
    public var reuses: Bool

    /// How much of a region an instance has room for.
    public enum Extent: Sendable {
        /// The bounding rectangle of the requirement's points.
        case piece
        /// That of the whole region, so that others find room in it, too.
        case region
    }

    /// An answer; by default an instance of the whole region, shared with whoever finds it.
    public init(
        in memory: MachineModel.Memory.ID, extent: Extent = .region, padding: Int = 0, reuses: Bool = true,
        instances: [InstanceToMap.ID] = []
    ) {
        self.memory = memory
        self.extent = extent
        self.padding = padding
        self.reuses = reuses
        self.instances = instances
    }

    /// As above.
    public init(in memory: MachineModel.Memory, extent: Extent = .region, padding: Int = 0, reuses: Bool = true) {
        self.init(in: memory.id, extent: extent, padding: padding, reuses: reuses)
    }
}
