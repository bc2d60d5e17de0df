import CohortData
import CohortGeometry

// Where data lie and how they move, when there are several memories or a mapper.

extension RunLog {
    /// Tells which instances an operation works in.
    func tell(_ placement: PointPlacement, of record: RecordPointer) {
        for use in placement.uses {
            tell(use.instance, of: use.tree)
            let words: [UInt64] = [
                record.pointee.sequence, UInt64(use.requirement), UInt64(use.instance.number), UInt64(use.field),
            ]
            write { $0.note(.placed, words) }
        }
    }

    /// Tells that an array has become an instance, by the operation that attaches it.
    func tell(_ change: ArrayChange, by record: RecordPointer) {
        guard case .attached(let array) = change, !record.hasFailed else { return }
        for instance in array.instances {
            tell(instance, of: array.tree.id)
            let words = [record.pointee.sequence, 0, UInt64(instance.number)] + instance.fields.map { UInt64($0) }
            write { $0.note(.placed, words) }
        }
    }

    /// Tells of copies that are made, each after its begin.
    func tell(_ moves: [DataMove], for operation: UInt64, since begin: UInt64) {
        let end = Self.now
        for move in moves {
            tell(move.source, of: move.tree)
            tell(move.target, of: move.tree)
            let words: [UInt64] = [
                operation, UInt64(move.source.number), UInt64(move.target.number), UInt64(move.tree), 0, begin, end,
                UInt64(move.domain.dimension), 1, UInt64(move.field),
            ]
            let corners = move.domain.withRectangles { $0.map { UInt64(bitPattern: Int64($0)) } }
            write { $0.note(.copy, words + corners) }
        }
    }

    /// Tells that an instance has given its memory back.
    func tell(gone instance: PhysicalInstance) { write { $0.note(.gone, [UInt64(instance.number), Self.now]) } }

    /// Tells of an instance, if that is new.
    private func tell(_ instance: PhysicalInstance, of region: Int) {
        guard known.withLock({ $0.instances.insert(instance.number).inserted }) else { return }
        let head: [UInt64] = [
            UInt64(instance.number), UInt64(region), number(of: instance.pool.name), 0, UInt64(instance.low.count),
            UInt64(instance.fields.count),
        ]
        let corners = (instance.low + instance.high).map { UInt64(bitPattern: Int64($0)) }
        write { $0.note(.instance, head + corners + instance.fields.map { UInt64($0) }) }
    }
}
