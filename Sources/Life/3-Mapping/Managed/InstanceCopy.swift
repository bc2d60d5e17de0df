import CohortData
import CohortGeometry

/// One step of a copy plan: some points of one field from one instance to another.
struct InstanceCopy {
    let field: Int32
    let elementByteCount: Int
    let source: PhysicalInstance
    let target: PhysicalInstance
    let domain: Domain

    /// Moves the data. O(points).
    func run() {
        guard let from = column(source), let to = column(target) else { return }
        let copy = AffineCopy(from: from, to: to, elementByteCount: elementByteCount)
        domain.withRectangles { corners in
            guard let base = corners.baseAddress else { return }
            for index in stride(from: 0, to: corners.count, by: 2 * domain.dimension) { copy.copyBox(base + index) }
        }
    }

    private func column(_ instance: PhysicalInstance) -> AffineColumn? {
        instance.origin(of: field).map { origin in
            AffineColumn(origin: origin, strides: (0 ..< domain.dimension).map { instance.strides[$0] * elementByteCount })
        }
    }
}
