/// What this computer offers a program: processors, caches, memory, and how much of them we may use.
///
/// A plain value, read once from the files by which Linux describes itself; it is a snapshot and never changes. Whatever the
/// files do not say is filled with the most modest guess (one core a processor, one package, one memory node, no caches), so
/// reading always succeeds, and a machine has at least one processor and one node.
public struct Machine: Sendable, Equatable {
    /// The name of the processor model, such as `AMD EPYC 9654`; nothing when the system does not tell.
    public let modelName: String?
    /// The logical processors that are online, in ascending order of their numbers; at least one.
    public let processors: [Processor]
    /// The memory nodes in ascending order; at least one. A node without processors (attached memory) is possible.
    public let nodes: [Node]
    /// Every cache once, ordered by level, then kind, then its first processor; empty when unknown.
    public let caches: [Cache]
    /// Main memory in bytes; 0 when unknown.
    public let totalMemoryByteCount: Int
    /// Memory that could be taken without swapping, in bytes, when the machine was read; 0 when unknown.
    public let availableMemoryByteCount: Int
    /// The online processors on which this process may run; at least one.
    public let affinity: ProcessorSet
    /// How many processors' worth of time the control groups grant this process, such as 1.5; nothing when unlimited.
    public let processorQuota: Double?
    /// How many bytes of memory the control groups grant this process; nothing when unlimited.
    public let memoryLimitByteCount: Int?

    /// This computer, as it was when a program first asked.
    ///
    /// The affinity is that of the process's first thread at that time, so workers that pin themselves later do not narrow it.
    public static let current = Machine(readingFrom: "/", affinity: .ofThisProcess())
}

extension Machine {
    /// How many workers keep the machine busy without getting in each other's way; at least 1.
    ///
    /// The processors this process may run on, or the quota rounded up, whichever is less: more threads than that would only
    /// take turns.
    public var defaultWorkerCount: Int {
        let granted = processorQuota.map { Int($0.rounded(.up)) } ?? .max
        return max(1, min(affinity.count, granted))
    }

    /// How much memory a process may fill: all there is, or what the control groups leave of it; 0 when unknown.
    public var usableMemoryByteCount: Int {
        guard totalMemoryByteCount > 0 else { return memoryLimitByteCount ?? 0 }
        return min(totalMemoryByteCount, memoryLimitByteCount ?? .max)
    }

    /// How many physical cores the online processors belong to.
    public var coreCount: Int { Set(processors.map(\.core)).count }

    /// How many sockets the online processors belong to.
    public var packageCount: Int { Set(processors.map(\.package)).count }

    /// The processor of that number; nothing when it is not online.
    ///
    /// - Complexity: O(processors).
    public func processor(_ id: Processor.ID) -> Processor? { processors.first { $0.id == id } }
}
