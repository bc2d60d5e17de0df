import CCopying
import CohortGeometry

/// Folds elements of one layout into those of another, by a function that wants its elements side by side.
///
/// Where a side is strided, a few hundred bytes at a time go through a buffer.
package struct AffineFold {
    private let pair: AffinePair
    private let fold: (_ target: UnsafeMutableRawPointer, _ source: UnsafeRawPointer, _ count: Int) -> Void
    private static let bufferByteCount = 512

    /// - Parameter fold: `target[i] = target[i] ∘ source[i]` for `count` elements, as a reduction operation has it.
    package init(
        from source: AffineColumn, into target: AffineColumn, elementByteCount: Int,
        fold: @escaping (_ target: UnsafeMutableRawPointer, _ source: UnsafeRawPointer, _ count: Int) -> Void
    ) {
        pair = AffinePair(from: source, to: target, elementByteCount: elementByteCount)
        self.fold = fold
    }

    /// Folds all points of a domain, each once. O(points)
    package func run(_ domain: Domain) { domain.withRectangles(run) }

    /// The same for boxes written one after another, each its low corner, then its high one.
    package func run(_ boxes: UnsafeBufferPointer<Int>) {
        let room = 2 * max(Self.bufferByteCount, pair.elementByteCount)
        withUnsafeTemporaryAllocation(byteCount: room, alignment: 64) { buffer in
            guard let targets = buffer.baseAddress else { return }
            pair.forEachRow(of: boxes) { target, source, row in
                foldRow(target, source, row, Buffers(targets: targets, sources: targets + room / 2))
            }
        }
    }

    private struct Buffers {
        let targets: UnsafeMutableRawPointer
        let sources: UnsafeMutableRawPointer
    }

    private func foldRow(
        _ target: UnsafeMutableRawPointer, _ source: UnsafeMutableRawPointer, _ row: CopyAxis, _ buffers: Buffers
    ) {
        let element = pair.elementByteCount
        if row.target == element, row.source == element { return fold(target, source, row.extent) }
        let most = max(1, Self.bufferByteCount / element)
        for start in stride(from: 0, to: row.extent, by: most) {
            let count = min(most, row.extent - start)
            let (to, from) = (target + start &* row.target, source + start &* row.source)
            let sources = row.source == element ? from : gather(from, row.source, buffers.sources, count)
            if row.target == element {
                fold(to, sources, count)
            } else {
                fold(gather(to, row.target, buffers.targets, count), sources, count)
                copy(buffers.targets, element, to, row.target, count)
            }
        }
    }

    private func gather(
        _ elements: UnsafeMutableRawPointer, _ stride: Int, _ buffer: UnsafeMutableRawPointer, _ count: Int
    ) -> UnsafeMutableRawPointer {
        copy(elements, stride, buffer, pair.elementByteCount, count)
        return buffer
    }

    private func copy(
        _ source: UnsafeMutableRawPointer, _ from: Int, _ target: UnsafeMutableRawPointer, _ to: Int, _ count: Int
    ) {
        let once = CopyAxis(extent: 1, source: 0, target: 0)
        cohort_copy_plane(
            target, source, once, CopyAxis(extent: count, source: from, target: to), pair.elementByteCount, 0)
    }
}
