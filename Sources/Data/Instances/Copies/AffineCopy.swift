import CCopying
import CohortGeometry

/// Copies boxes of elements from one layout to another, as bytes. The two may not overlap in memory.
///
/// What lies together on both sides is one `memcpy`. Otherwise the two axes along which either side lies closest together
/// run innermost, as a plane, so that a transposition uses each cache line of both sides while it is there. Copies larger
/// than the caches store past them, which saves reading what will be overwritten.
package struct AffineCopy {
    package let pair: AffinePair
    /// Beyond this source and target do not stay in the last cache together.
    static let largeByteCount = 16 << 20

    package init(_ pair: AffinePair) { self.pair = pair }

    package init(from source: AffineColumn, to target: AffineColumn, elementByteCount: Int) {
        self.init(AffinePair(from: source, to: target, elementByteCount: elementByteCount))
    }

    /// Copies all points of a domain. O(points)
    package func copy(_ domain: Domain) { copy(domain, isLarge: isLarge(domain)) }

    /// True when copying a domain takes more than the caches hold.
    func isLarge(_ domain: Domain) -> Bool { domain.volume >= Self.largeByteCount / pair.pointByteCount }

    /// The same for a domain that is, or is not, part of more than the caches hold.
    package func copy(_ domain: Domain, isLarge: Bool) {
        domain.withRectangles { copyBoxes($0, isLarge: isLarge) }
    }

    /// Copies boxes written one after another, each its low corner, then its high one. Allocates nothing.
    func copyBoxes(_ corners: UnsafeBufferPointer<Int>, isLarge: Bool) {
        guard let first = corners.baseAddress else { return }
        for start in stride(from: 0, to: corners.count, by: 2 * pair.dimension) { copyBox(first + start, isLarge: isLarge) }
    }

    private func copyBox(_ corners: UnsafePointer<Int>, isLarge: Bool) {
        pair.withWalk(over: corners) { walk in
            walk.joinElements()
            guard let inner = walk.axes.last else {
                return cohort_copy_bytes(walk.target, walk.source, walk.byteCount, isLarge ? 1 : 0)
            }
            walk.choosePlane()
            let byteCount = walk.byteCount
            let outer = walk.axes.dropLast().last ?? CopyAxis(extent: 1, source: 0, target: 0)
            walk.forEach(before: walk.axes.count - 2) { target, source in
                cohort_copy_plane(target, source, outer, inner, byteCount, isLarge ? 1 : 0)
            }
        }
    }
}
