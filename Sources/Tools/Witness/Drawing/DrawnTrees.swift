/// Regions, partitions and pieces as nodes, each with an edge to what it is made of.
struct DrawnTrees {
    private let log: Log
    /// The partitions that are drawn, the roots first.
    private let partitions: [Log.Partition]
    private let drawn: Set<Int>

    /// How many pieces of a partition are drawn.
    private static let mostPieces = 12

    /// - Parameter divisions: the partitions that are drawn beside the roots.
    init(_ log: Log, _ divisions: [Log.Partition]) {
        self.log = log
        partitions = log.partitions.values.filter { $0.parent == 0 }.sorted { $0.number < $1.number } + divisions
        drawn = Set(partitions.map(\.number))
    }

    func write(_ text: inout DotText) {
        for region in log.regions.values.sorted(by: { $0.number < $1.number }) { write(region, &text) }
        for partition in partitions {
            if partition.parent != 0 { write(partition, &text) }
            writePieces(of: partition, &text)
        }
    }

    private func write(_ region: Log.Region, _ text: inout DotText) {
        let fields = region.fields.values.sorted { $0.number < $1.number }.map { "\($0.name): \($0.bytes.counting("byte"))" }
        let label = [log.name(of: region.number), region.place?.summary].compactMap(\.self) + fields
        text.node("r\(region.number)", label, ["shape": "folder", "fillcolor": "#fff6d5"])
        link("r\(region.number)", to: 0, of: region.partition, fromAbove: false, &text)
    }

    private func write(_ partition: Log.Partition, _ text: inout DotText) {
        let name = partition.name.isEmpty ? "partition \(partition.number)" : partition.name
        let lost = max(0, partition.count) - partition.pieces.count
        let label = [
            name, partition.place?.summary, partition.count.counting("piece"),
            lost > 0 ? "\(lost) of them lost" : nil, kind(of: partition),
        ]
        let color = partition.isDisjoint ? "#dff3e4" : "#fbe3cf"
        text.node("d\(partition.number)", label.compactMap(\.self), ["shape": "ellipse", "fillcolor": color])
        link("d\(partition.number)", to: partition.piece, of: partition.parent, fromAbove: true, &text)
    }

    /// `disjoint, complete`, as far as the log knows what is divided.
    private func kind(of partition: Log.Partition) -> String {
        let isDisjoint = partition.isDisjoint ? "disjoint" : "aliased"
        guard let whole = log.partitions[partition.parent]?.pieces[partition.piece] else { return isDisjoint }
        return "\(isDisjoint), \(partition.covers(whole) ? "complete" : "incomplete")"
    }

    private func writePieces(of partition: Log.Partition, _ text: inout DotText) {
        let pieces = partition.pieces.keys.sorted()
        for piece in pieces.prefix(Self.mostPieces) {
            guard let area = partition.pieces[piece] else { continue }
            let name = partition.parent == 0 ? "the whole" : "piece \(piece)"
            let label = area.isEmpty ? [name, "empty"] : [name, area.bounds?.summary ?? "", area.volume.counting("point")]
            text.node("p\(partition.number)_\(piece)", label, ["fillcolor": "white"])
            if partition.parent != 0 { text.edge("d\(partition.number)", "p\(partition.number)_\(piece)") }
        }
        if pieces.count <= Self.mostPieces { return }
        let rest = "p\(partition.number)_rest"
        text.node(rest, ["… and \(pieces.count - Self.mostPieces) more"], ["shape": "plaintext", "style": "solid"])
        if partition.parent != 0 { text.edge("d\(partition.number)", rest) }
    }

    /// Connects a node with a piece, or with what stands for the pieces that are not drawn; with nothing when the log lost it.
    private func link(_ node: String, to piece: Int, of partition: Int, fromAbove: Bool, _ text: inout DotText) {
        guard drawn.contains(partition), let pieces = log.partitions[partition]?.pieces, pieces[piece] != nil else { return }
        let isDrawn = pieces.count <= Self.mostPieces || pieces.keys.sorted().prefix(Self.mostPieces).contains(piece)
        let end = "p\(partition)_\(isDrawn ? "\(piece)" : "rest")"
        let label = isDrawn ? [] : ["piece \(piece)"]
        if fromAbove { text.edge(end, node, label) } else { text.edge(node, end, label) }
    }
}
