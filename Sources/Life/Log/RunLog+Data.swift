import CohortData
import CohortDiagnostics
import CohortGeometry

// Regions, their fields and partitions are told when somebody uses them for the first time.

extension RunLog {
    /// Tells of a region with its root and its fields, if that is new.
    func tell(_ tree: RegionTree) {
        let count = tree.layout.count, mark = number &<< 32 | UInt64(count)
        if tree.logMark.load(ordering: .relaxed) == mark { return }
        let known = known.withLock { $0.fields.updateValue(max(count, $0.fields[tree.id] ?? 0), forKey: tree.id) }
        if known == nil {
            let root = number(of: tree.root)
            tell(tree.root)
            let words = [UInt64(tree.id), root, UInt64(tree.dimension), number(of: tree.name)] + place(tree.place)
            write { $0.note(.region, words) }
        }
        for field in (known ?? 0) ..< max(count, known ?? 0) {
            let descriptor = tree.layout[field]
            let words = [UInt64(tree.id), UInt64(field), number(of: descriptor.name), UInt64(descriptor.stride)]
            write { $0.note(.field, words) }
        }
        tree.logMark.store(mark, ordering: .relaxed)
    }

    /// Tells of a partition and of those around it, and of the pieces of all that have been computed, as far as that is new.
    func tell(_ node: PartitionNode) {
        let mark = self.number &<< 1 | 1
        if node.logMark.load(ordering: .relaxed) == mark { return }
        let number = number(of: node), isComputed = node.promise == nil
        let isNew = known.withLock { $0.partitions.insert(number).inserted }
        let isMeasured = isComputed && known.withLock { $0.measured.insert(number).inserted }
        // Those around it may still be promised when it is not.
        if isComputed, node.parent.map({ $0.logMark.load(ordering: .relaxed) == mark }) ?? true {
            node.logMark.store(mark, ordering: .relaxed)
        }
        if isNew {
            let parent = node.parent.map { self.number(of: $0) } ?? 0
            let words = [number, parent, UInt64(node.parentColour), UInt64(node.count), self.number(of: node.origin)]
            let all = words + place(node.place)
            write { $0.note(.partition, all) }
        }
        if isMeasured { measure(node, number) }
        if let parent = node.parent { tell(parent) }
    }

    /// Tells that nobody can use a region any more, and that its memory was given back.
    func tell(ended region: Int) { write { $0.note(.ended, [UInt64(region), Self.now]) } }

    private func measure(_ node: PartitionNode, _ number: UInt64) {
        let pieces = node.pieces
        write { block in
            for (index, piece) in pieces.enumerated() {
                piece.withRectangles { corners in
                    let words = block.append(.piece, count: 3 + corners.count)
                    words[0] = number
                    words[1] = UInt64(index)
                    words[2] = UInt64(piece.dimension)
                    for (position, corner) in corners.enumerated() { words[3 + position] = UInt64(bitPattern: Int64(corner)) }
                }
            }
        }
    }

    /// What the log calls a partition.
    func number(of node: PartitionNode) -> UInt64 { UInt64(node.tree.id) << 32 | UInt64(node.number) }

    /// The file and the line of a place, as two words.
    func place(_ place: SourceLocation) -> [UInt64] { [number(of: place.file), UInt64(place.line)] }
}
