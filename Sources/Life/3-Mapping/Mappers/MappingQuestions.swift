import CohortGeometry
import CohortMachineModel

// What mappers are told: snapshots, which stay as they are.

/// The machine, and how full its memories were when the mapper was asked.
public struct MappingContext: Sendable {
    /// Processors, memories and affinities.
    public let machine: MachineModel
    let used: [Int]
    /// Where messages and events go.
    let post: MapperPost

    /// Bytes that instances take in a memory.
    public func used(of memory: MachineModel.Memory) -> ByteCount { .bytes(used[memory.id.rawValue]) }
}

/// A launch of a task, at its place in program order.
public struct LaunchToMap: Sendable {
    /// The place in the program, the same in every run: `7` is the seventh task that the top-level task launches, `7[2]/1` the first
    /// that point 2 of it launches, and `7+1` the first operation of the runtime's after it.
    public let id: String
    /// The task's name; for operations of the runtime's what it does, such as "fill".
    public let name: String
    /// The points; the single point 0 for a single task.
    public let domain: Domain
    /// Whether it is an index launch.
    public let isIndexLaunch: Bool
    /// Whether the task launches others.
    public let isLaunching: Bool
    /// The task's own body first, then those that its attribute names.
    public let variants: [VariantToMap]
    let size: LaunchSize

    /// How much data its points use together; what several of them use counts several times.
    ///
    /// - Complexity: O(points × requirements) when it is asked for the first time.
    public var byteCount: ByteCount { .bytes(size.byteCount) }
}

/// One point of a launch that is ready to run.
public struct TaskToMap: Sendable {
    /// The launch that it is a point of.
    public let launch: LaunchToMap
    /// The task's name.
    public let name: String
    /// The number of the point within its launch, in row-major order; 0 for a single task.
    public let point: Int
    /// How many points its launch has.
    public let pointCount: Int
    /// Whether it launches others: then it keeps its instances until they are over, and no processor.
    public let isLaunching: Bool
    /// Where its slice went, or where it was sent since; nil for any worker.
    public internal(set) var processor: MachineModel.Processor?
    /// The task's own body first, then those that its attribute names.
    public let variants: [VariantToMap]
    /// How urgent it is.
    public let priority: Int
    /// Whether other processors may take it.
    public let isStealable: Bool
    /// How often it has been left, sent elsewhere or put back.
    public let refusals: Int
    /// Whether nothing runs, and nothing can come: if it is left or put back now, it fails.
    public let isLastCall: Bool
    /// The data it uses, in the order of its parameters; what it only names, passes on or folds later is not among them.
    public let requirements: [RequirementToMap]
}

/// Some fields of one piece of a region with one privilege.
public struct RequirementToMap: Sendable {
    /// The region's name.
    public let region: String
    /// The names of the fields.
    public let fields: [String]
    /// The points.
    public let domain: Domain
    /// How much memory the fields of these points take.
    public let byteCount: ByteCount
    /// What the operation may do with them.
    public let privilege: Privilege
    /// Whether others may use the data at the same time. Such data lie in one instance, in `machine.sharedMemory`.
    public let isShared: Bool
    /// A memory where all of the first field's data are valid, the last used one; nil when there is none.
    public let memoryOfData: MachineModel.Memory?
    /// All instances of the region, if the mapper wants to know.
    public let instances: [InstanceToMap]
}

/// An instance of a region.
public struct InstanceToMap: Sendable {
    /// The name of an instance, which no other one ever gets.
    public struct ID: Hashable, Sendable, CustomStringConvertible {
        let number: Int
        /// The number that messages show.
        public var description: String { "\(number)" }
    }

    /// Which one.
    public let id: ID
    /// Where it lies.
    public let memory: MachineModel.Memory
    /// The names of the fields that it has room for.
    public let fields: [String]
    /// The corners of the rectangle that it has room for.
    public let low: [Int], high: [Int]
    /// How it is laid out: the whole order of its axes and its fields, what is aligned, and what is free.
    public let layout: [LayoutTrait]
    /// Whether all data of the requirement are valid there.
    public let isComplete: Bool
}
