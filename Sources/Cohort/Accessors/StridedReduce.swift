import CohortGeometry
import CohortLife

/// A `Reduce` that walks any affine layout; see `StridedField`.
///
/// Where contributions are gathered in an accumulator first, that lies as ever; the layout is that of the data they are folded into.
@frozen
public struct StridedReduce<Operator: ReductionOperator, let N: Int>: ~Copyable {
    @usableFromInline var field: StridedField<Operator.Element, N>

    /// Accessor number `index` of a running task; used by generated code.
    @inlinable public init(_ frame: TaskFrame, _ index: Int) { field = StridedField(frame, index) }

    /// The points of the piece.
    @inlinable public var domain: Spans<N> { field.domain }

    /// Folds `value` into the element at a point of the domain.
    @inlinable @inline(__always)
    public mutating func fold(_ value: Operator.Element, at point: Point<N>) { Operator.combine(&field[point], value) }

    /// What can be folded into, at a point of the domain: `sums[p] += value`.
    @inlinable
    public subscript(point: Point<N>) -> Accumulator<Operator> {
        // SAFETY: an accumulator is one element and nothing else, frozen, so it has the element's layout.
        @inline(__always) unsafeAddress {
            UnsafePointer(UnsafeMutableRawPointer(field.address(point)).assumingMemoryBound(to: Accumulator<Operator>.self))
        }
        @inline(__always) mutating unsafeMutableAddress {
            UnsafeMutableRawPointer(field.address(point)).assumingMemoryBound(to: Accumulator<Operator>.self)
        }
    }
}

extension StridedReduce where N == 1 {
    /// Folds `value` into the element at an index of the domain.
    @inlinable @inline(__always)
    public mutating func fold(_ value: Operator.Element, at index: Int) { fold(value, at: Point<1>(index)) }

    /// What can be folded into, at an index of the domain.
    @inlinable
    public subscript(index: Int) -> Accumulator<Operator> {
        @inline(__always) unsafeAddress {
            UnsafePointer(
                UnsafeMutableRawPointer(field.address(Point<1>(index))).assumingMemoryBound(to: Accumulator<Operator>.self))
        }
        @inline(__always) mutating unsafeMutableAddress {
            UnsafeMutableRawPointer(field.address(Point<1>(index))).assumingMemoryBound(to: Accumulator<Operator>.self)
        }
    }
}
