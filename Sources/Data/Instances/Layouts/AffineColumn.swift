/// One column in any affine layout: element (0, …, 0) is or would be at `origin`, and each axis has a stride in bytes.
package struct AffineColumn {
    package var origin: UnsafeMutableRawPointer
    package var strides: [Int]

    package init(origin: UnsafeMutableRawPointer, strides: [Int]) {
        self.origin = origin
        self.strides = strides
    }

    /// Where the element of a point lies.
    package func address(_ point: UnsafePointer<Int>) -> UnsafeMutableRawPointer {
        var offset = 0
        for axis in strides.indices { offset &+= point[axis] &* strides[axis] }
        return origin + offset
    }
}
