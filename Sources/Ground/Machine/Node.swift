extension Machine {
    /// A part of main memory and the processors near to it (NUMA).
    public struct Node: Sendable, Equatable, Identifiable {
        /// The system's name for a memory node.
        public typealias ID = HardwareNumber<Node>

        /// The system's number.
        public let id: ID
        /// The online processors for which this memory is the nearest; may be empty.
        public let processors: ProcessorSet
        /// The size of this memory in bytes; 0 when unknown.
        public let totalMemoryByteCount: Int
        /// How far each node is from this one, in the order of `Machine.nodes`, where 10 means local; empty when unknown.
        public let distances: [Int]
    }
}
