import CohortDiagnostics

extension MachineDraft {
    private typealias Affinity = MachineModel.Affinity
    private typealias Memory = MachineModel.Memory
    private typealias Processor = MachineModel.Processor

    /// Fills the tables from the places of the parts.
    mutating func deriveAffinities() {
        ofProcessors = AffinityTable(rowCount: processors.count, columnCount: memories.count)
        ofMemories = AffinityTable(rowCount: memories.count, columnCount: memories.count)
        for (row, processor) in processors.enumerated() {
            for (column, memory) in memories.enumerated() { ofProcessors[row, column] = reach(processor, memory) }
        }
        for (row, source) in memories.enumerated() {
            for (column, target) in memories.enumerated() where row != column { ofMemories[row, column] = link(source, target) }
        }
    }

    /// Main memory is for all but GPUs, which have their own framebuffer and zero-copy memory; disks are for nobody.
    private func reach(_ processor: Processor, _ memory: Memory) -> Affinity? {
        guard processor.kind == .gpu else { return memory.kind.isMain ? mainMemory(processor.node, memory.node) : nil }
        switch memory.kind {
        case .framebuffer: return memory.number == processor.number ? framebuffer : nil
        case .zeroCopy: return device
        default: return nil
        }
    }

    /// Main memory is linked with everything, and framebuffers with each other.
    private func link(_ source: Memory, _ target: Memory) -> Affinity? {
        switch (source.kind.isMain, target.kind.isMain) {
        case (true, true):
            // A copy reads and writes: half of what one of these takes.
            let main = mainMemory(source.node, target.node)
            return Affinity(bandwidth: main.bandwidth.divided(by: 2), latency: main.latency)
        case (false, false): return source.kind == .framebuffer && target.kind == .framebuffer ? device : nil
        case (true, false): return target.kind == .framebuffer ? device : disk
        case (false, true): return source.kind == .framebuffer ? device : disk
        }
    }

    /// From one node to another: as much slower as they are far apart. What belongs to no node is taken to be spread over all.
    private func mainMemory(_ from: MachineModel.Node?, _ to: MachineModel.Node?) -> Affinity {
        let all = blueprint.distances.indices
        let rows = from.map { [$0.rawValue] } ?? Array(all), columns = to.map { [$0.rawValue] } ?? Array(all)
        let sum = rows.reduce(0) { sum, row in columns.reduce(sum) { $0 + blueprint.distances[row][$1] } }
        let mean = Double(sum) / Double(rows.count * columns.count) / 10
        let settings = blueprint.settings
        let bandwidth = settings.bandwidth ?? .init(bytesPerSecond: 1)
        return Affinity(bandwidth: bandwidth.divided(by: mean), latency: (settings.latency ?? .zero).scaled(by: mean))
    }

    private var framebuffer: Affinity? {
        affinity(blueprint.settings.framebufferBandwidth, blueprint.settings.framebufferLatency)
    }
    private var device: Affinity? { affinity(blueprint.settings.linkBandwidth, blueprint.settings.linkLatency) }
    private var disk: Affinity? { affinity(blueprint.settings.diskBandwidth, blueprint.settings.diskLatency) }

    private func affinity(_ bandwidth: Bandwidth?, _ latency: Duration?) -> Affinity? {
        guard let bandwidth, let latency else { return nil }
        return Affinity(bandwidth: bandwidth, latency: latency)
    }
}

extension MachineDraft {
    /// Sets affinities as a statement says.
    mutating func changeAffinities(_ detail: Detail) throws(CohortError) {
        switch detail.statement {
        case .reach(let from, let to, let affinity):
            let rows = try places(of: from, in: processors, detail.origin),
                columns = try places(of: to, in: memories, detail.origin)
            for row in rows { for column in columns { ofProcessors[row, column] = affinity } }
        case .link(let from, let to, let affinity):
            let rows = try places(of: from, in: memories, detail.origin),
                columns = try places(of: to, in: memories, detail.origin)
            for row in rows {
                for column in columns where row != column {
                    ofMemories[row, column] = affinity
                    ofMemories[column, row] = affinity
                }
            }
        case .noAffinities:
            ofProcessors = AffinityTable(rowCount: processors.count, columnCount: memories.count)
            ofMemories = AffinityTable(rowCount: memories.count, columnCount: memories.count)
        case .place, .capacity: break
        }
    }

    /// Sees to it that every processor reaches a memory, and that data come from every memory to the system's, if need be by others.
    func check(_ origin: SettingOrigin) throws(CohortError) {
        if let lost = processors.first(where: { !hasMemory($0) }) {
            throw .impossibleMachine(
                "\(lost.name) reaches no memory", rule: "every processor has an affinity to a memory, or no task could run on it",
                fix:
                    "add a statement such as `affinity \(lost.name) to \(lost.kind == .gpu ? "zero-copy" : "system") 10GB/s 100ns`",
                origin)
        }
        let connected = memoriesConnectedWithSystem()
        if let lost = memories.first(where: { !connected.contains($0.id.rawValue) }) {
            throw .impossibleMachine(
                "no data come from \(lost.name) to system",
                rule: "the system's memory is reached from every other, if need be by a third",
                fix: "add a statement such as `affinity \(lost.name) to system 10GB/s 1us`", origin)
        }
    }

    private func hasMemory(_ processor: Processor) -> Bool {
        memories.indices.contains { ofProcessors[processor.id.rawValue, $0] != nil }
    }

    private func memoriesConnectedWithSystem() -> Set<Int> {
        var found: Set<Int> = [0], next = [0]
        while let memory = next.popLast() {
            for other in memories.indices where ofMemories[other, memory] != nil && found.insert(other).inserted {
                next.append(other)
            }
        }
        return found
    }
}
