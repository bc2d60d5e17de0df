import CohortGeometry
import CohortMachineModel

/// Data that an instance lacks, and the instances that have them.
public struct SourcesToSelect: Sendable {
    /// The name of the task or operation that needs the data.
    public let name: String
    /// The number of its point within its launch.
    public let point: Int
    /// The region's name.
    public let region: String
    /// The field's name.
    public let field: String
    /// The points whose data are missing.
    public let domain: Domain
    /// Where they will be copied to.
    public let target: InstanceToMap
    /// Whoever has some of them, at least two, in the order in which they are used when nobody ranks them: the nearest first.
    public let sources: [Source]

    /// An instance that has some of the data.
    public struct Source: Sendable {
        /// Which one.
        public let instance: InstanceToMap
        /// The missing points that it has.
        public let domain: Domain
        /// How fast its memory gives data to the target's; nil within one memory, and where data go by a third.
        public let affinity: MachineModel.Affinity?
    }
}
