import CohortData
import CohortLife

/// One column of one piece as a copy walks it: without its element type, so that one loop serves all types of a size.
struct CopyColumn {
    let origin: UnsafeMutableRawPointer
    let strides: UnsafePointer<Int>
    let shape: PieceShape
    let dimension: Int
    let elementStride: Int
    /// The type of elements that are more than their bits.
    let managed: (any FieldElement.Type)?

    /// What is known of a column at the launch.
    struct Layout {
        let dimension: Int
        /// Bytes from one element to the next.
        let elementStride: Int
        /// The type of elements that are more than their bits.
        let managed: (any FieldElement.Type)?

        init(_ field: FieldDescriptor, dimension: Int) {
            self.dimension = dimension
            elementStride = field.stride
            managed = field.managed
        }
    }

    init(_ frame: TaskFrame, _ index: Int, _ layout: Layout) {
        let view = frame.column(index)
        origin = view.origin
        strides = view.strides
        shape = view.shape.pointee
        dimension = layout.dimension
        elementStride = layout.elementStride
        managed = layout.managed
    }

    /// Gives `count` elements in a row, of which the first is at `target`, the values of others of the same type.
    @inline(__always)
    func assign(_ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, _ count: Int) {
        if let managed { return managed.assign(source, to: target, count) }
        target.copyMemory(from: source, byteCount: count * elementStride)
    }

    /// The element at a point, which the region has.
    @inline(__always)
    func address(_ point: UnsafePointer<Int>) -> UnsafeMutableRawPointer {
        var offset = point[dimension - 1]
        for axis in 0 ..< dimension - 1 { offset &+= point[axis] &* strides[axis] }
        return origin + offset &* elementStride
    }
}
