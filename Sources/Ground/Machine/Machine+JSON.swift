extension Machine {
    /// The machine as one JSON object, for programs: the names of the properties, sizes in bytes, sets of processors as lists.
    ///
    /// Unknown values are `null`, or 0 where the property says so. Keys are only ever added.
    public var json: String {
        JSON.object([
            ("modelName", modelName.map(JSON.quoted) ?? "null"),
            ("coreCount", "\(coreCount)"),
            ("packageCount", "\(packageCount)"),
            ("defaultWorkerCount", "\(defaultWorkerCount)"),
            ("affinity", JSON.array(affinity)),
            ("processorQuota", processorQuota.map { "\($0)" } ?? "null"),
            ("totalMemoryByteCount", "\(totalMemoryByteCount)"),
            ("availableMemoryByteCount", "\(availableMemoryByteCount)"),
            ("memoryLimitByteCount", memoryLimitByteCount.map { "\($0)" } ?? "null"),
            ("processors", JSON.array(processors.map(\.json))),
            ("nodes", JSON.array(nodes.map(\.json))),
            ("caches", JSON.array(caches.map(\.json))),
        ])
    }
}

extension Machine.Processor {
    fileprivate var json: String {
        JSON.object([("id", "\(id)"), ("core", "\(core)"), ("package", "\(package)"), ("node", "\(node)")])
    }
}

extension Machine.Node {
    fileprivate var json: String {
        JSON.object([
            ("id", "\(id)"), ("processors", JSON.array(processors)),
            ("totalMemoryByteCount", "\(totalMemoryByteCount)"), ("distances", JSON.array(distances)),
        ])
    }
}

extension Machine.Cache {
    fileprivate var json: String {
        JSON.object([
            ("level", "\(level)"), ("kind", JSON.quoted(kind.rawValue)), ("byteCount", "\(byteCount)"),
            ("lineByteCount", "\(lineByteCount)"), ("sharedBy", JSON.array(sharedBy)),
        ])
    }
}
