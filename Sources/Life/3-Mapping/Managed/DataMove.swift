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
        AffineCopy(from: from, to: to, elementByteCount: source.elementByteCount(of: field)).copy(domain)
    }
}
