extension Machine {
    /// The machine that the files below a root folder describe: `sys/devices/system`, `proc` and `sys/fs/cgroup`.
    ///
    /// - Parameters:
    ///   - root: the folder; `/` for the computer itself, or a folder of the same shape, as tests and saved descriptions have.
    ///   - affinity: the processors this process may use; those that `proc/self/status` names when omitted. Processors that are
    ///     not online do not count, and where none would remain, all online ones may be used.
    /// - Complexity: O(processors) files are read, some 15 each.
    public init(readingFrom root: String, affinity: ProcessorSet? = nil) {
        let files = SystemFiles(root: root)
        let online = files.onlineProcessors(hint: affinity)
        let memory = files.text("proc/meminfo") ?? ""
        let total = memory.value(of: "MemTotal").flatMap(byteCount) ?? 0
        let nodes = files.nodes(online: online, totalMemoryByteCount: total)
        let allowed = affinity ?? files.value(of: "Cpus_allowed_list", in: "proc/self/status").flatMap { ProcessorSet(list: $0) }
        let usable = allowed.map(online.intersection) ?? online

        modelName = files.modelName()
        processors = files.processors(online: online, nodes: nodes)
        self.nodes = nodes
        caches = files.caches(online: online)
        totalMemoryByteCount = total
        availableMemoryByteCount = (memory.value(of: "MemAvailable") ?? memory.value(of: "MemFree")).flatMap(byteCount) ?? 0
        self.affinity = usable.isEmpty ? online : usable
        processorQuota = files.processorQuota()
        memoryLimitByteCount = files.memoryLimit()
    }
}

extension SystemFiles {
    private static let processorFolder = "sys/devices/system/cpu"
    private static let nodeFolder = "sys/devices/system/node"

    /// The first source that names a processor; processor 0 when none does.
    fileprivate func onlineProcessors(hint: ProcessorSet?) -> ProcessorSet {
        let sources: [() -> ProcessorSet?] = [
            { processors(Self.processorFolder + "/online") },
            { ProcessorSet(numbers(in: Self.processorFolder, prefix: "cpu").map(Machine.Processor.ID.init(rawValue:))) },
            { processorsInInfo() },
            { hint },
        ]
        return sources.lazy.compactMap { $0() }.first { !$0.isEmpty } ?? [0]
    }

    private func processorsInInfo() -> ProcessorSet {
        let lines = (text("proc/cpuinfo") ?? "").split(separator: "\n")
        return ProcessorSet(
            lines.compactMap { $0.value(of: "processor").flatMap { Int($0) } }.map(Machine.Processor.ID.init(rawValue:)))
    }

    fileprivate func modelName() -> String? {
        let info = text("proc/cpuinfo") ?? ""
        // x86 says `model name`; other architectures say one of the others, or nothing.
        let name = ["model name", "Model", "cpu model", "cpu", "Hardware"].lazy.compactMap { info.value(of: $0) }.first
        return name.flatMap { $0.isEmpty ? nil : String($0) }
    }

    fileprivate func processors(online: ProcessorSet, nodes: [Machine.Node]) -> [Machine.Processor] {
        online.map { id in
            let topology = "\(Self.processorFolder)/cpu\(id)/topology"
            // Older kernels call it `thread_siblings_list`. Numbers in `core_id` repeat between packages and dies: not used.
            let siblings =
                processors(topology + "/core_cpus_list") ?? processors(topology + "/thread_siblings_list") ?? [id]
            return Machine.Processor(
                id: id,
                core: .init(rawValue: (siblings.intersection(online).first ?? id).rawValue),
                package: .init(rawValue: max(0, number(topology + "/physical_package_id") ?? 0)),  // -1 says unknown
                node: nodes.first { $0.processors.contains(id) }?.id ?? nodes[0].id
            )
        }
    }

    /// The memory nodes; one that has everything when the system describes none.
    fileprivate func nodes(online: ProcessorSet, totalMemoryByteCount: Int) -> [Machine.Node] {
        let found = numbers(in: Self.nodeFolder, prefix: "node").map { number in
            let folder = "\(Self.nodeFolder)/node\(number)"
            return Machine.Node(
                id: .init(rawValue: number),
                processors: (processors(folder + "/cpulist") ?? []).intersection(online),
                totalMemoryByteCount: value(of: "Node \(number) MemTotal", in: folder + "/meminfo").flatMap(byteCount) ?? 0,
                distances: line(folder + "/distance")?.split(separator: " ").compactMap { Int($0) } ?? []
            )
        }
        let everything = Machine.Node(
            id: 0, processors: online, totalMemoryByteCount: totalMemoryByteCount, distances: [])
        return found.isEmpty ? [everything] : found
    }

    fileprivate func caches(online: ProcessorSet) -> [Machine.Cache] {
        var caches: Set<Machine.Cache> = []
        for id in online {
            let folder = "\(Self.processorFolder)/cpu\(id)/cache"
            for index in numbers(in: folder, prefix: "index") {
                if let cache = cache("\(folder)/index\(index)", of: id, online: online) { caches.insert(cache) }
            }
        }
        return caches.sorted { $0.rank < $1.rank }
    }

    private func cache(_ folder: String, of id: Machine.Processor.ID, online: ProcessorSet) -> Machine.Cache? {
        guard let level = number(folder + "/level") else { return nil }
        let kind = line(folder + "/type").flatMap { Machine.Cache.Kind(rawValue: $0.lowercased()) }
        let sharing = processors(folder + "/shared_cpu_list")?.intersection(online) ?? []
        return Machine.Cache(
            level: level,
            kind: kind ?? .unified,
            byteCount: line(folder + "/size").flatMap(byteCount) ?? 0,
            lineByteCount: number(folder + "/coherency_line_size") ?? 0,
            sharedBy: sharing.isEmpty ? [id] : sharing
        )
    }
}

extension Machine.Cache {
    /// The order in `Machine.caches`.
    fileprivate var rank: (Int, String, Int) { (level, kind.rawValue, sharedBy.first?.rawValue ?? 0) }
}
