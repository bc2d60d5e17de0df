extension Machine {
    /// A logical processor: what the system schedules threads on. With hyperthreads, several share a core.
    public struct Processor: Sendable, Equatable, Identifiable {
        /// The system's name for a logical processor.
        public typealias ID = HardwareNumber<Processor>

        /// The system's number.
        public let id: ID
        /// The physical core, named by the lowest processor on it when the machine was read.
        public let core: HardwareNumber<Core>
        /// The socket.
        public let package: HardwareNumber<Package>
        /// The memory node that is near.
        public let node: Node.ID
    }

    /// The kind of thing that a core's number names.
    public enum Core {}

    /// The kind of thing that a socket's number names.
    public enum Package {}
}
