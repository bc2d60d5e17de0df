import CohortData
import CohortLife

/// One column of one piece as a copy walks it: without its element type, so that one loop serves all types of a size.
struct CopyColumn {
    let origin: UnsafeMutableRawPointer
    let strides: UnsafePointer<Int>
    let shape: PieceShape
    let dimension: Int
    let elementStride: Int

    /// What is known of a column at the launch.
    struct Layout {
        let dimension: Int
        /// Bytes from one element to the next.
        let elementStride: Int
    }

    init(_ frame: TaskFrame, _ index: Int, _ layout: Layout) {
        let view = frame.column(index)
        origin = view.origin
        strides = view.strides
        shape = view.shape.pointee
        dimension = layout.dimension
        elementStride = layout.elementStride
    }

    /// The element at a point, which the region has.
    @inline(__always)
    func address(_ point: UnsafePointer<Int>) -> UnsafeMutableRawPointer {
        var offset = point[dimension - 1]
        for axis in 0 ..< dimension - 1 { offset &+= point[axis] &* strides[axis] }
        return origin + offset &* elementStride
    }
}
