import CohortGeometry

// One-dimensional fields may be indexed by plain integers.

extension Field where N == 1 {
    /// The element at an index of the domain.
    @inlinable
    public subscript(index: Int) -> Element {
        @inline(__always) unsafeAddress { UnsafePointer(address(index)) }
        @inline(__always) mutating unsafeMutableAddress { address(index) }
    }

    @inlinable @inline(__always)
    func address(_ index: Int) -> UnsafeMutablePointer<Element> {
        if _isDebugAssertConfiguration(), !domain.contains(Point<1>(index)) {
            return AccessFailure.sink(Point<1>(index), Element.self)
        }
        return origin + index
    }
}
