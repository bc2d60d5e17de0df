extension MachineModel {
    /// The whole machine as a description, every part and affinity said: what `MachineModel(text)` makes the same machine of, on any
    /// computer.
    ///
    /// - Complexity: O(processors × memories + memories²).
    public var text: String {
        let lines = countLines + capacityLines + placeLines + ["affinity none"] + reachLines + linkLines
        return lines.joined(separator: "\n") + "\n"
    }

    private var countLines: [String] {
        let names: [(String, Processor.Kind)] = [
            ("cpus", .cpu), ("utility", .utility), ("io", .io), ("openmp", .openMP), ("gpus", .gpu), ("python", .python),
        ]
        let threads = processors.only(.openMP).first.map { ["openmp-threads \($0.threadCount)"] } ?? []
        let speed = processors.only(.gpu).first.map { ["gpu-speed \($0.speed)"] } ?? []
        return ["nodes \(nodeCount)"] + names.map { "\($0) \(processors.only($1).count)" } + threads + speed
    }

    private var capacityLines: [String] {
        let single = Memory.Kind.allCases.filter(\.isSingle).map { kind in
            "\(kind == .system ? "memory" : kind.rawValue) \(memory(kind)?.capacity ?? .bytes(0))"
        }
        let nodes =
            nodeCount == 1 ? [] : (0 ..< nodeCount).map { "capacity node \($0) \(memory(.node, $0)?.capacity ?? .bytes(0))" }
        return single + nodes + memories.only(.framebuffer).map { "capacity \($0) \($0.capacity)" }
    }

    private var placeLines: [String] {
        processors.compactMap { processor in processor.node.map { "place \(processor) node \($0)" } }
    }

    private var reachLines: [String] {
        processors.flatMap { processor in
            memories.compactMap { memory in affinity(of: processor, to: memory).map { "affinity \(processor) to \(memory) \($0)" }
            }
        }
    }

    private var linkLines: [String] {
        memories.flatMap { source in
            memories.compactMap { target in
                source.id < target.id ? affinity(from: source, to: target).map { "affinity \(source) to \(target) \($0)" } : nil
            }
        }
    }
}
