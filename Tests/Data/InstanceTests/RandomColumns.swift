import CohortData

/// Memory with a column, or several side by side, in a random affine layout: any order of axes, gaps, axes that run backwards.
final class RandomColumns {
    let memory: UnsafeMutableRawBufferPointer
    /// One for each field; all have the same strides.
    private(set) var columns: [AffineColumn] = []

    init(_ random: inout SplitMix, _ box: RandomDomain, elementByteCount: Int, fields: Int = 1) {
        let dimension = box.low.count
        var strides = [Int](repeating: 0, count: dimension)
        var fieldStride = 0
        var size = elementByteCount
        // The number of dimensions stands for the fields.
        for axis in random.next(2) == 0 ? random.shuffled(Array(0 ... dimension)) : Array((0 ... dimension).reversed()) {
            if random.next(4) == 0 { size += random.pick([1, 4, 8, 32]) * elementByteCount }
            if axis == dimension { fieldStride = size } else { strides[axis] = size }
            size *= axis == dimension ? fields : box.extents[axis]
        }
        let shift = random.next(4) == 0 ? random.next(64) : 0
        memory = .allocate(byteCount: size + shift, alignment: 64)
        for index in memory.indices { memory[index] = UInt8(random.next(256)) }
        var first = memory.baseAddress! + shift
        for axis in strides.indices where random.next(5) == 0 {
            first += strides[axis] * (box.extents[axis] - 1)
            strides[axis] = -strides[axis]
        }
        for axis in strides.indices { first -= strides[axis] * box.low[axis] }
        columns = (0 ..< fields).map { AffineColumn(origin: first + $0 * fieldStride, strides: strides) }
    }

    deinit { memory.deallocate() }

    /// All bytes, to compare: also those that belong to no element.
    var bytes: [UInt8] { Array(memory) }
}
