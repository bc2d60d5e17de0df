import CohortMachineModel

/// An instance that is not there any more.
public struct CollectedInstance: Sendable {
    /// Why an instance went.
    public enum Reason: Sendable {
        /// Others needed its memory; what only it had is elsewhere now.
        case evicted
        /// Nothing in it was valid any more, or its region is gone.
        case dropped
    }

    /// Which one it was.
    public let id: InstanceToMap.ID
    /// Its region's name.
    public let region: String
    /// Where it lay.
    public let memory: MachineModel.Memory
    /// How large it was.
    public let byteCount: ByteCount
    /// Why it went.
    public let reason: Reason
}
