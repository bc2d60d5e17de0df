/// One column in any affine layout: element (0, …, 0) is or would be at `origin`, and each axis has a stride in bytes.
package struct AffineColumn {
    package var origin: UnsafeMutableRawPointer
    package var strides: [Int]

    package init(origin: UnsafeMutableRawPointer, strides: [Int]) {
        self.origin = origin
        self.strides = strides
    }

    func address(_ point: UnsafePointer<Int>) -> UnsafeMutableRawPointer {
        var offset = 0
        for axis in strides.indices { offset &+= point[axis] &* strides[axis] }
        return origin + offset
    }
}

/// Copies boxes of elements from one layout to another.
///
/// The two axes along which either side lies closest together run innermost, in tiles, so that a transposition uses each
/// cache line of both sides while it is there.
package struct AffineCopy {
    private let source: AffineColumn
    private let target: AffineColumn
    private let byteCount: Int
    private static let tile = 32

    package init(from source: AffineColumn, to target: AffineColumn, elementByteCount: Int) {
        self.source = source
        self.target = target
        byteCount = elementByteCount
    }

    /// Copies all points of the box whose low and high corners stand at `corners`. O(points).
    package func copyBox(_ corners: UnsafePointer<Int>) {
        let dimension = target.strides.count
        let extents = (0 ..< dimension).map { corners[dimension + $0] - corners[$0] + 1 }
        if extents.contains(where: { $0 <= 0 }) { return }
        let inner = closestAxis(target.strides, extents)
        let tiled = closestAxis(source.strides, extents)
        var point = (0 ..< dimension).map { corners[$0] }
        let outer = (0 ..< dimension).filter { $0 != inner && $0 != tiled }
        repeat {
            copyPlane(source.address(point), target.address(point), inner, tiled, extents)
        } while advance(&point, corners, outer)
    }

    private func closestAxis(_ strides: [Int], _ extents: [Int]) -> Int {
        let long = strides.indices.filter { extents[$0] > 1 }
        return (long.isEmpty ? Array(strides.indices) : long).min { abs(strides[$0]) < abs(strides[$1]) } ?? 0
    }

    /// Copies the plane of two axes, or the row if both are one.
    private func copyPlane(
        _ source: UnsafeMutableRawPointer, _ target: UnsafeMutableRawPointer, _ inner: Int, _ tiled: Int, _ extents: [Int]
    ) {
        if inner == tiled { return copyRow(source, target, inner, extents[inner]) }
        for top in stride(from: 0, to: extents[tiled], by: Self.tile) {
            for left in stride(from: 0, to: extents[inner], by: Self.tile) {
                for row in top ..< min(top + Self.tile, extents[tiled]) {
                    copyRow(
                        source + (row * self.source.strides[tiled] + left * self.source.strides[inner]),
                        target + (row * self.target.strides[tiled] + left * self.target.strides[inner]),
                        inner, min(Self.tile, extents[inner] - left))
                }
            }
        }
    }

    private func copyRow(
        _ source: UnsafeMutableRawPointer, _ target: UnsafeMutableRawPointer, _ axis: Int, _ count: Int
    ) {
        let (from, to) = (self.source.strides[axis], self.target.strides[axis])
        if from == byteCount, to == byteCount { return target.copyMemory(from: source, byteCount: count * byteCount) }
        switch byteCount {
        case 1: copyWords(UInt8.self, source, from, target, to, count)
        case 2: copyWords(UInt16.self, source, from, target, to, count)
        case 4: copyWords(UInt32.self, source, from, target, to, count)
        case 8: copyWords(UInt64.self, source, from, target, to, count)
        default:
            for index in 0 ..< count {
                (target + index &* to).copyMemory(from: source + index &* from, byteCount: byteCount)
            }
        }
    }

    @inline(__always)
    private func copyWords<Word: FixedWidthInteger & BitwiseCopyable>(
        _ type: Word.Type, _ source: UnsafeMutableRawPointer, _ from: Int, _ target: UnsafeMutableRawPointer, _ to: Int,
        _ count: Int
    ) {
        for index in 0 ..< count {
            (target + index &* to).storeBytes(of: (source + index &* from).loadUnaligned(as: Word.self), as: Word.self)
        }
    }

    /// Goes to the next point along the given axes, the last fastest; false after the last.
    private func advance(_ point: inout [Int], _ corners: UnsafePointer<Int>, _ axes: [Int]) -> Bool {
        for axis in axes.reversed() {
            if point[axis] < corners[point.count + axis] {
                point[axis] += 1
                return true
            }
            point[axis] = corners[axis]
        }
        return false
    }
}
