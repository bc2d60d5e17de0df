import CohortMachine

/// What a machine model consists of: processors and memories.
public protocol MachinePart: Sendable, Hashable, Identifiable where ID: Sendable {
    /// The kinds of such parts.
    associatedtype Kind: Sendable, Hashable
    /// What it is.
    var kind: Kind { get }
    /// Which of its kind, from 0.
    var number: Int { get }
    /// The NUMA node that it belongs to; nothing when it is near to none in particular.
    var node: MachineModel.Node? { get }
}

extension MachineModel {
    /// The name of a NUMA node: they are counted from 0, in the order of the computer's own nodes.
    public typealias Node = HardwareNumber<Nodes>
    /// The kind of thing that a node's number names.
    public enum Nodes {}

    /// What runs tasks, one at a time.
    public struct Processor: MachinePart {
        /// The place of a processor in `MachineModel.processors`.
        public typealias ID = HardwareNumber<Processor>

        /// What a processor is for, in the order in which a model lists them.
        public enum Kind: String, Sendable, CaseIterable {
            /// A thread that runs ordinary tasks: a *CPU worker*.
            case cpu
            /// A thread for the runtime's own work and the mappers'.
            case utility
            /// A thread for tasks that wait for files and networks.
            case io
            /// A group of threads that run one task together.
            case openMP = "openmp"
            /// A device with a memory of its own.
            case gpu
            /// The thread of a Python interpreter.
            case python
        }

        /// Which of all processors.
        public let id: ID
        /// What it is for.
        public let kind: Kind
        /// Which of its kind, from 0.
        public let number: Int
        /// The NUMA node that it runs on, or that its device is attached to.
        public let node: Node?
        /// How many threads it has; 1 for all but OpenMP groups.
        public let threadCount: Int
        /// How many CPU workers it computes like: 1 for threads, their number for OpenMP groups, for GPUs as `gpu-speed` says. Modelled
        /// time uses it.
        public let speed: Int
        /// Whether no hardware stands behind it: bodies then run on the CPU's threads, and only the books say otherwise.
        public let isNull: Bool
    }
}

extension MachineModel.Processor: CustomStringConvertible {
    /// The kind and the number: `gpu 1`. The descriptions of machines use this name too.
    public var name: String { "\(kind.rawValue) \(number)" }
    /// The name.
    public var description: String { name }
}
