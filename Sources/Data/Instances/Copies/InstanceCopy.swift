import CohortGeometry

/// Copies several fields between two instances, whatever their layouts, as bytes.
///
/// Fields of one size at even distances on both sides become an axis of one copy, so that structures and columns turn into each
/// other as matrices are transposed, and whole structures move as wholes. Other fields that share cache lines are copied in
/// turns, block by block, so that each line comes from memory once.
package struct InstanceCopy {
    private let copies: [AffineCopy]
    private let isInterleaved: Bool
    private let pointByteCount: Int
    /// What the first cache holds of both sides together.
    private static let blockByteCount = 16 << 10

    /// - Parameter columns: a field each, all over the same axes; at least one.
    package init(_ columns: [AffinePair]) {
        copies = Self.joined(columns).map(AffineCopy.init)
        isInterleaved =
            copies.count > 1
            && copies.contains { one in
                let pair = one.pair
                return [pair.source, pair.target].contains { $0.strides.allSatisfy { abs($0) > pair.pointByteCount } }
            }
        pointByteCount = copies.reduce(0) { $0 + $1.pair.pointByteCount }
    }

    /// Copies all points of a domain. O(points × fields)
    package func copy(_ domain: Domain) { copy(domain, isLarge: isLarge(domain)) }

    /// The same for a domain that is, or is not, part of more than the caches hold.
    package func copy(_ domain: Domain, isLarge: Bool) {
        if !isInterleaved {
            for copy in copies { copy.copy(domain, isLarge: isLarge) }
            return
        }
        forEachBlock(of: domain, ofAtMost: Self.blockByteCount) { copyBoxes($0, isLarge: isLarge) }
    }

    // MARK: Sharing the work

    /// Some boxes of a copy, for whoever has time.
    package struct Part: Sendable {
        fileprivate let boxes: ContiguousArray<Int>
        fileprivate let dimension: Int
        fileprivate let isLarge: Bool

        /// The points that it copies.
        package var domain: Domain { Domain(dimension: dimension, flat: boxes) }
    }

    /// Cuts the copy of a domain into parts that may run at the same time, of at most so many bytes each if a point is not more.
    package func parts(of domain: Domain, ofAtMost byteCount: Int) -> [Part] {
        let isLarge = isLarge(domain)
        var parts: [Part] = []
        forEachBlock(of: domain, ofAtMost: byteCount) {
            parts.append(Part(boxes: $0, dimension: domain.dimension, isLarge: isLarge))
        }
        return parts
    }

    /// Copies one part.
    package func copy(_ part: Part) {
        if isInterleaved { copy(part.domain, isLarge: part.isLarge) } else { copyBoxes(part.boxes, isLarge: part.isLarge) }
    }

    private func isLarge(_ domain: Domain) -> Bool { domain.volume >= AffineCopy.largeByteCount / max(1, pointByteCount) }

    private func copyBoxes(_ boxes: ContiguousArray<Int>, isLarge: Bool) {
        boxes.withUnsafeBufferPointer { corners in
            for copy in copies { copy.copyBoxes(corners, isLarge: isLarge) }
        }
    }

    private func forEachBlock(of domain: Domain, ofAtMost byteCount: Int, _ body: (ContiguousArray<Int>) -> Void) {
        guard let first = copies.first else { return }
        var cutter = BoxCutter(first.pair, mostBytes: byteCount, pointByteCount: pointByteCount)
        cutter.forEachPart(of: domain, body)
    }

    // MARK: Joining fields

    /// One pair for each run of fields that have the same strides and lie evenly apart.
    private static func joined(_ columns: [AffinePair]) -> [AffinePair] {
        var runs: [[AffinePair]] = []
        for column in columns.sorted(by: { $0.target.origin < $1.target.origin }) {
            if let run = runs.last, continues(run, column) {
                runs[runs.count - 1].append(column)
            } else {
                runs.append([column])
            }
        }
        return runs.map(asOne)
    }

    private static func continues(_ run: [AffinePair], _ next: AffinePair) -> Bool {
        let (first, last) = (run[0], run[run.count - 1])
        guard next.elementByteCount == last.elementByteCount, next.source.strides == last.source.strides,
            next.target.strides == last.target.strides
        else { return false }
        return run.count == 1
            || (next.target.origin - last.target.origin == run[1].target.origin - first.target.origin
                && next.source.origin - last.source.origin == run[1].source.origin - first.source.origin)
    }

    private static func asOne(_ run: [AffinePair]) -> AffinePair {
        let first = run[0]
        if run.count == 1 { return first }
        let fields = CopyAxis(
            extent: run.count, source: run[1].source.origin - first.source.origin,
            target: run[1].target.origin - first.target.origin)
        return AffinePair(first.source, first.target, first.elementByteCount, fields: fields)
    }
}
