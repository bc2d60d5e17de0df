import CohortData
import CohortGeometry

/// One step of a copy plan: some points of one field from one instance to another.
struct DataMove {
    let field: Int32
    let source: PhysicalInstance
    let target: PhysicalInstance
    let domain: Domain

    /// Moves the data. O(points).
    func run() {
        guard let from = source.column(of: field), let to = target.column(of: field) else { return }
        let pair = AffinePair(from: from, to: to, elementByteCount: source.elementByteCount(of: field))
        guard let managed = source.managedType(of: field) else { return AffineCopy(pair).copy(domain) }
        pair.forEachRun(of: domain) { target, source, count in managed.assign(source, to: target, count) }
    }
}
