import CohortDiagnostics
import CohortMachine

/// All figures of a machine: what is said, checked, and completed from the computer.
struct Blueprint {
    /// What was said, and by whom.
    let said: SettingLayer
    /// The same with nothing left open, except what does not apply.
    let settings: MachineSettings
    /// How far the node of a row is from that of a column, where 10 means not at all.
    let distances: [[Int]]
    /// The node of each CPU worker.
    let nodeOfCPU: [Int]
    /// The memory of each node; 0 for a node without.
    let nodeCapacities: [Int]
    /// Whether the nodes are not the computer's.
    let isMadeUp: Bool

    var nodeCount: Int { distances.count }

    init(_ said: SettingLayer, _ computer: Machine) throws(CohortError) {
        self.said = said
        isMadeUp = said.settings.nodes != nil
        let nodes = isMadeUp ? [] : computer.nodes
        let count = said.settings.nodes ?? nodes.count
        distances =
            isMadeUp
            ? Self.distances(count, apart: said.settings.distance ?? 20) : computer.distances(apart: said.settings.distance)
        let settings = said.settings.completed(nodeCount: count, computer)
        self.settings = settings
        let cpus = settings.cpus ?? 1
        nodeOfCPU = isMadeUp ? (0 ..< cpus).map { $0 * count / cpus } : computer.nodesOfWorkers(cpus)
        let memory = settings.memory?.bytes ?? 0
        let measured = isMadeUp ? Array(repeating: 0, count: count) : nodes.map { min(memory, $0.totalMemoryByteCount) }
        let isUnknown = measured.allSatisfy { $0 == 0 }
        nodeCapacities = measured.map { settings.nodeMemory?.bytes ?? (isUnknown ? memory / count : $0) }
        try checkApplication()
        try checkCapacities()
    }

    private static func distances(_ count: Int, apart: Int) -> [[Int]] {
        (0 ..< count).map { row in (0 ..< count).map { $0 == row ? 10 : apart } }
    }

    /// Each setting that applies, with who said it.
    var entries: [MachineConfiguration.Entry] {
        Setting.all.compactMap { setting in
            guard let value = settings.text(of: setting) else { return nil }
            let origin = said.origins[setting.name] ?? (setting.isMeasured ? .machine : .standard)
            return .init(name: setting.name, value: value, origin: origin)
        }
    }
}

extension MachineSettings {
    /// The settings with defaults where nothing is said; what does not apply stays open.
    fileprivate func completed(nodeCount: Int, _ computer: Machine) -> MachineSettings {
        var all = self
        all.nodes = nodeCount
        all.cpus = cpus ?? (nodes == nil ? computer.defaultWorkerCount : max(nodeCount, computer.defaultWorkerCount))
        all.distance = nodes != nil && nodeCount > 1 ? distance ?? 20 : distance
        all.utility = utility ?? 0
        all.io = io ?? 0
        all.openMP = openMP ?? 0
        if openMP ?? 0 > 0 { all.openMPThreads = openMPThreads ?? max(1, (all.cpus ?? 1) / (openMP ?? 1)) }
        all.gpus = gpus ?? 0
        all.python = python ?? 0
        all.completeCapacities(computer)
        if let nodes, nodes > 1 { all.nodeMemory = nodeMemory ?? all.memory.map { .bytes($0.bytes / nodes) } }
        all.completeFigures()
        return all
    }

    private mutating func completeCapacities(_ computer: Machine) {
        let usable = computer.usableMemoryByteCount
        memory = memory ?? (usable > 0 ? ByteCount(bytes: usable) : .unlimited)
        registered = registered ?? .bytes(0)
        disk = disk ?? .bytes(0)
        file = file ?? .bytes(0)
        let hasDevices = gpus ?? 0 > 0
        zeroCopy = zeroCopy ?? (hasDevices ? memory : .bytes(0))
        if hasDevices { framebuffer = framebuffer ?? memory }
        if hasDevices { gpuSpeed = gpuSpeed ?? 20 }
    }

    /// Figures of today's servers, rounded; what matters is how they compare.
    private mutating func completeFigures() {
        bandwidth = bandwidth ?? .gigabytesPerSecond(20)
        latency = latency ?? .nanoseconds(90)
        linkBandwidth = linkBandwidth ?? .gigabytesPerSecond(25)
        linkLatency = linkLatency ?? .microseconds(1)
        framebufferBandwidth = framebufferBandwidth ?? .gigabytesPerSecond(2000)
        framebufferLatency = framebufferLatency ?? .nanoseconds(500)
        diskBandwidth = diskBandwidth ?? .gigabytesPerSecond(2)
        diskLatency = diskLatency ?? .microseconds(100)
    }
}
