extension Machine {
    /// The machine as one JSON object, for programs: the names of the properties, sizes in bytes, sets of processors as lists.
    ///
    /// Unknown values are `null`, or 0 where the property says so. Keys are only ever added.
    public var json: String {
        object([
            ("modelName", modelName.map(quoted) ?? "null"),
            ("coreCount", "\(coreCount)"),
            ("packageCount", "\(packageCount)"),
            ("defaultWorkerCount", "\(defaultWorkerCount)"),
            ("affinity", array(affinity)),
            ("processorQuota", processorQuota.map { "\($0)" } ?? "null"),
            ("totalMemoryByteCount", "\(totalMemoryByteCount)"),
            ("availableMemoryByteCount", "\(availableMemoryByteCount)"),
            ("processors", array(processors.map(\.json))),
            ("nodes", array(nodes.map(\.json))),
            ("caches", array(caches.map(\.json))),
        ])
    }
}

extension Machine.Processor {
    fileprivate var json: String {
        object([("id", "\(id)"), ("core", "\(core)"), ("package", "\(package)"), ("node", "\(node)")])
    }
}

extension Machine.Node {
    fileprivate var json: String {
        object([
            ("id", "\(id)"), ("processors", array(processors)),
            ("totalMemoryByteCount", "\(totalMemoryByteCount)"), ("distances", array(distances)),
        ])
    }
}

extension Machine.Cache {
    fileprivate var json: String {
        object([
            ("level", "\(level)"), ("kind", quoted(kind.rawValue)), ("byteCount", "\(byteCount)"),
            ("lineByteCount", "\(lineByteCount)"), ("sharedBy", array(sharedBy)),
        ])
    }
}

private func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(quoted($0)):\($1)" }.joined(separator: ",") + "}"
}

private func array(_ elements: some Sequence<some CustomStringConvertible>) -> String {
    "[" + elements.map(\.description).joined(separator: ",") + "]"
}

private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": result += "\\\(scalar)"
        case "\u{0}" ..< "\u{20}": result += "\\u00\(scalar.value < 16 ? "0" : "")\(String(scalar.value, radix: 16))"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
