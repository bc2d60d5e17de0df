import CohortGeometry
import CohortMachineModel

/// What a mapper asked to be told of one point of a launch.
public struct ProfilingReport: Sendable {
    /// How it ended.
    public enum Outcome: Sendable {
        /// It ran.
        case completed
        /// It failed, or could not be mapped.
        case failed
        /// Its predicate was false.
        case notWanted
        /// Something that it depends on failed.
        case notReached
    }

    /// The name of the task or operation.
    public let name: String
    /// What an operation of the runtime's does; nil for a task.
    public let operation: OperationToMap.Kind?
    /// The number of the point within its launch.
    public let point: Int
    /// What was asked for; the rest is nil or empty.
    public let requests: ProfilingRequests
    /// How it ended.
    public let outcome: Outcome
    /// When each part of its life began.
    public let times: Times?
    /// The processor that it ran on; nil for any worker.
    public let processor: MachineModel.Processor?
    /// What was copied for it: what had to make room, what its instances lacked, and its results.
    public let copies: [Copy]
    /// The instances that it used.
    public let instances: [Instance]

    /// Moments, as durations since the runtime started; nil for what did not happen.
    public struct Times: Sendable {
        /// When a worker first took it up, all that it depends on being over.
        public internal(set) var ready: Duration
        /// When it had its instances.
        public internal(set) var mapped: Duration?
        /// When it had its data and its processor.
        public internal(set) var started: Duration?
        /// When its body was over, with everything that it launched.
        public internal(set) var ended: Duration?
    }

    /// A copy between two instances.
    public struct Copy: Sendable {
        /// The region's name.
        public let region: String
        /// The field's name.
        public let field: String
        /// The points.
        public let domain: Domain
        /// How much that is.
        public let byteCount: ByteCount
        /// Where from.
        public let source: MachineModel.Memory
        /// Where to.
        public let target: MachineModel.Memory
        /// From the beginning to the end.
        public let duration: Duration
    }

    /// An instance as it was used.
    public struct Instance: Sendable {
        /// Which one.
        public let id: InstanceToMap.ID
        /// The region's name.
        public let region: String
        /// Where it lies.
        public let memory: MachineModel.Memory
        /// How large it is.
        public let byteCount: ByteCount
    }
}
