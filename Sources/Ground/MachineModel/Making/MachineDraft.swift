import CohortDiagnostics

/// A machine in the making.
struct MachineDraft {
    let blueprint: Blueprint
    var processors: [MachineModel.Processor] = []
    var memories: [MachineModel.Memory] = []
    var ofProcessors = AffinityTable(rowCount: 0, columnCount: 0)
    var ofMemories = AffinityTable(rowCount: 0, columnCount: 0)

    init(_ blueprint: Blueprint) {
        self.blueprint = blueprint
        addProcessors()
        addMemories()
    }

    private mutating func addProcessors() {
        let settings = blueprint.settings
        let threads = settings.openMPThreads ?? 1
        for (number, node) in blueprint.nodeOfCPU.enumerated() { add(.cpu, number, node) }
        addEvenly(.utility, settings.utility)
        addEvenly(.io, settings.io)
        addEvenly(.openMP, settings.openMP, threads: threads)
        addEvenly(.gpu, settings.gpus, speed: settings.gpuSpeed ?? 1)
        addEvenly(.python, settings.python)
    }

    private mutating func addEvenly(_ kind: MachineModel.Processor.Kind, _ count: Int?, threads: Int = 1, speed: Int? = nil) {
        let count = count ?? 0
        for number in 0 ..< count { add(kind, number, number * blueprint.nodeCount / count, threads: threads, speed: speed) }
    }

    private mutating func add(
        _ kind: MachineModel.Processor.Kind, _ number: Int, _ node: Int, threads: Int = 1, speed: Int? = nil
    ) {
        processors.append(
            .init(
                id: .init(rawValue: processors.count), kind: kind, number: number, node: .init(rawValue: node),
                threadCount: threads, speed: speed ?? threads,
                isNull: kind == .gpu || blueprint.isMadeUp))
    }

    private mutating func addMemories() {
        let settings = blueprint.settings
        add(.system, settings.memory)
        if blueprint.nodeCount > 1 {
            for (node, bytes) in blueprint.nodeCapacities.enumerated() { add(.node, .bytes(bytes), node, on: node) }
        }
        add(.registered, settings.registered)
        add(.zeroCopy, settings.zeroCopy)
        for gpu in processors where gpu.kind == .gpu { add(.framebuffer, settings.framebuffer, gpu.number) }
        add(.disk, settings.disk)
        add(.file, settings.file)
    }

    private mutating func add(_ kind: MachineModel.Memory.Kind, _ capacity: ByteCount?, _ number: Int = 0, on node: Int? = nil) {
        // A node of which nothing is known yet may still get a capacity.
        guard let capacity, capacity.bytes > 0 || kind == .node else { return }
        memories.append(memory(kind, capacity, number, on: node ?? (blueprint.nodeCount == 1 && kind.isMain ? 0 : nil)))
    }

    private func memory(
        _ kind: MachineModel.Memory.Kind, _ capacity: ByteCount, _ number: Int, on node: Int?
    ) -> MachineModel.Memory {
        .init(
            id: .init(rawValue: memories.count), kind: kind, number: number, node: node.map { .init(rawValue: $0) },
            capacity: capacity, enclosing: kind.isMain && kind != .system ? 0 : nil,
            isNull: kind == .framebuffer || kind == .node && blueprint.isMadeUp)
    }
}

extension MachineDraft {
    /// Nodes without memory have none to name.
    mutating func dropEmptyNodes() { memories.removeAll { $0.kind == .node && $0.capacity.bytes == 0 } }

    /// Counts the memories anew, and puts framebuffers where their GPUs are.
    mutating func nameParts() {
        let gpus = processors.filter { $0.kind == .gpu }
        for (index, memory) in memories.enumerated() {
            memories[index] = .init(
                id: .init(rawValue: index), kind: memory.kind, number: memory.number,
                node: memory.kind == .framebuffer ? gpus[memory.number].node : memory.node, capacity: memory.capacity,
                enclosing: memory.enclosing, isNull: memory.isNull)
        }
    }

    /// Moves processors and resizes memories as a statement says.
    mutating func changeParts(_ detail: Detail) throws(CohortError) {
        switch detail.statement {
        case .place(let name, let node):
            guard node < blueprint.nodeCount else { throw missing("node \(node)", detail.origin) }
            let places = try places(of: name, in: processors, detail.origin)
            for index in places { processors[index] = processors[index].moved(to: .init(rawValue: node)) }
        case .capacity(let name, let capacity):
            guard !memories[0].isExceeded(by: capacity) || name.kind == .framebuffer else {
                throw .partTooLarge("\(name)", capacity, memories[0].capacity, detail.origin)
            }
            let places = try places(of: name, in: memories, detail.origin)
            for index in places { memories[index] = memories[index].resized(to: capacity) }
        case .reach, .link, .noAffinities: break
        }
    }

    /// Where the named parts are; at least one.
    func places<Part: MachinePart>(
        of name: PartName<Part.Kind>, in parts: [Part], _ origin: SettingOrigin
    ) throws(CohortError) -> [Int] where Part.Kind: RawRepresentable<String> {
        let places = parts.indices.filter { name.names(parts[$0]) }
        guard !places.isEmpty else { throw missing("\(name)", origin) }
        return places
    }

    private func missing(_ name: String, _ origin: SettingOrigin) -> CohortError {
        let counts = [
            (blueprint.nodeCount, "node"), (processors.count { $0.kind == .cpu }, "CPU worker"),
            (processors.count { $0.kind == .gpu }, "GPU"),
        ]
        let list = counts.map { "\($0) \($1)\($0 == 1 ? "" : "s")" }.joined(separator: ", ")
        return .impossibleMachine(
            "the machine has no \(name)",
            rule: "a statement about single parts names parts that there are; here there are \(list)",
            fix: "correct the name, or set the number of such parts; numbers begin with 0", origin)
    }
}

extension MachineModel.Processor {
    fileprivate func moved(to node: MachineModel.Node) -> Self {
        .init(id: id, kind: kind, number: number, node: node, threadCount: threadCount, speed: speed, isNull: isNull)
    }
}

extension MachineModel.Memory {
    fileprivate func resized(to capacity: ByteCount) -> Self {
        .init(id: id, kind: kind, number: number, node: node, capacity: capacity, enclosing: enclosing, isNull: isNull)
    }

    fileprivate func isExceeded(by part: ByteCount) -> Bool { part > capacity }
}
