import CohortData
import CohortGeometry
import CohortLife

/// A `Field` that walks any affine layout: columns in any order of dimensions, or one member of structures.
///
/// It has the same subscripts, and as a parameter the same privileges: `borrowing StridedField` reads, `inout StridedField` reads and
/// writes. A mapper may lay out its data as it likes; without a mapper, and where the mapper does not care, they lie as ever.
///
/// - Shape, bounds, complexity: as `Field`. An access multiplies one index more, and what neighbours do not hold together is
///   vectorised with gathers or not at all; so a `Field` is faster wherever the layout suits it.
/// - SeeAlso: Legion's `FieldAccessor` with an affine accessor and no constraint on the layout.
@frozen
public struct StridedField<Element, let N: Int>: ~Copyable {
    @usableFromInline let origin: UnsafeMutableRawPointer
    // Four words, as in `Field` and for the same reasons.
    /// Bytes from one index to the next along the first axis of one or two; from three dimensions on the address of all strides.
    @usableFromInline let slowStride: Int
    /// Bytes along the second axis of two; from three dimensions on the bytes that the strides count.
    @usableFromInline let fastStride: Int
    @usableFromInline let piece: UnsafePointer<PieceShape>

    /// Accessor number `index` of a running task; used by generated code.
    @inlinable
    public init(_ frame: TaskFrame, _ index: Int) {
        let view = frame.column(index)
        origin = view.origin
        slowStride = N >= 3 ? Int(bitPattern: view.strides) : view.strides[0] &* view.unit
        fastStride = N >= 3 ? view.unit : N == 2 ? view.strides[1] &* view.unit : 0
        piece = view.shape
    }

    /// The points of the piece, as `Field.domain`.
    @inlinable
    public var domain: Spans<N> {
        @inline(__always) get { Spans(rectangles: piece.pointee.rectangles, count: piece.pointee.count) }
    }

    @inlinable @inline(__always)
    func address(_ point: Point<N>) -> UnsafeMutablePointer<Element> {
        if _isDebugAssertConfiguration(), !domain.contains(point) { return AccessFailure.sink(point, Element.self) }
        var offset = 0
        // One branch is left for a known N.
        if N == 1 {
            offset = point[0] &* slowStride
        } else if N == 2 {
            offset = point[0] &* slowStride &+ point[1] &* fastStride
        } else if let strides = UnsafePointer<Int>(bitPattern: slowStride) {
            for axis in 0 ..< N { offset &+= point[axis] &* strides[axis] }
            offset = offset &* fastStride
        }
        return (origin + offset).assumingMemoryBound(to: Element.self)
    }

    /// The element at a point of the domain.
    @inlinable
    public subscript(point: Point<N>) -> Element {
        @inline(__always) unsafeAddress { UnsafePointer(address(point)) }
        @inline(__always) mutating unsafeMutableAddress { address(point) }
    }
}

extension StridedField where N == 1 {
    /// The element at an index of the domain.
    @inlinable
    public subscript(index: Int) -> Element {
        @inline(__always) unsafeAddress { UnsafePointer(address(Point<1>(index))) }
        @inline(__always) mutating unsafeMutableAddress { address(Point<1>(index)) }
    }
}
