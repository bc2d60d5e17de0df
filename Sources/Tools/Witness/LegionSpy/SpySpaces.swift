/// The regions with their partitions, as index spaces, index partitions and logical regions; and one instance for each region.
///
/// A piece becomes an index space of its own. The root of a tree is the one piece of its root partition.
struct SpySpaces {
    private let log: Log
    private let partitions: [Log.Partition]
    private var spaces: [PieceName: Int] = [:]
    /// The pieces that copies bring, of each root, and those of instances. They are index spaces of their own.
    private var copied: [Int: [Area: Int]] = [:]
    private var instances: [Int: Int] = [:]
    private var last = 0

    struct PieceName: Hashable {
        let partition, piece: Int
    }

    init(_ log: Log, _ copies: MergedCopies) {
        self.log = log
        // A partition stands behind those that it divides.
        partitions = log.partitions.values.sorted {
            (log.depth(of: $0.number), $0.number) < (log.depth(of: $1.number), $1.number)
        }
        for partition in partitions {
            for piece in partition.pieces.keys.sorted() {
                spaces[PieceName(partition: partition.number, piece: piece)] = next()
            }
        }
        for copy in copies.all {
            guard let root = log.regions[copy.region]?.partition, copied[root]?[copy.area] == nil else { continue }
            copied[root, default: [:]][copy.area] = next()
        }
        for instance in log.instances.keys.sorted() { instances[instance] = next() }
    }

    private mutating func next() -> Int {
        last += 1
        return last
    }

    /// The index space of what a copy brings.
    func space(of area: Area, in region: Int) -> Int? { log.regions[region].flatMap { copied[$0.partition]?[area] } }

    /// The index space of what an instance has room for.
    func space(ofInstance instance: Int) -> Int? { instances[instance] }

    /// The index space of a piece; nil when the log does not know it.
    func space(_ partition: Int, _ piece: Int) -> Int? { spaces[PieceName(partition: partition, piece: piece)] }

    /// The index space of a region.
    func space(of region: Log.Region) -> Int? { space(region.partition, 0) }

    /// An index space without points, which no requirement names: what nobody's privileges come from.
    var nowhere: Int { last + 1 }

    func write(_ text: inout SpyText) {
        for partition in partitions {
            if partition.parent == 0 { writeRoot(partition, &text) } else { writePartition(partition, &text) }
        }
        writeCopied(&text)
        for (number, instance) in log.instances.sorted(by: { $0.key < $1.key }) {
            guard let space = instances[number] else { continue }
            text.line("Index Space \(space.hex) 0 ")
            write(Area(instance.box), space, &text)
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

    /// What copies bring are the pieces of a partition of the whole, which says nothing of itself.
    private func writeCopied(_ text: inout SpyText) {
        let highest = partitions.map(\.number).max() ?? 0
        for (index, (root, areas)) in copied.sorted(by: { $0.key < $1.key }).enumerated() {
            guard let whole = space(root, 0) else { continue }
            let number = highest + 1 + index
            text.line("Index Partition \(whole.hex) \(number.hex) 0 0 \(number) 0 ")
            for (area, space) in areas.sorted(by: { $0.value < $1.value }) {
                text.line("Index Subspace \(number.hex) \(space.hex) 0 1 \(space)")
                write(area, space, &text)
            }
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
        let whole = SpyMemory.whole(number).hex
        text.line("Physical Instance \(whole) \(whole) 1 0 \(space) \(number) \(number)")
        for field in region.fields.keys.sorted() { text.line("Physical Instance Field \(whole) \(field)") }
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
