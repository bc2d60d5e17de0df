import CohortMachine

extension MachineModel {
    /// The machine as one JSON object, for programs: sizes in bytes, bandwidths in bytes a second, times in nanoseconds. Keys are only
    /// ever added.
    public var json: String {
        JSON.object([
            ("nodeCount", "\(nodeCount)"),
            ("processors", JSON.array(processors.map(json))),
            ("memories", JSON.array(memories.map(json))),
            ("affinities", JSON.array(reaches)),
            ("links", JSON.array(links)),
        ])
    }

    private func json(_ processor: Processor) -> String {
        JSON.object([
            ("name", JSON.quoted(processor.name)), ("kind", JSON.quoted(processor.kind.rawValue)),
            ("number", "\(processor.number)"),
            ("node", processor.node.map { "\($0)" } ?? "null"), ("threadCount", "\(processor.threadCount)"),
            ("speed", "\(processor.speed)"),
            ("isNull", "\(processor.isNull)"),
        ])
    }

    private func json(_ memory: Memory) -> String {
        JSON.object([
            ("name", JSON.quoted(memory.name)), ("kind", JSON.quoted(memory.kind.rawValue)), ("number", "\(memory.number)"),
            ("node", memory.node.map { "\($0)" } ?? "null"), ("capacity", "\(memory.capacity.bytes)"),
            ("enclosing", memory.enclosing.flatMap(self.memory).map { JSON.quoted($0.name) } ?? "null"),
            ("isNull", "\(memory.isNull)"),
        ])
    }

    private var reaches: [String] {
        processors.flatMap { processor in
            memories.compactMap { memory in
                affinity(of: processor, to: memory).map { $0.json(("processor", processor.name), ("memory", memory.name)) }
            }
        }
    }

    private var links: [String] {
        memories.flatMap { source in
            memories.compactMap { target in
                affinity(from: source, to: target).map { $0.json(("from", source.name), ("to", target.name)) }
            }
        }
    }
}

extension MachineModel.Affinity {
    fileprivate func json(_ ends: (String, String)...) -> String {
        JSON.object(
            ends.map { ($0, JSON.quoted($1)) } + [
                ("bytesPerSecond", "\(bandwidth.bytesPerSecond)"), ("nanoseconds", "\(latency.nanoseconds)"),
            ])
    }
}
