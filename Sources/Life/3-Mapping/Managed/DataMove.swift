import CohortData
import CohortGeometry

/// One step of a copy plan: some points of one field from one instance to another.
struct DataMove {
    /// The number of the region.
    let tree: Int
    let field: Int32
    let source: PhysicalInstance
    let target: PhysicalInstance
    let domain: Domain

    var byteCount: Int { domain.volume * source.elementByteCount(of: field) }
    var fieldName: String { source.layout.descriptor(of: field)?.name ?? "" }

    /// Moves the data. O(points).
    func run() {
        guard let pair else { return }
        guard let managed = source.managedType(of: field) else { return AffineCopy(pair).copy(domain) }
        Self.assign(managed, pair, domain)
    }

    /// Cuts it into parts that may run at the same time, of at most so many bytes each.
    func parts(ofAtMost byteCount: Int) -> [Part] {
        guard let pair else { return [] }
        let copy = InstanceCopy([pair])
        let managed = source.managedType(of: field)
        return copy.parts(of: domain, ofAtMost: byteCount).map { Part(copy: copy, part: $0, pair: pair, managed: managed) }
    }

    /// A part of a move.
    struct Part {
        fileprivate let copy: InstanceCopy
        fileprivate let part: InstanceCopy.Part
        fileprivate let pair: AffinePair
        fileprivate let managed: (any FieldElement.Type)?

        func run() {
            guard let managed else { return copy.copy(part) }
            DataMove.assign(managed, pair, part.domain)
        }
    }

    private var pair: AffinePair? {
        guard let from = source.column(of: field), let to = target.column(of: field) else { return nil }
        return AffinePair(from: from, to: to, elementByteCount: source.elementByteCount(of: field))
    }

    private static func assign(_ managed: any FieldElement.Type, _ pair: AffinePair, _ domain: Domain) {
        pair.forEachRun(of: domain) { target, source, count in managed.assign(source, to: target, count) }
    }
}
