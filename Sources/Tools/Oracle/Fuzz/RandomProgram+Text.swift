extension RandomProgram: CustomStringConvertible {
    /// The program as text, one line a region, partition and step.
    public var description: String {
        var lines = ["program \(seed)"]
        for (index, region) in regions.enumerated() {
            lines.append("  region \(index), \(region.dimension)-dimensional: \(Self.text(region.spots, region.dimension))")
        }
        for (index, partition) in partitions.enumerated() {
            let parent = partition.parent.map { "partition \($0.partition)[\($0.color)]" } ?? "region \(partition.region)"
            let dimension = regions[partition.region].dimension
            let pieces = partition.pieces.map { "{\(Self.text($0, dimension))}" }.joined(separator: " ")
            lines.append("  partition \(index) of \(parent): \(pieces)")
        }
        lines += operations.flatMap { Self.lines($0, "  ") }
        if !probes.isEmpty { lines += ["  refused:"] + probes.flatMap { Self.lines($0, "    ") } }
        return lines.joined(separator: "\n")
    }

    private static func text(_ spots: Spots, _ dimension: Int) -> String {
        spots.map { dimension == 1 ? "\($0.x)" : "(\($0))" }.joined(separator: " ")
    }

    private static func lines(_ operation: Operation, _ margin: String) -> [String] {
        var text = "\(margin)\(operation.label): "
        if let condition = operation.condition { text += "if \(condition.isNegated ? "not " : "")lucky(\(condition.source)) " }
        switch operation.action {
        case .fill(let target, let field, .bits(let bits)):
            let value = isFloating(field) ? "\(Double(bitPattern: bits))" : "\(Int64(bitPattern: bits))"
            return [text + "fill \(target).\(fieldNames[field]) with \(value)"]
        case .fill(let target, let field, .result(let label)):
            return [text + "fill \(target).\(fieldNames[field]) with result \(label)"]
        case .reduceMap(let source, let fold): return [text + "\(fold) of results \(source)"]
        case .wait(let source): return [text + "wait for result \(source)"]
        case .launch(let launch):
            let points = launch.points.map { "\($0) tasks" } ?? "task"
            let kind = launch.children == nil ? "" : launch.awaitsChildren ? " that launches and waits" : " that launches"
            let arguments = launch.arguments.map { "\($0)" } + launch.values.map { "\($0)" }
            let head = text + points + kind + (launch.usesForEach ? " (forEach)" : "") + ": " + arguments.joined(separator: "; ")
            return [head] + (launch.children ?? []).flatMap { lines($0, margin + "    ") }
        }
    }
}

extension Argument: CustomStringConvertible {
    /// `readWrite partition 1[i].a,b`.
    public var description: String {
        let names = fields.map { RandomProgram.fieldNames[$0] }.joined(separator: ",")
        return "\(use) \(target).\(names)" + (coherence == .exclusive ? "" : " \(coherence)")
    }
}

extension Use: CustomStringConvertible {
    /// The privilege's name; `reduce(sum)`.
    public var description: String {
        switch self {
        case .read: "read"
        case .readWrite: "readWrite"
        case .write: "write"
        case .discard: "discard"
        case .reduce(let fold): "reduce(\(fold))"
        }
    }
}

extension Target: CustomStringConvertible {
    /// `partition 1[(i + 2) % n]`.
    public var description: String {
        let name =
            switch base {
            case .region(let region): "region \(region)"
            case .partition(let partition): "partition \(partition)"
            case .argument(let argument): "argument \(argument)"
            case .ruled(let argument, let rule): "argument \(argument) in \(rule.count) \(rule.kind)(\(rule.salt))"
            }
        return switch choice {
        case .whole: name
        case .piece(let color): "\(name)[\(color)]"
        case .each(.identity): "\(name)[i]"
        case .each(.shifted(let offset)): "\(name)[(i + \(offset)) % n]"
        case .each(.reversed): "\(name)[n - 1 - i]"
        case .each(.halved): "\(name)[i / 2]"
        }
    }
}
