/// Which index of an array runs fastest in memory.
public enum AxisOrder: Sendable {
    /// The last, as in C, Swift and NumPy unless told otherwise.
    case rowMajor
    /// The first, as in Fortran.
    case columnMajor

    /// Bytes from one element to the next along each axis, for a dense array of these extents.
    func strides(_ extents: [Int], elementByteCount: Int) -> [Int] {
        var strides = [Int](repeating: 0, count: extents.count)
        var next = elementByteCount
        for axis in self == .rowMajor ? Array(extents.indices.reversed()) : Array(extents.indices) {
            strides[axis] = next
            next &*= extents[axis]
        }
        return strides
    }
}
