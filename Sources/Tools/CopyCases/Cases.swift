import CKernels
import CohortData
import CohortGeometry

extension CopyCase {
    /// A cube that is dense on both sides, against `memcpy`.
    static func contiguous(_ place: String, _ byteCount: Int) -> [CopyCase] {
        let side = byteCount >= 64 << 20 ? 256 : 32
        let (rows, width) = (byteCount / side / side / 4, 4)
        return [
            CopyCase(name: "contiguous.\(place)", byteCount: byteCount, spannedByteCount: byteCount) { memory in
                let strides = [side * rows * width, rows * width, width]
                let pair = AffinePair(
                    from: AffineColumn(origin: memory.source, strides: strides),
                    to: AffineColumn(origin: memory.target, strides: strides), elementByteCount: width)
                return Pair(InstanceCopy([pair]), box([side, side, rows])) {
                    memory.target.copyMemory(from: memory.source, byteCount: byteCount)
                }
            }
        ]
    }

    /// Rows that are two thirds of their pitch on one side and follow each other on the other, against one `memcpy` of as many bytes.
    static func rows(_ place: String, _ byteCount: Int) -> [CopyCase] {
        var cases: [CopyCase] = []
        for length in [256, 1024, 4096] {
            let pitch = length * 3 / 2
            cases.append(rows("rows.from.\(length).\(place)", byteCount, length, source: pitch, target: length))
            cases.append(rows("rows.into.\(length).\(place)", byteCount, length, source: length, target: pitch))
        }
        return cases
    }

    private static func rows(_ name: String, _ byteCount: Int, _ length: Int, source: Int, target: Int) -> CopyCase {
        CopyCase(name: name, byteCount: byteCount, spannedByteCount: byteCount * 3 / 2) { memory in
            let pair = AffinePair(
                from: AffineColumn(origin: memory.source, strides: [source, 8]),
                to: AffineColumn(origin: memory.target, strides: [target, 8]), elementByteCount: 8)
            return Pair(InstanceCopy([pair]), box([byteCount / length, length / 8])) {
                memory.target.copyMemory(from: memory.source, byteCount: byteCount)
            }
        }
    }

    /// Structures of equal fields to columns and back, against loops in blocks.
    static func structures(_ place: String, _ byteCount: Int) -> [CopyCase] {
        var cases: [CopyCase] = []
        for width in [4, 8] {
            for fields in [2, 3, 4, 8] {
                for isSplit in [true, false] {
                    let name = "\(isSplit ? "split" : "join").\(fields)x\(width).\(place)"
                    cases.append(structures(name, byteCount / width / fields, isSplit, width: width, fields: fields))
                }
            }
        }
        return cases
    }

    private static func structures(_ name: String, _ count: Int, _ isSplit: Bool, width: Int, fields: Int) -> CopyCase {
        let byteCount = count * fields * width
        return CopyCase(name: name, byteCount: byteCount, spannedByteCount: byteCount) { memory in
            let pairs = (0 ..< fields).map { field -> AffinePair in
                let structures = (offset: field * width, stride: fields * width)
                let columns = (offset: field * count * width, stride: width)
                let (from, to) = isSplit ? (structures, columns) : (columns, structures)
                return AffinePair(
                    from: AffineColumn(origin: memory.source + from.offset, strides: [from.stride]),
                    to: AffineColumn(origin: memory.target + to.offset, strides: [to.stride]), elementByteCount: width)
            }
            return Pair(InstanceCopy(pairs), box([count])) {
                byHand(memory, isSplit: isSplit, width: width, fields: fields, count: count)
            }
        }
    }

    private static func byHand(_ memory: Memory, isSplit: Bool, width: Int, fields: Int, count: Int) {
        if width == 4 {
            let to = memory.target.assumingMemoryBound(to: UInt32.self)
            let from = memory.source.assumingMemoryBound(to: UInt32.self)
            if isSplit { cohort_c_split_32(to, from, fields, count) } else { cohort_c_join_32(to, from, fields, count) }
        } else {
            let to = memory.target.assumingMemoryBound(to: UInt64.self)
            let from = memory.source.assumingMemoryBound(to: UInt64.self)
            if isSplit { cohort_c_split_64(to, from, fields, count) } else { cohort_c_join_64(to, from, fields, count) }
        }
    }

    /// Two and three axes in the opposite order, of handy extents and of odd ones, against loops in blocks.
    static func transpositions(_ place: String, _ byteCount: Int) -> [CopyCase] {
        let isLarge = byteCount >= 64 << 20
        var cases: [CopyCase] = []
        for width in [4, 8] {
            let side = isLarge ? (width == 4 ? 4096 : 2896) : (width == 4 ? 256 : 176)
            let cube = isLarge ? (width == 4 ? 256 : 203) : (width == 4 ? 40 : 32)
            cases.append(transposition("transpose.2d.\(width).\(place)", [1, side, side], width))
            cases.append(transposition("transpose.2d.\(width).odd.\(place)", [1, side - 5, side + 3], width))
            cases.append(transposition("transpose.3d.\(width).\(place)", [cube, cube, cube], width))
        }
        return cases
    }

    private static func transposition(_ name: String, _ extents: [Int], _ width: Int) -> CopyCase {
        let (planes, rows, columns) = (extents[0], extents[1], extents[2])
        let byteCount = planes * rows * columns * width
        return CopyCase(name: name, byteCount: byteCount, spannedByteCount: byteCount) { memory in
            let pair = AffinePair(
                from: AffineColumn(origin: memory.source, strides: [planes * columns * width, columns * width, width]),
                to: AffineColumn(origin: memory.target, strides: [width, rows * width, planes * rows * width]),
                elementByteCount: width)
            return Pair(InstanceCopy([pair]), box([rows, planes, columns])) {
                if width == 4 {
                    cohort_c_transpose_32(
                        memory.target.assumingMemoryBound(to: UInt32.self), memory.source.assumingMemoryBound(to: UInt32.self),
                        planes, rows, columns)
                } else {
                    cohort_c_transpose_64(
                        memory.target.assumingMemoryBound(to: UInt64.self), memory.source.assumingMemoryBound(to: UInt64.self),
                        planes, rows, columns)
                }
            }
        }
    }

    private static func box(_ extents: [Int]) -> Domain {
        Domain(
            dimension: extents.count,
            flat: ContiguousArray(repeating: 0, count: extents.count) + extents.map { $0 - 1 })
    }
}
