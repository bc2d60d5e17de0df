import CohortDiagnostics

/// Reads a statement about single parts, word by word.
struct StatementReader {
    private var words: ArraySlice<Substring>
    private let text: String
    private let origin: SettingOrigin

    private init(_ words: [Substring], _ origin: SettingOrigin) {
        self.words = words.dropFirst()
        text = words.joined(separator: " ")
        self.origin = origin
    }

    /// The statement in those words, the first of which is `place`, `capacity` or `affinity`.
    static func statement(_ words: [Substring], _ origin: SettingOrigin) throws(CohortError) -> Detail.Statement {
        var reader = StatementReader(words, origin)
        switch words[0] {
        case "place": return try reader.place()
        case "capacity": return try reader.capacity()
        default: return try reader.affinity()
        }
    }

    private mutating func place() throws(CohortError) -> Detail.Statement {
        let form = "place cpu 3 node 1"
        guard let part: PartName<MachineModel.Processor.Kind> = part(), words.popFirst() == "node", words.count == 1 else {
            throw malformed(form)
        }
        return .place(part, node: try Value(String(words.removeFirst()), of: "node", origin).count(in: 0 ... 63))
    }

    private mutating func capacity() throws(CohortError) -> Detail.Statement {
        guard let part: PartName<MachineModel.Memory.Kind> = part(), !words.isEmpty else {
            throw malformed("capacity framebuffer 1 512MiB")
        }
        guard !part.kind.isSingle else {
            let name = part.kind == .system ? "memory" : part.kind.rawValue
            throw malformed("\(name) \(words.joined(separator: " "))")
        }
        let least = part.kind == .node ? 0 : 1
        return .capacity(part, try Value(words.joined(separator: " "), of: "capacity", origin).size(least: least))
    }

    private mutating func affinity() throws(CohortError) -> Detail.Statement {
        if words == ["none"] { return .noAffinities }
        let form = "affinity gpu 0 to zero-copy 12GB/s 2us"
        if let from: PartName<MachineModel.Processor.Kind> = part() {
            guard words.popFirst() == "to", let to: PartName<MachineModel.Memory.Kind> = part() else { throw malformed(form) }
            return .reach(from, to, try figures(form))
        }
        guard let from: PartName<MachineModel.Memory.Kind> = part(), words.popFirst() == "to",
            let to: PartName<MachineModel.Memory.Kind> = part()
        else { throw malformed(form) }
        return .link(from, to, try figures(form))
    }

    private mutating func figures(_ form: String) throws(CohortError) -> MachineModel.Affinity? {
        if words == ["none"] { return nil }
        guard words.count == 2 else { throw malformed(form) }
        let bandwidth = try Value(String(words.removeFirst()), of: "bandwidth", origin).bandwidth()
        return .init(bandwidth: bandwidth, latency: try Value(String(words.removeFirst()), of: "latency", origin).time())
    }

    /// A kind, and a number if there is one.
    private mutating func part<Kind: RawRepresentable<String> & Sendable>() -> PartName<Kind>? {
        guard let kind = words.first.flatMap({ Kind(rawValue: String($0)) }) else { return nil }
        words.removeFirst()
        guard let digits = words.first, digits.utf8.allSatisfy({ (0x30 ... 0x39).contains($0) }), let number = Int(digits) else {
            return PartName(kind: kind, number: nil)
        }
        words.removeFirst()
        return PartName(kind: kind, number: number)
    }

    private func malformed(_ form: String) -> CohortError {
        func list(_ kinds: [some RawRepresentable<String>]) -> String { kinds.map(\.rawValue).joined(separator: ", ") }
        return CohortError(
            .machineValue, "the statement '\(text)' cannot be understood",
            rule:
                "processors are \(list(MachineModel.Processor.Kind.allCases)); memories are \(list(MachineModel.Memory.Kind.allCases))",
            fix: "write it like `\(form)`", trail: [origin.description], at: origin.location)
    }
}
