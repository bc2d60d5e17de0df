import CohortData
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
    /// Who decided what, for those who read decisions: `"processor": "heat.rules:2"`. What has no reason is the mapper's own.
    public var reasons: [String: String] = [:]
    /// What `report` tells of each point when it is over, whether it ran or not.
    public var reports: ProfilingRequests = []

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
    /// Who decided what, for those who read decisions: `"processor": "heat.rules:2"`. What has no reason is the mapper's own.
    public var reasons: [String: String] = [:]

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
    /// Which of the task's bodies runs; nil for the best one on the processor.
    public var variant: VariantToMap.ID?
    /// One answer for each requirement.
    public var requirements: [RequirementMapping]
    /// Replaces the priority of the options, if it is said.
    public var priority: Int?
    /// Who decided what, for those who read decisions: `"processor": "heat.rules:2"`. What has no reason is the mapper's own.
    public var reasons: [String: String] = [:]
    /// What `report` tells of this point when it is over, beside what the options asked for.
    public var reports: ProfilingRequests = []
    /// True for a task that is not mapped now: it is ready again when anything has changed.
    let isPutBack: Bool

    /// A mapping with these answers.
    public init(
        _ requirements: [RequirementMapping], on processor: MachineModel.Processor.ID? = nil, variant: VariantToMap.ID? = nil,
        priority: Int? = nil
    ) {
        self.processor = processor
        self.variant = variant
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
    /// What instances that are found or made for this are to be like; as usual when empty.
    public var layout: [LayoutTrait]
    /// Whether an instance that is there already may be used for data that are overwritten. Others always may.
    public var reuses: Bool
    /// Who decided what, for those who read decisions: `"processor": "heat.rules:2"`. What has no reason is the mapper's own.
    public var reasons: [String: String] = [:]
    /// When the instance leaves a memory that is full; as it was before when nil.
    public var leaves: Leaving?

    /// When an instance leaves a memory that is full. Within each of these those go first that were not used for the longest time.
    public enum Leaving: Sendable {
        /// Before all others: its data are not wanted again soon.
        case first
        /// When its turn comes; so it is with all that nobody spoke of.
        case inTurn
        /// After all others.
        case last
        /// Not at all, until its region goes. Tasks that find no room then fail.
        case never

        var turn: Int {
            switch self {
            case .first: -1
            case .inTurn: 0
            case .last: 1
            case .never: PhysicalInstance.never
            }
        }
    }

    /// How much of a region an instance has room for.
    public enum Extent: String, Sendable, CaseIterable {
        /// The bounding rectangle of the requirement's points.
        case piece
        /// That of all points and fields which those requirements of the task use that are of the same region and have this answer for the same
        /// memory: so that a piece and its halo, say, lie in one instance. It is one if the layouts that are asked for allow it.
        case task
        /// That of the whole region, so that others find room in it, too.
        case region
    }

    /// An answer; by default an instance of the whole region, shared with whoever finds it.
    public init(
        in memory: MachineModel.Memory.ID, extent: Extent = .region, layout: [LayoutTrait] = [], reuses: Bool = true,
        leaves: Leaving? = nil, instances: [InstanceToMap.ID] = []
    ) {
        self.memory = memory
        self.extent = extent
        self.layout = layout
        self.reuses = reuses
        self.leaves = leaves
        self.instances = instances
    }

    /// As above.
    public init(
        in memory: MachineModel.Memory, extent: Extent = .region, layout: [LayoutTrait] = [], reuses: Bool = true,
        leaves: Leaving? = nil
    ) {
        self.init(in: memory.id, extent: extent, layout: layout, reuses: reuses, leaves: leaves)
    }
}
