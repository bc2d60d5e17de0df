import CohortGeometry

extension InstanceLayout {
    /// What copies fields from an instance of this layout to one of another: a step for each two pieces that share points of a
    /// domain, and so a single one between affine layouts. O(pieces of one × pieces of the other)
    ///
    /// - Parameter fields: numbers in this layout and in the other; those that either lacks are left out.
    package func copies(
        of fields: [(source: Int32, target: Int32)], over domain: Domain, from source: UnsafeMutableRawPointer,
        to target: UnsafeMutableRawPointer, as other: InstanceLayout
    ) -> [(copy: InstanceCopy, domain: Domain)] {
        var steps: [(copy: InstanceCopy, domain: Domain)] = []
        for (piece, from) in pieces.enumerated() {
            let here = isAffine ? domain : domain.intersectionOrEmpty(from.domain)
            if here.isEmpty { continue }
            for (otherPiece, to) in other.pieces.enumerated() {
                let shared = other.isAffine ? here : here.intersectionOrEmpty(to.domain)
                let pairs = fields.compactMap { field in
                    pair(
                        field, column(of: field.source, in: piece, at: source),
                        other.column(of: field.target, in: otherPiece, at: target))
                }
                if !shared.isEmpty, !pairs.isEmpty { steps.append((InstanceCopy(pairs), shared)) }
            }
        }
        return steps
    }

    private func pair(
        _ field: (source: Int32, target: Int32), _ from: AffineColumn?, _ to: AffineColumn?
    ) -> AffinePair? {
        guard let from, let to, let descriptor = descriptor(of: field.source) else { return nil }
        return AffinePair(from: from, to: to, elementByteCount: descriptor.stride)
    }
}

extension LayoutPiece {
    /// The points that it holds.
    fileprivate var domain: Domain { Domain(dimension: low.count, flat: ContiguousArray(low + high)) }
}
