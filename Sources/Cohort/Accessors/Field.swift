import CohortData
import CohortGeometry
import CohortLife

/// A task's view of one field over its piece of a region: the whole interface between a kernel and its data.
///
/// How a task's parameter holds a field is its privilege: `borrowing Field` reads, `inout Field` reads and writes. A field
/// cannot be copied, so none outlives its task.
///
/// - Shape: `domain`, a set of points in `N` dimensions; elements are addressed by the region's own points, so that
///   neighbours of a piece have the coordinates they have in the whole.
/// - Bounds: checked on every access in debug builds (`access.out-of-bounds` fails the task, nothing is touched); in release
///   builds once by `require(_:)`, or on every access through `checked`.
/// - Complexity: an access is one address computation; nothing is allocated or counted.
/// - SeeAlso: Legion's `FieldAccessor` (affine, with the privilege as a template argument).
@frozen
public struct Field<Element, let N: Int>: ~Copyable {
    @usableFromInline let origin: UnsafeMutablePointer<Element>
    // Scalars, since a parameter with an `InlineArray` in it counts as addressable, and then its origin is loaded anew after
    // every store (measured: the loop is not vectorised). And four words in all, so that a borrowed field is passed in
    // registers: with more it is passed by address, and loaded anew in every row.
    /// Elements from one index to the next along the first axis of two or three; from four dimensions on the address of all.
    @usableFromInline let slowStride: Int
    @usableFromInline let middleStride: Int
    @usableFromInline let piece: UnsafePointer<PieceShape>

    /// Accessor number `index` of a running task; used by generated code.
    @inlinable
    public init(_ frame: TaskFrame, _ index: Int) {
        let view = frame.column(index)
        origin = view.origin.assumingMemoryBound(to: Element.self)
        slowStride = N >= 4 ? Int(bitPattern: view.strides) : view.strides[0]
        middleStride = N == 3 ? view.strides[1] : 0
        piece = view.shape
    }

    /// The points of the piece. `for p in field.domain` runs rectangle by rectangle, each row-major, as fast as nested loops.
    @inlinable
    public var domain: Spans<N> {
        @inline(__always) get { Spans(rectangles: piece.pointee.rectangles, count: piece.pointee.count) }
    }

    @inlinable @inline(__always)
    func address(_ point: Point<N>) -> UnsafeMutablePointer<Element> {
        if _isDebugAssertConfiguration(), !domain.contains(point) { return AccessFailure.sink(point, Element.self) }
        // One branch is left for a known N.
        if N == 1 { return origin + point[0] }
        if N == 2 { return origin + (point[0] &* slowStride &+ point[1]) }
        if N == 3 { return origin + (point[0] &* slowStride &+ point[1] &* middleStride &+ point[2]) }
        var offset = point[N &- 1]
        if let strides = UnsafePointer<Int>(bitPattern: slowStride) {
            for axis in 0 ..< (N &- 1) { offset &+= point[axis] &* strides[axis] }
        }
        return origin + offset
    }

    /// The element at a point of the domain.
    @inlinable
    public subscript(point: Point<N>) -> Element {
        @inline(__always) unsafeAddress { UnsafePointer(address(point)) }
        @inline(__always) mutating unsafeMutableAddress { address(point) }
    }
}
