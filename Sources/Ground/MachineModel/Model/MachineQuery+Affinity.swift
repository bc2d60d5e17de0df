extension MachineQuery where Part == MachineModel.Processor {
    /// Those that reach the memory.
    ///
    /// - Parameters:
    ///   - memory: a memory of the same machine.
    ///   - bandwidth: the least that is enough; any when omitted.
    ///   - latency: the longest that is short enough; any when omitted.
    public func withAffinity(
        to memory: MachineModel.Memory, minimumBandwidth bandwidth: Bandwidth? = nil, maximumLatency latency: Duration? = nil
    ) -> Self {
        let machine = machine
        return withAffinity(bandwidth, latency) { machine.affinity(of: $0, to: memory) }
    }

    /// Those of the query so far that reach the memory best; several when they are alike.
    ///
    /// - Complexity: O(all × filters) at once.
    public func withBestAffinity(to memory: MachineModel.Memory) -> Self {
        let machine = machine
        return best { machine.affinity(of: $0, to: memory) }
    }
}

extension MachineQuery where Part == MachineModel.Memory {
    /// Those that hold at least that much.
    public func withCapacity(_ capacity: ByteCount) -> Self { filtered { $0.capacity >= capacity } }

    /// Those that the processor reaches.
    ///
    /// - Parameters:
    ///   - processor: a processor of the same machine.
    ///   - bandwidth: the least that is enough; any when omitted.
    ///   - latency: the longest that is short enough; any when omitted.
    public func withAffinity(
        to processor: MachineModel.Processor, minimumBandwidth bandwidth: Bandwidth? = nil,
        maximumLatency latency: Duration? = nil
    ) -> Self {
        let machine = machine
        return withAffinity(bandwidth, latency) { machine.affinity(of: processor, to: $0) }
    }

    /// Those of the query so far that the processor reaches best; several when they are alike.
    ///
    /// - Complexity: O(all × filters) at once.
    public func withBestAffinity(to processor: MachineModel.Processor) -> Self {
        let machine = machine
        return best { machine.affinity(of: processor, to: $0) }
    }

    /// Those from which data are copied straight to the memory; never itself.
    ///
    /// - Parameters:
    ///   - memory: a memory of the same machine.
    ///   - bandwidth: the least that is enough; any when omitted.
    ///   - latency: the longest that is short enough; any when omitted.
    public func withAffinity(
        to memory: MachineModel.Memory, minimumBandwidth bandwidth: Bandwidth? = nil, maximumLatency latency: Duration? = nil
    ) -> Self {
        let machine = machine
        return withAffinity(bandwidth, latency) { machine.affinity(from: $0, to: memory) }
    }

    /// Those of the query so far from which data are copied to the memory best; several when they are alike.
    ///
    /// - Complexity: O(all × filters) at once.
    public func withBestAffinity(to memory: MachineModel.Memory) -> Self {
        let machine = machine
        return best { machine.affinity(from: $0, to: memory) }
    }
}
