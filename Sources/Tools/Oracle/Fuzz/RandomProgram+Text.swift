extension RandomProgram: CustomStringConvertible {
    /// The program as text, one line a region, partition and step.
    public var description: String {
        var lines = ["program \(seed)"]
        for (index, region) in regions.enumerated() { lines.append("  region \(index), \(text(region))") }
        for (index, partition) in partitions.enumerated() { lines.append("  partition \(index) of \(text(partition))") }
        lines += operations.flatMap { $0.lines("  ") }
        if !probes.isEmpty { lines += ["  refused:"] + probes.flatMap { $0.lines("    ") } }
        return lines.joined(separator: "\n")
    }

    private func text(_ region: RegionShape) -> String {
        "\(region.dimension)-dimensional" + (region.twin.map { ", over the space of \($0)" } ?? "")
            + (region.pointers.map { ", pointers(\($0))" } ?? "") + region.birth.text + ": "
            + Self.text(region.spots, region.dimension)
    }

    private func text(_ partition: PartitionShape) -> String {
        let parent = partition.parent.map { "\($0)" } ?? "region \(partition.region)"
        let dimension = regions[partition.region].dimension
        let pieces = partition.pieces.map { "{\(Self.text($0, dimension))}" }.joined(separator: " ")
        return "\(parent) \(partition.making)\(partition.isChecked ? ", checked" : ""): \(pieces)"
    }

    private static func text(_ spots: Spots, _ dimension: Int) -> String {
        spots.map { dimension == 1 ? "\($0.x)" : "(\($0))" }.joined(separator: " ")
    }

    /// An element of a field.
    static func text(_ bits: UInt64, _ field: Int) -> String {
        switch kind(field) {
        case .integer, .pointer: "\(Int64(bitPattern: bits))"
        case .floating: "\(Double(bitPattern: bits))"
        case .place: "(\(Pair(bits: bits).first), \(Pair(bits: bits).second))"
        case .range: "\(Pair(bits: bits).first)...\(Pair(bits: bits).second)"
        case .text: "'\(bits == 0 ? "" : "\(bits)")'"
        }
    }
}

extension RegionShape.Birth {
    fileprivate var text: String {
        switch self {
        case .here: ""
        case .written: ", all fields written"
        case .returned: ", returned by a task"
        case .output(let counts): ", output of \(counts)"
        }
    }
}

extension PieceName: CustomStringConvertible {
    /// `partition 1[2]`.
    public var description: String { "partition \(partition)[\(color)]" }
}

extension Making: CustomStringConvertible {
    /// The operator and what it takes; explicit pieces stand after it anyhow.
    public var description: String {
        switch self {
        case .explicit: "by pieces"
        case .clipped: "by pieces, clipped"
        case .mapped(let pieces, let count): "by pieces of \(pieces.keys.sorted()) among \(count) colours"
        case .function(let rule): "by function \(rule.kind)(\(rule.salt)) into \(rule.count)"
        case .equal(let count): "into \(count) equal"
        case .weights(let weights): "by weights \(weights)"
        case .blocked(let size, let origin): "in blocks of \(size)" + (origin.map { " from \($0)" } ?? "")
        case .grid(let size, let origin): "in blocks of \(size.x) × \(size.y)" + (origin.map { " from \($0)" } ?? "")
        case .shares(let counts): "by the shares \(counts)"
        case .restricted(let count, let stride, let low, let high): "by \(count) rectangles \(low)...\(high) every \(stride)"
        case .byField(let count): "by field p into \(count)"
        case .image(let source, let isRange): "by image of \(isRange ? "ranges" : "pointers") of partition \(source)"
        case .imageOfRegion(let source, let isRange): "by image of \(isRange ? "ranges" : "pointers") of region \(source)"
        case .preimage(let target, let isRange): "by preimage through \(isRange ? "ranges" : "pointers") of partition \(target)"
        case .union(let one, let other): "by union of partitions \(one) and \(other)"
        case .intersection(let one, let other): "by intersection of partitions \(one) and \(other)"
        case .difference(let one, let other): "by difference of partitions \(one) and \(other)"
        case .unionOf(let one): "by union of all of partition \(one)"
        case .within(let one): "by partition \(one) within"
        case .crossed(let one, let color, let other): "by cross product of partitions \(one) and \(other), \(color)"
        case .pending(let fillings): "pending: \(fillings)"
        case .applied(let one): "as partition \(one)"
        }
    }
}
