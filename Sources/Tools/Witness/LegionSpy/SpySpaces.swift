/// The regions with their partitions, as index spaces, index partitions and logical regions; and one instance for each region.
///
/// A piece becomes an index space of its own. The root of a tree is the one piece of its root partition.
struct SpySpaces {
    private let log: Log
    private let partitions: [Log.Partition]
    private var spaces: [PieceName: Int] = [:]

    struct PieceName: Hashable {
        let partition, piece: Int
    }

    init(_ log: Log) {
        self.log = log
        // A partition stands behind those that it divides.
        partitions = log.partitions.values.sorted {
            (log.depth(of: $0.number), $0.number) < (log.depth(of: $1.number), $1.number)
        }
        for partition in partitions {
            for piece in partition.pieces.keys.sorted() {
                spaces[PieceName(partition: partition.number, piece: piece)] = spaces.count + 1
            }
        }
    }

    /// The index space of a piece; nil when the log does not know it.
    func space(_ partition: Int, _ piece: Int) -> Int? { spaces[PieceName(partition: partition, piece: piece)] }

    /// The index space of a region.
    func space(of region: Log.Region) -> Int? { space(region.partition, 0) }

    /// An index space without points, which no requirement names: what nobody's privileges come from.
    var nowhere: Int { spaces.count + 1 }

    func write(_ text: inout SpyText) {
        for partition in partitions {
            if partition.parent == 0 { writeRoot(partition, &text) } else { writePartition(partition, &text) }
        }
        text.line("Memory Kind 0 memory")
        text.line("Memory 1 0 0")
        for region in log.regions.values.sorted(by: { $0.number < $1.number }) { writeRegion(region, &text) }
    }

    private func writeRoot(_ partition: Log.Partition, _ text: inout SpyText) {
        guard let space = space(partition.number, 0), let area = partition.pieces[0] else { return }
        text.line("Index Space \(space.hex) 0 \(SpyText.place(partition.place))")
        write(area, space, &text)
    }

    private func writePartition(_ partition: Log.Partition, _ text: inout SpyText) {
        guard let parent = space(partition.parent, partition.piece) else { return }
        let whole = log.partitions[partition.parent]?.pieces[partition.piece] ?? Area()
        let isDisjoint = partition.isDisjoint ? 2 : 1, isComplete = partition.covers(whole) ? 2 : 1
        let number = partition.number.hex
        text.line(
            "Index Partition \(parent.hex) \(number) \(isDisjoint) \(isComplete) \(partition.number) 0 \(SpyText.place(partition.place))"
        )
        if !partition.name.isEmpty { text.line("Index Partition Name \(number) \(SpyText.name(partition.name, or: ""))") }
        for (piece, area) in partition.pieces.sorted(by: { $0.key < $1.key }) {
            guard let space = space(partition.number, piece) else { continue }
            text.line("Index Subspace \(number) \(space.hex) 0 1 \(piece)")
            write(area, space, &text)
        }
    }

    private func write(_ area: Area, _ space: Int, _ text: inout SpyText) {
        text.line("Index Space Expression \(space.hex) \(space)")
        if area.isEmpty { text.line("Empty Index Space \(space.hex)") }
        for box in area.boxes {
            let corners = zip(box.low, box.high).map { "\($0) \($1)" }.joined(separator: " ")
            text.line("Index Space Rect \(space.hex) \(box.dimension) \(corners)")
        }
    }

    /// A region has a field space of its own, and one instance, since each of its fields has one place.
    private func writeRegion(_ region: Log.Region, _ text: inout SpyText) {
        guard let space = space(of: region) else { return }
        let number = region.number, name = SpyText.name(region.name, or: "region")
        text.line("Field Space \(number) 0 ")
        for field in region.fields.values.sorted(by: { $0.number < $1.number }) {
            text.line("Field Creation \(number) \(field.number) \(field.bytes) ")
            text.line("Field Name \(number) \(field.number) \(SpyText.name(field.name, or: "field"))")
        }
        text.line("Region \(space.hex) \(number) \(number) 0 \(SpyText.place(region.place))")
        text.line("Logical Region Name \(space.hex) \(number) \(number) \(name)")
        text.line("Physical Instance \(number.hex) \(number.hex) 1 0 \(space) \(number) \(number)")
        for field in region.fields.keys.sorted() { text.line("Physical Instance Field \(number.hex) \(field)") }
    }
}

extension Log {
    /// How many partitions stand above one.
    fileprivate func depth(of partition: Int) -> Int {
        var depth = 0
        var number = partition
        while let parent = partitions[number]?.parent, parent != 0, depth < partitions.count {
            (number, depth) = (parent, depth + 1)
        }
        return depth
    }
}

extension Log.Partition {
    /// Whether no two of its pieces share a point.
    ///
    /// - Complexity: that of `Overlaps.forEachPair` for all boxes.
    var isDisjoint: Bool {
        let all = pieces.values.flatMap(\.boxes)
        var found = false
        // The boxes of one piece are disjoint, so two that meet are of two pieces.
        Overlaps.forEachPair(all) { _, _ in found = true }
        return !found
    }

    /// Whether each point of `whole` is in a piece.
    func covers(_ whole: Area) -> Bool { Area(union: pieces.values.flatMap(\.boxes)).contains(whole) }
}
