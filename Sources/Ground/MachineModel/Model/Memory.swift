import CohortMachine

extension MachineModel {
    /// A place that holds instances.
    public struct Memory: MachinePart {
        /// The place of a memory in `MachineModel.memories`.
        public typealias ID = HardwareNumber<Memory>

        /// What a memory is, in the order in which a model lists them.
        public enum Kind: String, Sendable, CaseIterable {
            /// The computer's main memory as a whole; there is always one.
            case system
            /// The main memory of one NUMA node; there are such where there are several nodes.
            case node
            /// Main memory that a network reads and writes by itself.
            case registered
            /// Main memory that devices reach.
            case zeroCopy = "zero-copy"
            /// The memory of a GPU of the same number.
            case framebuffer
            /// Where instances go that main memory has no room for.
            case disk
            /// Where attached files lie.
            case file

            /// Whether it is main memory: the system's, or a part of that.
            public var isMain: Bool { [.system, .node, .registered, .zeroCopy].contains(self) }
            /// Whether there is at most one, which then goes without a number.
            var isSingle: Bool { self != .node && self != .framebuffer }
        }

        /// Which of all memories.
        public let id: ID
        /// What it is.
        public let kind: Kind
        /// Which of its kind, from 0.
        public let number: Int
        /// The NUMA node that it is part of, or that its device is attached to; nothing for what belongs to the whole of several.
        public let node: Node?
        /// How much it holds.
        public let capacity: ByteCount
        /// The memory that this one is a part of: what it holds takes room there too. Nothing for memories of their own.
        public let enclosing: ID?
        /// Whether no hardware stands behind it: its data then lie in main memory, and only the books say otherwise.
        public let isNull: Bool
    }
}

extension MachineModel.Memory: CustomStringConvertible {
    /// The kind and the number: `framebuffer 1`. Where there can be only one it has no number: `system`.
    public var name: String { kind.isSingle ? kind.rawValue : "\(kind.rawValue) \(number)" }
    /// The name.
    public var description: String { name }
}
