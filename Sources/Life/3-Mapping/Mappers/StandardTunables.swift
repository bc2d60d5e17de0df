import CohortMachineModel

// The tunables that are known without a mapper.

extension TunableName {
    /// How many NUMA nodes there are.
    public static let nodes = Self("nodes")
    /// CPU workers.
    public static let cpuWorkers = Self("cpu-workers")
    /// GPUs.
    public static let gpus = Self("gpus")
    /// OpenMP groups.
    public static let openMPGroups = Self("openmp-groups")
    /// Threads that wait for files and networks.
    public static let ioThreads = Self("io-threads")
    /// CPU workers of a node; the average, rounded down.
    public static let cpuWorkersPerNode = Self("cpu-workers-per-node")
    /// GPUs of a node; the average, rounded down.
    public static let gpusPerNode = Self("gpus-per-node")
    /// OpenMP groups of a node; the average, rounded down.
    public static let openMPGroupsPerNode = Self("openmp-groups-per-node")
    /// Bytes of main memory.
    public static let memoryByteCount = Self("memory-byte-count")
    /// Bytes of main memory of a node; the average, rounded down.
    public static let memoryByteCountPerNode = Self("memory-byte-count-per-node")
    /// Bytes of the memory of a GPU; 0 without any.
    public static let framebufferByteCount = Self("framebuffer-byte-count")
}

extension MachineModel {
    /// The value of a standard tunable; nil for another name.
    public func standardValue(of name: TunableName) -> Int? {
        switch name {
        case .nodes: nodeCount
        case .cpuWorkers: count(.cpu)
        case .gpus: count(.gpu)
        case .openMPGroups: count(.openMP)
        case .ioThreads: count(.io)
        case .cpuWorkersPerNode: count(.cpu) / nodeCount
        case .gpusPerNode: count(.gpu) / nodeCount
        case .openMPGroupsPerNode: count(.openMP) / nodeCount
        case .memoryByteCount: systemMemory.capacity.bytes
        case .memoryByteCountPerNode: systemMemory.capacity.bytes / nodeCount
        case .framebufferByteCount: memory(.framebuffer)?.capacity.bytes ?? 0
        default: nil
        }
    }

    private func count(_ kind: Processor.Kind) -> Int { processors.only(kind).count }
}
