import CohortLocking
import CohortData
import CohortGeometry
import Synchronization

/// Private accumulators for reductions: memory over the index range of a piece, in the region's own index arithmetic, of
/// which only the piece's points are ever touched.
enum Accumulators {
    /// Blocks by size class (a power of two of bytes), kept for the next taker.
    private static let free = Locked<[[UInt]]>(Array(repeating: [], count: 64))

    /// A block for `piece`, with the identity at every point; the address returned is that of index (0, …, 0).
    static func take(
        _ piece: PieceShape, dimension: Int, strides: UnsafePointer<Int>, _ reduction: ReductionOperation
    ) -> UnsafeMutableRawPointer {
        let range = offsets(of: piece, dimension, strides)
        let block = allocate(byteCount: (range.high - range.low + 1) * reduction.elementStride)
        let origin = block - range.low * reduction.elementStride
        forEachRun(piece, dimension, strides) { offset, count in
            reduction.initialize(origin + offset * reduction.elementStride, count)
        }
        return origin
    }

    /// Folds an accumulator into a column of any layout and gives its memory back.
    static func fold(
        _ origin: UnsafeMutableRawPointer, strides: UnsafePointer<Int>, into target: ColumnView, dimension: Int,
        _ reduction: ReductionOperation
    ) {
        let piece = target.shape.pointee
        let accumulator = ColumnView(origin: origin, strides: strides, shape: target.shape, unit: reduction.elementStride)
        let fold = AffineFold(
            from: accumulator.column(dimension: dimension), into: target.column(dimension: dimension),
            elementByteCount: reduction.elementStride, fold: reduction.fold)
        fold.run(piece.boxes(dimension: dimension))
        giveBack(origin, piece, dimension: dimension, strides: strides, reduction)
    }

    /// Ends the elements and gives the memory back.
    static func giveBack(
        _ origin: UnsafeMutableRawPointer, _ piece: PieceShape, dimension: Int, strides: UnsafePointer<Int>,
        _ reduction: ReductionOperation
    ) {
        if let managed = reduction.managed {
            forEachRun(piece, dimension, strides) { managed.deinitialize(origin + $0 * reduction.elementStride, $1) }
        }
        let range = offsets(of: piece, dimension, strides)
        release(
            origin + range.low * reduction.elementStride, byteCount: (range.high - range.low + 1) * reduction.elementStride)
    }

    /// Calls `body` with the element offset and length of each contiguous run, row by row.
    private static func forEachRun(
        _ piece: PieceShape, _ dimension: Int, _ strides: UnsafePointer<Int>, _ body: (_ offset: Int, _ count: Int) -> Void
    ) {
        for index in 0 ..< piece.count {
            let low = piece.rectangles + index * 2 * dimension
            let high = low + dimension
            let count = high[dimension - 1] - low[dimension - 1] + 1
            if dimension == 1 {
                body(low[0], count)
                continue
            }
            var outer = (0 ..< dimension - 1).map { low[$0] }
            rows: while true {
                var offset = low[dimension - 1]
                for axis in 0 ..< dimension - 1 { offset &+= outer[axis] &* strides[axis] }
                body(offset, count)
                var axis = dimension - 2
                while outer[axis] == high[axis] {
                    outer[axis] = low[axis]
                    if axis == 0 { break rows }
                    axis -= 1
                }
                outer[axis] += 1
            }
        }
    }

    private static func offsets(
        of piece: PieceShape, _ dimension: Int, _ strides: UnsafePointer<Int>
    ) -> (low: Int, high: Int) {
        guard piece.count > 0 else { return (0, 0) }
        var lowest = Int.max
        var highest = Int.min
        for index in 0 ..< piece.count {
            let low = piece.rectangles + index * 2 * dimension
            var first = 0
            var last = 0
            for axis in 0 ..< dimension {
                first &+= low[axis] &* strides[axis]
                last &+= low[dimension + axis] &* strides[axis]
            }
            lowest = min(lowest, first)
            highest = max(highest, last)
        }
        return (lowest, highest)
    }

    private static func sizeClass(_ byteCount: Int) -> Int { Int.bitWidth - max(64, byteCount - 1).leadingZeroBitCount }

    private static func allocate(byteCount: Int) -> UnsafeMutableRawPointer {
        let size = sizeClass(byteCount)
        return free.withLock { $0[size].popLast() }.flatMap { UnsafeMutableRawPointer(bitPattern: $0) }
            ?? .allocate(byteCount: 1 << size, alignment: 64)
    }

    private static func release(_ block: UnsafeMutableRawPointer, byteCount: Int) {
        let size = sizeClass(byteCount)
        let address = UInt(bitPattern: block)
        free.withLock { $0[size].append(address) }
    }
}
