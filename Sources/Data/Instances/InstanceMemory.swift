import CSystem
import CohortGeometry

/// The affine layout of a bounding rectangle: row-major, the last axis contiguous.
struct InstanceShape {
    var strides: [Int]
    var elementCount: Int
    /// The element offset of the low corner from index (0, …, 0).
    var originOffset: Int

    init(_ domain: Domain) {
        let bounds = domain.boundsPair
        strides = [Int](repeating: 1, count: domain.dimension)
        elementCount = domain.isEmpty ? 0 : 1
        originOffset = 0
        guard !domain.isEmpty else { return }
        for axis in stride(from: domain.dimension - 1, through: 0, by: -1) {
            strides[axis] = elementCount
            originOffset &+= bounds.low[axis] &* elementCount
            let product = elementCount.multipliedReportingOverflow(by: bounds.high[axis] - bounds.low[axis] + 1)
            elementCount = product.overflow ? Int.max : product.partialValue
        }
    }
}

/// Memory for columns: small ones from the heap, large ones straight from the system.
enum InstanceMemory {
    private static let largeByteCount = 1 << 16
    /// The largest alignment there is: where a page of the system's begins.
    static let mostAlignment = 4096

    /// - Parameter alignment: at most `mostAlignment`.
    static func reserve(_ byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer? {
        if byteCount >= largeByteCount { return cohort_reserve_memory(byteCount) }
        let base = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: max(64, alignment))
        base.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
        return base
    }

    static func release(_ base: UnsafeMutableRawPointer, byteCount: Int) {
        if byteCount >= largeByteCount { cohort_release_memory(base, byteCount) } else { base.deallocate() }
    }
}
