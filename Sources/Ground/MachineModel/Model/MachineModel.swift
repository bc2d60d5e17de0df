import CohortMachine

/// The machine as mappers see it: processors and memories of several kinds, and how fast data move between them.
///
/// A plain value that never changes and costs a reference to copy. It follows from what a program, its command line, the
/// environment and a file say, and for the rest from the computer itself; see `MachineSettings`. What it says of nodes or
/// devices that the computer does not have is played by threads and by main memory, so that mappings can be tried anywhere.
///
/// Source: Realm's machine model (`realm/machine.h`), whose figures are without units and whose memories are small unless told otherwise.
public struct MachineModel: Sendable {
    private let parts: Parts

    /// What all copies share.
    private final class Parts: Sendable {
        let processors: [Processor]
        let memories: [Memory]
        let nodeCount: Int
        let ofProcessors: AffinityTable
        let ofMemories: AffinityTable

        init(
            _ processors: [Processor], _ memories: [Memory], _ nodeCount: Int, _ ofProcessors: AffinityTable,
            _ ofMemories: AffinityTable
        ) {
            (self.processors, self.memories, self.nodeCount) = (processors, memories, nodeCount)
            (self.ofProcessors, self.ofMemories) = (ofProcessors, ofMemories)
        }
    }

    init(
        processors: [Processor], memories: [Memory], nodeCount: Int, ofProcessors: AffinityTable, ofMemories: AffinityTable
    ) {
        parts = Parts(processors, memories, nodeCount, ofProcessors, ofMemories)
    }

    /// All processors, by kind and then by number; at least one CPU worker.
    public var processors: MachineQuery<Processor> { MachineQuery(machine: self, parts: parts.processors) }
    /// All memories, by kind and then by number; the first is the system's.
    public var memories: MachineQuery<Memory> { MachineQuery(machine: self, parts: parts.memories) }
    /// How many NUMA nodes there are; at least 1.
    public var nodeCount: Int { parts.nodeCount }
    /// The main memory as a whole.
    public var systemMemory: Memory { parts.memories[0] }
}

extension MachineModel {
    /// The processor of that place; nothing when there is none.
    public func processor(_ id: Processor.ID) -> Processor? {
        parts.processors.indices.contains(id.rawValue) ? parts.processors[id.rawValue] : nil
    }

    /// The memory of that place; nothing when there is none.
    public func memory(_ id: Memory.ID) -> Memory? {
        parts.memories.indices.contains(id.rawValue) ? parts.memories[id.rawValue] : nil
    }

    /// The processor of that kind and number, such as `.gpu, 1`; nothing when there is none.
    ///
    /// - Complexity: O(processors).
    public func processor(_ kind: Processor.Kind, _ number: Int) -> Processor? {
        parts.processors.first { $0.kind == kind && $0.number == number }
    }

    /// The memory of that kind and number, such as `.framebuffer, 1`; nothing when there is none.
    ///
    /// - Complexity: O(memories).
    public func memory(_ kind: Memory.Kind, _ number: Int = 0) -> Memory? {
        parts.memories.first { $0.kind == kind && $0.number == number }
    }

    /// How fast the processor reaches the memory; nothing when it cannot.
    public func affinity(of processor: Processor, to memory: Memory) -> Affinity? {
        parts.ofProcessors[processor.id.rawValue, memory.id.rawValue]
    }

    /// How fast data are copied from one memory to the other; nothing when they have to go by a third, and from a memory to itself.
    public func affinity(from source: Memory, to target: Memory) -> Affinity? {
        parts.ofMemories[source.id.rawValue, target.id.rawValue]
    }
}

extension MachineModel: Equatable {
    public static func == (left: Self, right: Self) -> Bool {
        left.parts === right.parts
            || left.parts.processors == right.parts.processors && left.parts.memories == right.parts.memories
                && left.nodeCount == right.nodeCount && left.parts.ofProcessors == right.parts.ofProcessors
                && left.parts.ofMemories == right.parts.ofMemories
    }
}
